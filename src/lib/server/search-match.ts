import { foldTerm } from './search-fold'
import { countTexts, readBeginnings, readTerms, type SearchIndex } from './search-terms'
import { cutWords } from './search-text'

/**
 * One typed word as an FTS5 query of so many phrases. `canRank` is false where ranking by it would read too much for what it says.
 * Where too many words of the index begin so, what a shorter query, `wide`, finds has to be held against `beginning`.
 */
type Word = { match: string; phrases: number; canRank: boolean; many?: { wide: string; beginning: string } }

/** What a person typed, as FTS5 queries: `all` finds what holds every word. */
export type Match = { index: SearchIndex; all: string; words: Word[] }

/** Both have an index of their own: the option `prefix` of the tables. */
const INDEXED = [2, 3]

/** In so many texts a beginning of any number of words is merged in a few milliseconds. */
const MERGED_AT_ONCE = 50_000

/** A letter that begins more words than these says nothing of a text; in a script without spaces one is a word. */
const FEW = 3

/**
 * What a person typed as a query of an index: every word must occur, each as the beginning of one. Nothing of FTS5's own
 * syntax gets through, because each word is quoted. Null when there is no word in it.
 */
export function readMatch(index: SearchIndex, typed: string): Match | null {
  const words = cutWords(typed).map((word) => toWord(index, word))
  if (words.length === 0) return null
  return { index, words, all: words.map(({ match }) => match).join(' AND ') }
}

/**
 * FTS5 merges every occurrence of all words that begin so before it gives the first one, unless it has an index of beginnings of that
 * length. The words themselves, named one by one, are read as far as they are asked for (docs/decisions/006-full-text-search.md).
 */
function toWord(index: SearchIndex, parts: string[]): Word {
  const last = foldTerm(parts.at(-1) ?? '')
  const phrase = (ending: string) => `"${[...parts.slice(0, -1), ending].join(' ')}"`
  const { length } = [...last]
  const whole = { match: `${phrase(last)}*`, phrases: 1, canRank: true }
  if (INDEXED.includes(length)) return whole
  if (length > 1) {
    const terms = readTerms(index, last)
    if (terms) return terms.length === 0 ? whole : { ...anyOf(terms.map(phrase)), canRank: true }
    const wide = `"${[...last].slice(0, Math.max(...INDEXED)).join('')}"*`
    return {
      ...whole,
      canRank: countTexts(index) < MERGED_AT_ONCE,
      ...(parts.length === 1 && { many: { wide, beginning: last } }),
    }
  }
  const beginnings = readBeginnings(index, last, 2)
  if (!beginnings || beginnings.length === 0) return { ...whole, canRank: beginnings !== null }
  const ones = beginnings.map((term) => ([...term].length === 2 ? `${phrase(term)}*` : phrase(term)))
  return { ...anyOf(ones), canRank: ones.length <= FEW }
}

function anyOf(phrases: string[]) {
  return { match: `(${phrases.join(' OR ')})`, phrases: phrases.length }
}

/**
 * A query that finds more and begins at once, however many words of the index begin as the typed ones do, and the beginnings that
 * words of what it finds must have (`beginsWord`). For whoever looks at a bounded number of hits.
 */
export function widen({ words }: Match): { match: string; beginnings: string[] } {
  return {
    match: words.map(({ match, many }) => many?.wide ?? match).join(' AND '),
    beginnings: words.flatMap(({ many }) => (many ? [many.beginning] : [])),
  }
}
