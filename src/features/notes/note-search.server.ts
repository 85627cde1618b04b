import { eq, sql } from 'drizzle-orm'
import type { Member } from '@/lib/actor'
import type { CursorKeys } from '@/lib/server/cursor'
import { database, prepared } from '@/lib/server/db'
import { user } from '@/lib/server/schema/accounts'
import { notes } from '@/lib/server/schema/notes'
import { readMatch, type Match } from '@/lib/server/search-match'
import { rankingOf } from '@/lib/server/search-rank'
import { readSnippet, snippetMarks } from '@/lib/server/search-text'
import { isVisible, itemColumns, tagsOf, toItem, visibilityOf } from './note-rows.server'
import type { NoteHit, NoteView } from './notes.schema'

/** So many of the newest hits are ranked, the others follow by age. */
const RANKED_HITS = 1000
const SNIPPET_TOKENS = 24

type Search = { q: string; tag?: string | undefined; view: NoteView; limit: number }

type Hit = { seq: number; updatedAt: number }
type RankedHit = Hit & { rank: number }

/** A place in the list, as its cursor keeps it: in the ranked stretch, which ends at `floor`, or below `seq` in the one after it. */
type Place = { isRanked: true; floor: number; last: RankedHit } | { isRanked: false; seq: number }

/**
 * The notes that hold every word of `q`: the newest thousand by relevance, then all the others, the newest first. New
 * is what was created last, because that is the order of the index (docs/decisions/006-full-text-search.md).
 */
export function searchNotes(
  actor: Member,
  search: Search,
  keys: CursorKeys | null,
): { items: NoteHit[]; next: CursorKeys | null } {
  const match = readMatch('notes_fts', search.q)
  if (match === null) return { items: [], next: null }
  const which = whichOf(actor, search, match)
  const { ranked, before } = readStretch(match, which, keys && readPlace(keys))
  const more = search.limit + 1
  const best = ranked.slice(0, more)
  const wanted = more - best.length
  const older = wanted === 0 || before === 0 ? [] : selectOlder().all({ ...which, before, limit: wanted })
  const found = [...best, ...older].map(({ seq }) => seq)
  const shown = found.slice(0, search.limit)
  const last = best[search.limit - 1]
  const after = last ? [before, last.rank, last.updatedAt, last.seq] : shown.slice(-1)
  return { items: readHits(match, shown), next: found.length === more ? after : null }
}

function whichOf(actor: Member, { view, tag }: Search, { all }: Match) {
  const isPinned = view === 'pinned' ? 1 : null
  return { ...visibilityOf(actor), view: isPinned ? 'active' : view, isPinned, tag: tag ?? null, match: all }
}

/** The lowest ranked `seq` stays with the cursor, so that a note written meanwhile pushes none over the edge. */
function readPlace(keys: CursorKeys): Place {
  const [first = 0, rank = 0, updatedAt = 0, seq = 0] = keys.map(Number)
  return keys.length === 1
    ? { isRanked: false, seq: first }
    : { isRanked: true, floor: first, last: { rank, updatedAt, seq } }
}

/** What is left of the ranked stretch behind a place, and below which `seq` it goes on by age; 0 where nothing follows. */
function readStretch(
  match: Match,
  which: ReturnType<typeof whichOf>,
  from: Place | null,
): { ranked: RankedHit[]; before: number } {
  if (from?.isRanked === false) return { ranked: [], before: from.seq }
  const ranking = rankingOf(match)
  if (!from && ranking === match.all) {
    const ranked = selectRanked().all({ ...which, limit: RANKED_HITS })
    const before = ranked.length === RANKED_HITS ? (ranked.at(-1)?.seq ?? 0) : 0
    return { ranked: ranked.toSorted(byRank), before }
  }
  const hits = selectHits().all({ ...which, floor: from?.floor ?? 0, limit: from ? -1 : RANKED_HITS })
  const ranks = readRanks(ranking, from ? [...hits, from.last] : hits)
  const ranked = hits.map((hit) => ({ ...hit, rank: ranks.get(hit.seq) ?? 0 })).toSorted(byRank)
  if (from) {
    // Every note that is written anywhere moves all ranks a little: what was shown last is ranked anew.
    const last = { ...from.last, rank: ranks.get(from.last.seq) ?? from.last.rank }
    return { ranked: ranked.filter((hit) => byRank(hit, last) > 0), before: from.floor }
  }
  return { ranked, before: hits.length === RANKED_HITS ? (hits.at(-1)?.seq ?? 0) : 0 }
}

function byRank(one: RankedHit, other: RankedHit): number {
  return one.rank - other.rank || other.updatedAt - one.updatedAt || other.seq - one.seq
}

