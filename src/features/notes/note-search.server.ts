import { desc, eq, sql } from 'drizzle-orm'
import type { Member } from '@/lib/actor'
import type { CursorKeys } from '@/lib/server/cursor'
import { database, prepared } from '@/lib/server/db'
import { user } from '@/lib/server/schema/accounts'
import { notes } from '@/lib/server/schema/notes'
import { isVisible, itemColumns, tagsOf, toItem, visibilityOf } from './note-rows.server'
import type { NoteHit, NoteView, SnippetPart } from './notes.schema'
import { readSnippet, snippetMarks, toMatchQuery } from '@/lib/server/search-text'

/** Ranking costs 1 µs a hit and reads its row: the newest thousand are ranked, the others follow by age. */
const RANKED_HITS = 1000
const SNIPPET_TOKENS = 24

type Search = { q: string; tag?: string | undefined; view: NoteView; limit: number }

/** A place in the list, as its cursor keeps it: in the ranked stretch, or below `seq` in the one after it. */
type Place =
  | { isRanked: true; floor: number; rank: number; updatedAt: number; seq: number }
  | { isRanked: false; seq: number }

/**
 * The notes that hold every word of `q`: the newest thousand by relevance, then all the others, the newest first. New
 * is what was created last, because that is the order of the index (docs/decisions/006-full-text-search.md).
 */
export function searchNotes(
  actor: Member,
  search: Search,
  keys: CursorKeys | null,
): { items: NoteHit[]; next: CursorKeys | null } {
  const match = toMatchQuery(search.q)
  if (match === null) return { items: [], next: null }
  const isPinned = search.view === 'pinned' ? 1 : null
  const view = isPinned ? 'active' : search.view
  const values = { ...visibilityOf(actor), view, isPinned, tag: search.tag ?? null, match }
  const from = keys ? readPlace(keys) : startAt(selectFloor().get(values)?.seq ?? 0)
  const more = search.limit + 1
  const ranked = from.isRanked ? selectRanked().all({ ...values, ...from, limit: more }) : []
  const before = from.isRanked ? from.floor : from.seq
  const isFull = ranked.length === more || before === 0
  const older = isFull ? [] : selectOlder().all({ ...values, before, limit: more - ranked.length })
  const shown = [...ranked, ...older].slice(0, search.limit)
  const last = ranked.length + older.length === more ? shown.at(-1) : undefined
  const tags = tagsOf(shown)
  return {
    items: shown.map((row) => ({ ...toItem(row, tags), snippet: readSnippetOf(match, row.seq) })),
    next: last ? keysAfter(last, from) : null,
  }
}

function startAt(floor: number): Place {
  const { MAX_VALUE, MAX_SAFE_INTEGER } = Number
  return { isRanked: true, floor, rank: -MAX_VALUE, updatedAt: MAX_SAFE_INTEGER, seq: MAX_SAFE_INTEGER }
}

/** The lowest ranked `seq` stays with the cursor, so that a note written meanwhile pushes none over the edge. */
function keysAfter(last: { seq: number; rank: number | null; updatedAt: Date }, from: Place): CursorKeys {
  if (last.rank === null || !from.isRanked) return [last.seq]
  return [from.floor, last.rank, last.updatedAt.getTime(), last.seq]
}

function readPlace(keys: CursorKeys): Place {
  const [first = 0, rank = 0, updatedAt = 0, seq = 0] = keys.map(Number)
  if (keys.length === 1) return { isRanked: false, seq: first }
  return { isRanked: true, floor: first, rank, updatedAt, seq }
}

const isHit = sql`notes_fts MATCH ${sql.placeholder('match')} AND ${isVisible} AND ${notes.view} = ${sql.placeholder('view')}
  AND (${sql.placeholder('isPinned')} IS NULL OR ${notes.pinned} = 1)
  AND (${sql.placeholder('tag')} IS NULL
    OR EXISTS (SELECT 1 FROM note_tags WHERE note_seq = ${notes.seq} AND note_tags.tag = ${sql.placeholder('tag')}))`

/** The oldest of the newest thousand; none when there are fewer. */
const selectFloor = prepared((db) =>
  db
    .select({ seq: notes.seq })
    .from(sql`notes_fts`)
    .innerJoin(notes, sql`${notes.seq} = notes_fts.rowid`)
    .where(isHit)
    .orderBy(sql`notes_fts.rowid DESC`)
    .limit(1)
    .offset(RANKED_HITS - 1)
    .prepare(),
)

/** A word in the title counts four times. https://sqlite.org/fts5.html#the_bm25_function */
const rank = sql.raw('bm25(notes_fts, 4.0, 1.0)')

const ranking = sql`(
  SELECT notes_fts.rowid AS hit_seq, ${rank} AS hit_rank
  FROM notes_fts JOIN ${notes} ON ${notes.seq} = notes_fts.rowid
  WHERE ${isHit} AND notes_fts.rowid >= ${sql.placeholder('floor')}
)`

/** Every note that is written anywhere moves all ranks a little: what was shown last is ranked anew. */
const rankOfLast = sql`(
  SELECT ${rank} FROM notes_fts
  WHERE notes_fts MATCH ${sql.placeholder('match')} AND notes_fts.rowid = ${sql.placeholder('seq')}
)`

const selectRanked = prepared((db) =>
  db
    .select({ ...itemColumns, rank: sql<number | null>`hit_rank` })
    .from(notes)
    .innerJoin(ranking, sql`hit_seq = ${notes.seq}`)
    .leftJoin(user, eq(user.id, notes.authorId))
    .where(
      sql`(hit_rank, -${notes.updatedAt}, -${notes.seq}) >
        (coalesce(${rankOfLast}, ${sql.placeholder('rank')}), -${sql.placeholder('updatedAt')}, -${sql.placeholder('seq')})`,
    )
    .orderBy(sql`hit_rank`, desc(notes.updatedAt), desc(notes.seq))
    .limit(sql.placeholder('limit'))
    .prepare(),
)

const selectOlder = prepared((db) =>
  db
    .select({ ...itemColumns, rank: sql<number | null>`NULL` })
    .from(sql`notes_fts`)
    .innerJoin(notes, sql`${notes.seq} = notes_fts.rowid`)
    .leftJoin(user, eq(user.id, notes.authorId))
    .where(sql`${isHit} AND notes_fts.rowid < ${sql.placeholder('before')}`)
    .orderBy(sql`notes_fts.rowid DESC`)
    .limit(sql.placeholder('limit'))
    .prepare(),
)

function readSnippetOf(match: string, seq: number): SnippetPart[] {
  const row = database()
    .$client.query<{ snippet: string }, [string, string, number, string, number]>(
      `SELECT snippet(notes_fts, -1, ?, ?, '…', ?) AS snippet FROM notes_fts WHERE notes_fts MATCH ? AND rowid = ?`,
    )
    .get(snippetMarks.start, snippetMarks.end, SNIPPET_TOKENS, match, seq)
  return readSnippet(row?.snippet ?? '')
}
