// @vitest-environment node
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '@/lib/dashboard'
import { lastDays } from '@/lib/server/day-span'
import { database } from '@/lib/server/db'
import { workspaceChanges } from '@/lib/server/schema/dashboard'
import { eq } from 'drizzle-orm'
import { buildWorkspace, useInstance } from '@/test/instance'
import { countDays, daysQuery, noteDashboard } from './note-dashboard.server'
import { CreateNote } from './notes.schema'
import { createNote, deleteNote, markNote, unmarkNote, updateNote } from './notes.server'
import { makeSampleNotes } from './sample-notes.server'
import { listNotes } from './note-list.server'
import { ListNotes } from './notes.schema'

useInstance()

const today = Math.floor(Date.UTC(2026, 2, 10) / DAY_MS)
const on = (day: number, hour = 9) => new Date(day * DAY_MS + hour * 3_600_000)
const span = lastDays(7, new Date(today * DAY_MS), 'UTC')
const note = (title: string, visibility: 'workspace' | 'private' = 'workspace') =>
  CreateNote.parse({ title, visibility })

const changesOf = (workspaceId: string) =>
  database().select().from(workspaceChanges).where(eq(workspaceChanges.workspaceId, workspaceId)).get()?.count

describe('what the whole workspace sees', () => {
  it('holds no private note, nothing of the trash, and nothing of another workspace', async () => {
    const { owner, member, stranger } = buildWorkspace()
    await createNote(owner, note('Shared'), on(today - 2))
    await createNote(member, note('Mine', 'private'), on(today - 2))
    await createNote(stranger, note('Elsewhere'), on(today - 2))
    const { id } = await createNote(member, note('Thrown away'), on(today - 2))
    await markNote(member, id, 'trash', on(today - 2))
    expect(countDays(owner.workspace.id, 'created_at', span)).toEqual([0, 0, 0, 0, 1, 0, 0])
    expect(noteDashboard.activity?.({ workspaceId: owner.workspace.id, isAdmin: true }, span)).toEqual([
      { label: 'Notes written', byDay: [0, 0, 0, 0, 1, 0, 0] },
      { label: 'Notes changed', byDay: [0, 0, 0, 0, 0, 0, 0] },
    ])
  })

  it.each(['created_at', 'updated_at'] as const)('is counted by %s by an index', (column) => {
    const query = new SQLiteSyncDialect().sqlToQuery(daysQuery('w', column, span))
    const plan = database()
      .$client.query<{ detail: string }, (string | number)[]>(`EXPLAIN QUERY PLAN ${query.sql}`)
      .all(...query.params.map((value) => (typeof value === 'number' ? value : String(value))))
    const index = column === 'created_at' ? 'notes_by_created' : 'notes_by_updated'
    expect(plan.map(({ detail }) => detail).join('\n')).toContain(
      `SEARCH notes USING INDEX ${index} (workspace_id=? AND view=? AND pinned=? AND ${column}>?)`,
    )
  })

  it('is told to be another by every change of a note', async () => {
    const { owner } = buildWorkspace()
    const seen = new Set([changesOf(owner.workspace.id)])
    const remember = () => seen.add(changesOf(owner.workspace.id))
    const { id, version } = await createNote(owner, note('One'))
    remember()
    await updateNote(owner, id, { title: 'Two' }, version)
    remember()
    await markNote(owner, id, 'trash')
    remember()
    await unmarkNote(owner, id, 'trash')
    remember()
    await markNote(owner, id, 'trash')
    await deleteNote(owner, id)
    remember()
    expect(seen.size).toBe(6)
  })
})

describe('what one person sees', () => {
  it('has their own private notes in the lists, and nobody else’s', async () => {
    const { owner, viewer, member } = buildWorkspace()
    await createNote(owner, note('For all'), on(today))
    await createNote(member, note('Only mine', 'private'), on(today))
    const titles = (actor: typeof viewer) =>
      noteDashboard.lists?.(actor).flatMap(({ items }) => items.map(({ title }) => title))
    expect(titles(viewer)).toEqual(['For all'])
    expect(titles(owner)).toEqual(['For all'])
    expect(titles(member)).toEqual(expect.arrayContaining(['For all', 'Only mine']))
  })

  it('has as news what others wrote and changed since', async () => {
    const { owner, member, viewer } = buildWorkspace()
    const old = await createNote(owner, note('Old'), on(today - 3))
    await updateNote(member, old.id, { title: 'Old, changed' }, old.version, on(today, 12))
    await createNote(owner, note('New'), on(today, 11))
    await createNote(member, note('Private', 'private'), on(today, 11))
    const labels = (actor: typeof owner, since: Date) =>
      noteDashboard.news?.(actor, since).map(({ label }) => label)
    expect(labels(viewer, on(today, 10))).toEqual(['1 new note', '1 changed note'])
    expect(labels(member, on(today, 13))).toEqual([])
    expect(labels(owner, on(today, 10))).toEqual([])
  })
})

describe('sample notes', () => {
  it('are refused to a viewer', async () => {
    await expect(makeSampleNotes(buildWorkspace().viewer)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('are made once, with one of them pinned', async () => {
    const { member } = buildWorkspace()
    await makeSampleNotes(member)
    await makeSampleNotes(member)
    const { items } = await listNotes(member, ListNotes.parse({}))
    expect(items.map(({ title, pinned }) => [title, pinned])).toEqual([
      ['Begin here', true],
      ['Keys for quick hands', false],
      ['Tags find things again', false],
      ['Markdown in one page', false],
    ])
  })
})
