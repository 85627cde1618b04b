/** Scripts that are written without spaces between words, each character with the marks on it. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}](?<=\p{L})\p{M}*/gu
const TERM = /[\p{L}\p{N}\p{M}\p{Co}]+/gu

/** Separates characters in the index. Input never holds it: `text()` in lib/text.ts refuses control characters. */
const SEPARATOR = '\u001F'
const MATCH_START = '\u0001'
const MATCH_END = '\u0002'

/** The text for the full-text index, or null where the text itself will do. */
export function spaceOut(text: string): string | null {
  const spaced = text.replace(UNSPACED, `${SEPARATOR}$&${SEPARATOR}`)
  return spaced === text ? null : spaced
}

/** The words of what a person typed; one of a script without spaces in the parts that the index holds. */
export function cutWords(typed: string): string[][] {
  const terms = typed.normalize('NFC').match(TERM) ?? []
  return terms.map((term) => (spaceOut(term) ?? term).split(SEPARATOR).filter((part) => part !== ''))
}

/** The SQL of an FTS5 snippet with the matches marked for `readSnippet`; `column` -1 takes the best one. */
export const snippetMarks = { start: MATCH_START, end: MATCH_END }

/** What begins a block (heading, quotation, list item, task), what sets off a span, and a table's ruler. */
const MARKDOWN_MARKS = /^[ \t]*(?:[>#]+|[-*+] (?:\[[ xX]\] )?|\d+\. )|[*_`~|]+|:?-{3,}:?/gm

/** A link, whole; one whose words begin before the snippet; one that ends after it. */
const LINK = /!?\[([^\][]*)\]\([^()\s]*(?: "[^"]*")?\)/g
const LINK_BEGUN = /^(…[^\][]*)\]\([^()\s]*\)/
const LINK_CUT = /!?\[([^\][]*)(?:\]\([^()\s]*)?…$/

/** A link reads as its words. What was found in an address is gone with it. */
function withoutAddresses(marked: string): string {
  return afterAddress(marked.replace(LINK, '$1').replace(LINK_BEGUN, '$1')).replace(LINK_CUT, '$1…')
}

/** Where a snippet begins within an address, which is long or has a slash, and has digits, as those of notes do. */
function afterAddress(marked: string): string {
  const end = marked.indexOf(')')
  if (!marked.startsWith('…') || end < 0) return marked
  const address = marked.slice(1, end)
  const isLong = address.length >= 12 || address.includes('/')
  const isAddress = isLong && /\d/.test(address) && !/[\s()[\]]/.test(address)
  return isAddress && !address.includes(MATCH_START) ? `…${marked.slice(end + 1)}` : marked
}

/** A marked snippet as parts that matched and parts that did not, without separators and Markdown's marks. */
export function readSnippet(marked: string): { text: string; match: boolean }[] {
  return withoutAddresses(marked.replaceAll(SEPARATOR, ''))
    .replace(MARKDOWN_MARKS, ' ')
    .replace(/\s+/g, ' ')
    .split(MATCH_START)
    .flatMap((piece, place) => {
      const [inside = '', outside = ''] = place === 0 ? ['', piece] : piece.split(MATCH_END)
      return [
        { text: inside, match: true },
        { text: outside, match: false },
      ]
    })
    .filter(({ text }) => text !== '')
}
