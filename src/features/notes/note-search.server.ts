import { desc, eq, sql } from 'drizzle-orm'
import type { Member } from '@/lib/actor'
import type { CursorKeys } from '@/lib/server/cursor'
import { database, prepared } from '@/lib/server/db'
import { user } from '@/lib/server/schema/accounts'
import { notes } from '@/lib/server/schema/notes'
import { isVisible, itemColumns, toItem, visibilityOf } from './note-rows.server'
import type { NoteHit, NoteView, SnippetPart } from './notes.schema'
import { readSnippet, snippetMarks, toMatchQuery } from './search-text.server'

/** Ranking costs 1 µs a hit and reads its row: the newest thousand are ranked, whatever else matches is older. */
const RANKED_HITS = 1000
const SNIPPET_TOKENS = 24

type Search = { q: string; tag?: string | undefined; view: NoteView; limit: number }

/** The notes that hold every word of `q`, by relevance within the newest thousand, then the newest change first. */
export function searchNotes(
  actor: Member,
  search: Search,
  keys: CursorKeys | null,
): { items: NoteHit[]; next: CursorKeys | null } {
  const match = toMatchQuery(search.q)
  if (match === null) return { items: [], next: null }
  const [rank, updatedAt, seq] = keys ?? [-Number.MAX_VALUE, Number.MAX_SAFE_INTEGER, 0]
  const ranked = selectHits().all({
    ...visibilityOf(actor),
    match,
    view: search.view,
    tag: search.tag ?? null,
    rank,
    updatedAt,
    seq,
    limit: search.limit + 1,
  })
  const shown = ranked.slice(0, search.limit)
  const last = ranked.length > search.limit ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => ({ ...toItem(row), snippet: readSnippetOf(match, row.seq) })),
    next: last ? [last.rank, last.updatedAt.getTime(), last.seq] : null,
  }
}

/** `bm25` counts a word in the title four times. https://sqlite.org/fts5.html#the_bm25_function */
const hits = sql`(
  SELECT notes_fts.rowid AS hit_seq, bm25(notes_fts, 4.0, 1.0) AS hit_rank
  FROM notes_fts JOIN ${notes} ON ${notes.seq} = notes_fts.rowid
  WHERE notes_fts MATCH ${sql.placeholder('match')} AND ${isVisible} AND ${notes.view} = ${sql.placeholder('view')}
    AND (${sql.placeholder('tag')} IS NULL
      OR EXISTS (SELECT 1 FROM note_tags WHERE note_seq = ${notes.seq} AND note_tags.tag = ${sql.placeholder('tag')}))
  ORDER BY notes_fts.rowid DESC LIMIT ${sql.raw(String(RANKED_HITS))}
)`

const selectHits = prepared((db) =>
  db
    .select({ ...itemColumns, rank: sql<number>`hit_rank` })
    .from(notes)
    .innerJoin(hits, sql`hit_seq = ${notes.seq}`)
    .leftJoin(user, eq(user.id, notes.authorId))
    .where(
      sql`(hit_rank, -${notes.updatedAt}, -${notes.seq}) >
        (${sql.placeholder('rank')}, -${sql.placeholder('updatedAt')}, -${sql.placeholder('seq')})`,
    )
    .orderBy(sql`hit_rank`, desc(notes.updatedAt), desc(notes.seq))
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
