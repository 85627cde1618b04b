import type { SnippetPart } from './notes.schema'

const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu
/** Scripts that are written without spaces: a word of theirs may begin anywhere. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u

/** The parts of a text that a search for `typed` finds: whole words that begin with one of its words, as the index has it. */
export function markWords(text: string, typed: string): SnippetPart[] {
  const wanted = (typed.match(WORD) ?? []).map(fold)
  const parts: SnippetPart[] = []
  let end = 0
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const found = findIn(word, wanted)
    if (!found) continue
    const from = index + found.from
    parts.push({ text: text.slice(end, from), match: false })
    end = from + found.length
    parts.push({ text: text.slice(from, end), match: true })
  }
  return [...parts, { text: text.slice(end), match: false }].filter((part) => part.text !== '')
}

function findIn(word: string, wanted: string[]): { from: number; length: number } | undefined {
  const folded = fold(word)
  if (wanted.some((start) => folded.startsWith(start) && !UNSPACED.test(start)))
    return { from: 0, length: word.length }
  for (const part of wanted) {
    const from = UNSPACED.test(part) ? word.normalize('NFC').indexOf(part) : -1
    if (from >= 0) return { from, length: part.length }
  }
  return undefined
}

/** Without case and accents. */
function fold(text: string): string {
  return UNSPACED.test(text)
    ? text.normalize('NFC').toLowerCase()
    : text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
