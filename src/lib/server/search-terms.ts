import { database } from './db'

/** The full-text tables. */
export type SearchIndex = 'notes_fts' | 'responses_fts'

/** Each word that is named costs a look-up, so a small file, where merging is quick, gets by with few. */
const TERMS = { least: 16, most: 256, rowsForEach: 500 }

/** Where words that begin so stand in no more places than these, one look over the places finds all: a third of what leaping takes. */
const FEW_PLACES = 32

/** Behind every word that begins as another does, and before every other. */
const LAST = '\u{10FFFF}'

/** How many texts an index has held at most: the number of the newest. */
export function countTexts(index: SearchIndex): number {
  return (
    database()
      .$client.query<{ newest: number | null }, []>(`SELECT max(id) AS newest FROM ${index}_docsize`)
      .get()?.newest ?? 0
  )
}

/** The words of an index that begin so, as it holds them, without reading where they occur; null when there are too many. */
export function readTerms(index: SearchIndex, beginning: string): string[] | null {
  return leap(index, beginning, Number.MAX_SAFE_INTEGER)
}

/** The same of their first `length` letters alone, each once, and of the words that are shorter. */
export function readBeginnings(index: SearchIndex, beginning: string, length: number): string[] | null {
  const terms = leap(index, beginning, length)
  return terms && [...new Set(terms.map((term) => [...term].slice(0, length).join('')))]
}

/** The words of an index in their order, each as often as it occurs. A table of the connection, not of the file. */
function openTerms(index: SearchIndex): string {
  const terms = `temp.${index}_terms`
  database()
    .$client.query(`CREATE VIRTUAL TABLE IF NOT EXISTS ${terms} USING fts5vocab(main, ${index}, instance)`)
    .run()
  return terms
}

/** The words that begin so, each once; null where they stand in more places than are looked at. */
function findFew(terms: string, beginning: string): string[] | null {
  const places = database()
    .$client.query<{ term: string }, [string, string, number]>(
      `SELECT term FROM ${terms} WHERE term >= ? AND term < ? LIMIT ?`,
    )
    .all(beginning, beginning + LAST, FEW_PLACES + 1)
  return places.length > FEW_PLACES ? null : [...new Set(places.map(({ term }) => term))]
}

/** Goes from one word to the first that differs in its first `length` letters: a look-up for each, however often it occurs. */
function leap(index: SearchIndex, beginning: string, length: number): string[] | null {
  const { $client } = database()
  const most = Math.min(TERMS.most, Math.max(TERMS.least, countTexts(index) / TERMS.rowsForEach))
  const terms = openTerms(index)
  const few = findFew(terms, beginning)
  if (few && few.length <= most) return few
  const found = $client
    .query<{ term: string }, Record<string, string | number>>(
      `WITH RECURSIVE found(term) AS (
         SELECT (SELECT term FROM ${terms} WHERE term >= $beginning LIMIT 1)
         UNION ALL
         SELECT (SELECT term FROM ${terms} WHERE term >=
           substr(found.term, 1, $length) || iif(length(found.term) < $length, char(1), $last) LIMIT 1)
         FROM found WHERE found.term < $beginning || $last
       ) SELECT term FROM found WHERE term < $beginning || $last LIMIT $most`,
    )
    .all({ beginning, length, last: LAST, most: Math.floor(most) + 1 })
  return found.length > most ? null : found.map(({ term }) => term)
}
