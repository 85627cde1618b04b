import { and, asc, desc, eq, sql, type SQL } from 'drizzle-orm'
import type { Member } from '@/lib/actor'
import { readCursor, writeCursor, type CursorKeys } from '@/lib/server/cursor'
import { cacheGetOrSet } from '@/lib/server/cache'
import { prepared } from '@/lib/server/db'
import { Page } from '@/lib/server/page'
import { notes, noteTags } from '@/lib/server/schema/notes'
import { changesOf } from '@/lib/server/workspace-changes'
import { isVisible, selectItems, tagsOf, toItem, visibilityOf, type NoteRow } from './note-rows.server'
import { searchNotes } from './note-search.server'
import type { ListNotes, NoteHit, NoteItem, NoteSort, NoteView, TagCount } from './notes.schema'

/**
 * A page of the notes that the actor may see: the pinned ones first, then by `sort`; with `q` those that hold every
 * word of it, best first. Throws `bad_input` for a cursor of another list.
 */
export async function listNotes(actor: Member, query: ListNotes): Promise<Page<NoteItem | NoteHit>> {
  const list = JSON.stringify([actor.workspace.id, query.q, query.tag, query.view, query.sort])
  const keys = query.cursor === undefined ? null : readCursor(list, query.cursor)
  const page = query.q ? searchNotes(actor, { ...query, q: query.q }, keys) : listSorted(actor, query, keys)
  return new Page(page.items, page.next && writeCursor(list, page.next))
}

const TAGS_KEPT_MS = 10 * 60_000

/**
 * The tags of a view's notes that the actor may see, the most used first, at most 100. Counted anew after each change of the
 * workspace; whether a note is pinned is no such change, but those are few.
 */
export async function listTags(actor: Member, view: NoteView = 'active'): Promise<TagCount[]> {
  if (view === 'pinned') return selectPinnedTags().all({ ...visibilityOf(actor), view: 'active' })
  const { workspaceId, accountId } = visibilityOf(actor)
  const key = `note-tags:${workspaceId}:${changesOf(workspaceId)}:${accountId}:${view}`
  return cacheGetOrSet(key, TAGS_KEPT_MS, () => selectTags().all({ workspaceId, accountId, view }))
}

const selectTags = prepareTags([])
const selectPinnedTags = prepareTags([sql`${notes.pinned} = 1`])

function prepareTags(conditions: SQL[]) {
  return prepared((db) =>
    db
      .select({ tag: noteTags.tag, count: sql<number>`count(*)`.as('count') })
      .from(noteTags)
      .innerJoin(notes, eq(notes.seq, noteTags.noteSeq))
      .where(and(isVisible, eq(notes.view, sql.placeholder('view')), ...conditions))
      .groupBy(noteTags.tag)
      .orderBy(desc(sql`count`), asc(noteTags.tag))
      .limit(100)
      .prepare(),
  )
}

/** The sorts: what the rows are ordered by (`seq` breaks ties), and which way. */
const orders = {
  updated: { column: notes.updatedAt, keyOf: (row: NoteRow) => row.updatedAt.getTime(), descending: true },
  created: { column: notes.createdAt, keyOf: (row: NoteRow) => row.createdAt.getTime(), descending: true },
  title: { column: notes.sortTitle, keyOf: (row: NoteRow) => row.sortTitle, descending: false },
} as const satisfies Record<NoteSort, unknown>

type Listed = { items: NoteItem[]; next: CursorKeys | null }

/**
 * The pinned notes and the others are two stretches of one index, read one after the other: a single query over both
 * could not go on from a cursor without reading what came before it.
 */
function listSorted(actor: Member, query: ListNotes, keys: CursorKeys | null): Listed {
  const rows: NoteRow[] = []
  const [from = 1] = keys ?? []
  for (const pinned of query.view === 'pinned' ? [1] : [1, 0]) {
    if (pinned > Number(from) || rows.length > query.limit) continue
    const after = pinned === from ? keys : null
    rows.push(...readStretch(actor, query, pinned, after, query.limit + 1 - rows.length))
  }
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  const tags = tagsOf(shown)
  return {
    items: shown.map((row) => toItem(row, tags)),
    next: last ? [last.pinned ? 1 : 0, orders[query.sort].keyOf(last), last.seq] : null,
  }
}

function readStretch(
  actor: Member,
  query: ListNotes,
  pinned: number,
  after: CursorKeys | null,
  limit: number,
): NoteRow[] {
  const select = stretches[query.sort][query.tag ? 'tagged' : 'all'][after ? 'after' : 'first']
  const [, key, seq] = after ?? []
  const view = query.view === 'pinned' ? 'active' : query.view
  return select().all({ ...visibilityOf(actor), view, tag: query.tag, pinned, key, seq, limit })
}

const hasTag = sql`EXISTS (
  SELECT 1 FROM ${noteTags} WHERE ${noteTags.noteSeq} = ${notes.seq} AND ${noteTags.tag} = ${sql.placeholder('tag')}
)`

const stretches = {
  updated: prepareStretches('updated'),
  created: prepareStretches('created'),
  title: prepareStretches('title'),
}

function prepareStretches(sort: NoteSort) {
  return {
    all: { first: prepareStretch(sort, []), after: prepareStretch(sort, [isAfter(sort)]) },
    tagged: { first: prepareStretch(sort, [hasTag]), after: prepareStretch(sort, [hasTag, isAfter(sort)]) },
  }
}

function prepareStretch(sort: NoteSort, conditions: SQL[]) {
  const { column, descending } = orders[sort]
  const direction = descending ? desc : asc
  return prepared((db) =>
    selectItems(db)
      .where(
        and(
          isVisible,
          eq(notes.view, sql.placeholder('view')),
          sql`${notes.pinned} = ${sql.placeholder('pinned')}`,
          ...conditions,
        ),
      )
      .orderBy(direction(column), direction(notes.seq))
      .limit(sql.placeholder('limit'))
      .prepare(),
  )
}

function isAfter(sort: NoteSort): SQL {
  const { column, descending } = orders[sort]
  const operator = sql.raw(descending ? '<' : '>')
  return sql`(${column}, ${notes.seq}) ${operator} (${sql.placeholder('key')}, ${sql.placeholder('seq')})`
}