const isHit = sql`notes_fts MATCH ${sql.placeholder('match')} AND ${isVisible} AND ${notes.view} = ${sql.placeholder('view')}
  AND (${sql.placeholder('isPinned')} IS NULL OR ${notes.pinned} = 1)
  AND (${sql.placeholder('tag')} IS NULL
    OR EXISTS (SELECT 1 FROM note_tags WHERE note_seq = ${notes.seq} AND note_tags.tag = ${sql.placeholder('tag')}))`

const selectHits = prepared((db) =>
  db
    .select({ seq: notes.seq, updatedAt: sql<number>`${notes.updatedAt}` })
    .from(sql`notes_fts`)
    .innerJoin(notes, sql`${notes.seq} = notes_fts.rowid`)
    .where(sql`${isHit} AND notes_fts.rowid >= ${sql.placeholder('floor')}`)
    .orderBy(sql`notes_fts.rowid DESC`)
    .limit(sql.placeholder('limit'))
    .prepare(),
)

const selectOlder = prepared((db) =>
  db
    .select({ seq: notes.seq })
    .from(sql`notes_fts`)
    .innerJoin(notes, sql`${notes.seq} = notes_fts.rowid`)
    .where(sql`${isHit} AND notes_fts.rowid < ${sql.placeholder('before')}`)
    .orderBy(sql`notes_fts.rowid DESC`)
    .limit(sql.placeholder('limit'))
    .prepare(),
)

/** A word in the title counts four times. https://sqlite.org/fts5.html#the_bm25_function */
const RANK = 'bm25(notes_fts, 4.0, 1.0)'

/** The newest hits with their ranks, where every word ranks: one statement in the place of two. */
const selectRanked = prepared((db) =>
  db
    .select({
      seq: notes.seq,
      updatedAt: sql<number>`${notes.updatedAt}`,
      rank: sql<number>`${sql.raw(RANK)}`,
    })
    .from(sql`notes_fts`)
    .innerJoin(notes, sql`${notes.seq} = notes_fts.rowid`)
    .where(isHit)
    .orderBy(sql`notes_fts.rowid DESC`)
    .limit(sql.placeholder('limit'))
    .prepare(),
)

function readRanks(ranking: string | null, hits: { seq: number }[]): Map<number, number> {
  if (ranking === null) return new Map()
  const rows = readOfHits<{ seq: number; rank: number }>(
    `${RANK} AS rank`,
    ranking,
    hits.map(({ seq }) => seq),
  )
  return new Map(rows.map(({ seq, rank }) => [seq, rank]))
}

/** The rows of the list, in this order, with where the words were found. */
function readHits({ all }: Match, seqs: number[]): NoteHit[] {
  if (seqs.length === 0) return []
  const [least, most] = [Math.min(...seqs), Math.max(...seqs)]
  const rows = selectShown().all({ match: all, least, most, seqs: JSON.stringify(seqs) })
  const tags = tagsOf(rows)
  const bySeq = new Map(rows.map((row) => [row.seq, row]))
  return seqs.flatMap((seq) => {
    const row = bySeq.get(seq)
    return row ? [{ ...toItem(row, tags), snippet: readSnippet(row.snippet) }] : []
  })
}

const { start, end } = snippetMarks
const SNIPPET = `snippet(notes_fts, -1, '${start}', '${end}', '…', ${SNIPPET_TOKENS})`

/** Begins with the index, whatever SQLite thinks of that: see `readOfHits`. */
const selectShown = prepared((db) =>
  db
    .select({ ...itemColumns, snippet: sql<string>`${sql.raw(SNIPPET)}` })
    .from(sql`notes_fts`)
    .crossJoin(notes)
    .leftJoin(user, eq(user.id, notes.authorId))
    .where(
      sql`notes_fts MATCH ${sql.placeholder('match')} AND notes_fts.rowid BETWEEN ${sql.placeholder('least')} AND ${sql.placeholder('most')}
        AND +notes_fts.rowid IN (SELECT value FROM json_each(${sql.placeholder('seqs')})) AND ${notes.seq} = notes_fts.rowid`,
    )
    .prepare(),
)

/** What FTS5 says of some hits, in one pass: to begin a query is the dear part. The `+` keeps SQLite from beginning one for each. */
function readOfHits<Row>(what: string, match: string, seqs: number[]): Row[] {
  return database()
    .$client.query<Row, [string, number, number, string]>(
      `SELECT rowid AS seq, ${what} FROM notes_fts
       WHERE notes_fts MATCH ? AND rowid BETWEEN ? AND ? AND +rowid IN (SELECT value FROM json_each(?))`,
    )
    .all(match, Math.min(...seqs), Math.max(...seqs), JSON.stringify(seqs))
}
