import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { Member } from '@/lib/actor'
import { fillDays, type DashboardPart, type DaySeries, type DaySpan, type ShortList } from '@/lib/dashboard'
import { dayOf } from '@/lib/server/day-span'
import { countRows } from '@/lib/server/first-row'
import { database, prepared } from '@/lib/server/db'
import { notes } from '@/lib/server/schema/notes'
import { isVisible, selectItems, visibilityOf } from './note-rows.server'
import { canCreateNote } from './notes.policy'
import { makeSampleNotes } from './sample-notes.server'
import * as words from './words/dashboard'

const SHOWN = 6

/** The notes’ part of the dashboard. Others' private notes are in none of it, one's own only in what one sees alone. */
export const noteDashboard: DashboardPart = {
  news: (actor, since) => {
    const written = countNews(actor, sql`created_at > ${since.getTime()}`, 'created')
    const changed = countNews(
      actor,
      sql`updated_at > ${since.getTime()} AND created_at <= ${since.getTime()}`,
      'updated',
    )
    return [
      ...(written > 0
        ? [{ label: words.written(written), about: words.byOthers, href: '/notes?sort=created' }]
        : []),
      ...(changed > 0 ? [{ label: words.changed(changed), about: words.ofOthers, href: '/notes' }] : []),
    ]
  },
  lists: (actor) => [
    listOf(actor, words.pinned, selectPinned),
    { ...listOf(actor, words.recent, selectRecent), href: '/notes' },
  ],
  activity: ({ workspaceId }, span): DaySeries[] => [
    { label: words.notesWritten, byDay: countDays(workspaceId, 'created_at', span) },
    { label: words.notesChanged, byDay: countDays(workspaceId, 'updated_at', span) },
  ],
  firstSteps: (actor) =>
    canCreateNote(actor)
      ? [
          {
            label: words.write,
            description: words.writeHint,
            href: '/notes/new',
          },
        ]
      : [],
  samples: {
    label: words.addSamples,
    description: words.addSamplesHint,
    make: makeSampleNotes,
  },
}

/** What others than the actor wrote, of what the whole workspace may see. */
function countNews({ workspace, accountId }: Member, isNew: SQL, by: 'created' | 'updated'): number {
  const index = sql.raw(by === 'created' ? 'notes_by_created' : 'notes_by_updated')
  return countRows(sql`
    SELECT count(*) AS count FROM notes INDEXED BY ${index}
    WHERE workspace_id = ${workspace.id} AND view IN ('active', 'archived') AND pinned IN (0, 1) AND ${isNew}
      AND visibility = 'workspace' AND author_id IS NOT ${accountId}`)
}

/** By day, of what the whole workspace may see; a note counts as changed on the day of its last change. */
export function countDays(workspaceId: string, column: 'created_at' | 'updated_at', span: DaySpan): number[] {
  return fillDays(database().all(daysQuery(workspaceId, column, span)), span)
}

export function daysQuery(workspaceId: string, column: 'created_at' | 'updated_at', span: DaySpan): SQL {
  const time = sql.raw(column)
  const isChange = column === 'updated_at' ? sql`AND updated_at > created_at` : sql``
  return sql`
    SELECT ${dayOf(time, span)} AS day, count(*) AS count FROM notes
    WHERE workspace_id = ${workspaceId} AND view IN ('active', 'archived') AND pinned IN (0, 1)
      AND ${time} >= ${span.begin} AND visibility = 'workspace' ${isChange}
    GROUP BY 1`
}

type Select = typeof selectRecent

function listOf(actor: Member, title: string, select: Select): ShortList {
  const rows = select().all({ ...visibilityOf(actor), limit: SHOWN })
  const items = rows.map(({ id, title: name, authorName, updatedAt, visibility }) => ({
    title: name,
    href: `/notes/${id}`,
    about: visibility === 'private' ? words.onlyYou : (authorName ?? words.left),
    at: updatedAt.toISOString(),
  }))
  return { title, items }
}

const selectPinned = prepareList(true)
const selectRecent = prepareList(false)

function prepareList(isPinned: boolean) {
  return prepared((db) =>
    selectItems(db)
      .where(and(isVisible, eq(notes.view, 'active'), eq(notes.pinned, isPinned)))
      .orderBy(sql`${notes.updatedAt} DESC, ${notes.seq} DESC`)
      .limit(sql.placeholder('limit'))
      .prepare(),
  )
}
