import { database } from './db'
import type { Match } from './search-match'
import { countTexts, type SearchIndex } from './search-terms'

/** `bm25` counts all hits of each word of its query before it ranks one: some 25 ns a hit, four times that among several phrases. */
const MOST_COUNTED = 1_500_000
const OF_SEVERAL = 4

/** How many hits are looked at to guess how many there are. */
const SAMPLE = 200

/**
 * The query of those words by which hits are ranked: the rarer ones, as long as counting them takes no time to speak of. A word that
 * is in most texts says nothing of any one. Null when there is none.
 */
export function rankingOf({ index, words }: Match): string | null {
  const able = words.filter(({ canRank }) => canRank)
  const [only] = able
  // Not even a hit in every text is too much to count.
  if (only && able.length === 1 && countTexts(index) * OF_SEVERAL <= MOST_COUNTED) return only.match
  const guessed = able
    .map(({ match, phrases }) => ({ match, cost: guessHits(index, match) * (phrases > 1 ? OF_SEVERAL : 1) }))
    .toSorted((one, other) => one.cost - other.cost)
  let counted = 0
  const chosen = guessed.filter(({ cost }) => (counted += cost) <= MOST_COUNTED)
  return chosen.length === 0 ? null : chosen.map(({ match }) => match).join(' AND ')
}

/** By how close the newest ones lie together. */
function guessHits(index: SearchIndex, match: string): number {
  const newest = database()
    .$client.query<{ first: number | null; last: number | null; hits: number }, [string, number]>(
      `SELECT min(rowid) AS first, max(rowid) AS last, count(*) AS hits
       FROM (SELECT rowid FROM ${index} WHERE ${index} MATCH ? ORDER BY rowid DESC LIMIT ?)`,
    )
    .get(match, SAMPLE)
  if (!newest || newest.first === null || newest.last === null || newest.hits < SAMPLE)
    return newest?.hits ?? 0
  return Math.ceil((newest.hits * newest.last) / (newest.last - newest.first + 1))
}
