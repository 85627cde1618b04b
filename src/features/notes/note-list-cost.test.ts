import { describe, expect, it } from 'vitest'
import { features } from '@/app'
import { listPlaces } from '@/components/navigation'
import type { Member } from '@/lib/actor'
import { transaction, database } from '@/lib/server/db'
import { endpoint } from '@/lib/server/http'
import { user } from '@/lib/server/schema/accounts'
import * as notesRoute from '@/pages/api/notes/index'
import { countStatements } from '@/test/count-statements'
import { buildWorkspace, openSession, useInstance } from '@/test/instance'
import { plansOf } from '@/test/plans'
import { send, type RouteModule } from '@/test/request'
import { eq } from 'drizzle-orm'
import { listNotes, listTags } from './note-list.server'
import { CreateNote, ListNotesPage } from './notes.schema'
import { createNote, deleteNote, markNote, unmarkNote, updateNote } from './notes.server'

useInstance()

const write = (actor: Member, input: Partial<CreateNote> = {}) =>
  createNote(actor, CreateNote.parse({ title: 'Flour', tags: ['rye'], ...input }))

/** All that the page of notes and its frame read, behind the real middleware. */
const page: RouteModule = {
  GET: endpoint({ access: 'viewer', query: ListNotesPage }, async ({ actor, query }) => {
    await Promise.all([listNotes(actor, query), listTags(actor, query.view), listPlaces(features, actor)])
    return {}
  }),
}

describe('the page of notes', () => {
  it('asks the database seven times, however many notes and members there are', async () => {
    const { member } = buildWorkspace()
    const { cookie } = openSession(member)
    const open = () => countStatements(() => send(page, 'GET', '/notes', { cookie }))
    await write(member)
    await open()
    expect(await open()).toBe(7)
    for (let count = 0; count < 30; count += 1) await write(member, { tags: [`tag${count}`] })
    await open()
    expect(await open()).toBe(7)
  })

  it('asks five times as an answer of the API, and the same for a hundred rows', async () => {
    const { member } = buildWorkspace()
    const { cookie } = openSession(member)
    const ask = (limit: string) =>
      countStatements(() => send(notesRoute, 'GET', '/api/notes', { cookie, query: { limit } }))
    for (let count = 0; count < 30; count += 1) await write(member)
    await ask('1')
    expect([await ask('1'), await ask('20'), await ask('100')]).toEqual([5, 5, 5])
  })

  it('asks no more often for a search that finds a hundred than for one that finds one', async () => {
    const { member } = buildWorkspace()
    const { cookie } = openSession(member)
    const ask = (q: string) =>
      countStatements(() => send(notesRoute, 'GET', '/api/notes', { cookie, query: { q, limit: '100' } }))
    await write(member, { body: 'spelt' })
    for (let count = 0; count < 100; count += 1) await write(member, { body: 'rye' })
    await ask('rye')
    expect(await ask('rye')).toBe(await ask('spelt'))
  })

  it('asks for hits with their ranks, and for rows with their snippets, each by one pass over the index', async () => {
    const { member } = buildWorkspace()
    for (let count = 0; count < 3; count += 1) await write(member, { body: 'spelt' })
    const search = () => listNotes(member, ListNotesPage.parse({ q: 'spelt' }))
    const plans = await plansOf(search)
    expect(plans.filter((line) => line.startsWith('SCAN notes_fts VIRTUAL TABLE'))).toHaveLength(2)
    expect(plans.filter((line) => line.includes('SEARCH notes USING INTEGER PRIMARY KEY'))).toHaveLength(2)
    expect(await countStatements(search)).toBe(3)
  })
})

describe('the tags beside the list', () => {
  const tagsOf = async (actor: Member, view?: Parameters<typeof listTags>[1]) =>
    Object.fromEntries((await listTags(actor, view)).map(({ tag, count }) => [tag, count]))

  it('are exact after every change of a note, and counted once between two', async () => {
    const { owner, member } = buildWorkspace()
    const { id } = await write(owner)
    expect(await tagsOf(member)).toEqual({ rye: 1 })
    expect(await countStatements(() => listTags(member))).toBeLessThan(
      await countStatements(() => listTags(owner)),
    )
    await updateNote(owner, id, { tags: ['rye', 'spelt'] }, 1)
    expect(await tagsOf(member)).toEqual({ rye: 1, spelt: 1 })
    await updateNote(owner, id, { visibility: 'private' }, 2)
    expect([await tagsOf(member), await tagsOf(owner)]).toEqual([{}, { rye: 1, spelt: 1 }])
    await updateNote(owner, id, { visibility: 'workspace' }, 3)
    await markNote(owner, id, 'archive')
    expect([await tagsOf(member), await tagsOf(member, 'archived')]).toEqual([{}, { rye: 1, spelt: 1 }])
    await unmarkNote(owner, id, 'archive')
    expect(await tagsOf(member)).toEqual({ rye: 1, spelt: 1 })
    await markNote(owner, id, 'trash')
    expect([await tagsOf(member), await tagsOf(member, 'trash')]).toEqual([{}, { rye: 1, spelt: 1 }])
    await deleteNote(owner, id)
    expect(await tagsOf(member, 'trash')).toEqual({})
  })

  it('of the pinned view are those of the pinned notes, at once', async () => {
    const { member } = buildWorkspace()
    const { id } = await write(member)
    await write(member, { tags: ['spelt'] })
    expect(await tagsOf(member, 'pinned')).toEqual({})
    await markNote(member, id, 'pin')
    expect(await tagsOf(member, 'pinned')).toEqual({ rye: 1 })
    await unmarkNote(member, id, 'pin')
    expect(await tagsOf(member, 'pinned')).toEqual({})
  })

  it('follow what goes with an account, and what is rolled back changes nothing', async () => {
    const { owner, member } = buildWorkspace()
    await write(member, { visibility: 'private' })
    await write(member, { tags: ['spelt'] })
    expect(await tagsOf(member)).toEqual({ rye: 1, spelt: 1 })
    expect(() =>
      transaction((tx) => {
        tx.delete(user).where(eq(user.id, member.accountId)).run()
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(await tagsOf(member)).toEqual({ rye: 1, spelt: 1 })
    transaction((tx) => tx.delete(user).where(eq(user.id, member.accountId)).run())
    expect([await tagsOf(owner), await tagsOf(member)]).toEqual([{ spelt: 1 }, { spelt: 1 }])
  })
})

describe('the view of pinned notes', () => {
  const list = async (as: Member, query: Record<string, string>) => {
    const { body } = await send(notesRoute, 'GET', '/api/notes', { as, query: { view: 'pinned', ...query } })
    return body as { data: { title: string }[]; page: { next: string | null } }
  }

  it('holds the pinned of the active notes alone, page by page, and in a search', async () => {
    const { member, stranger } = buildWorkspace()
    for (const title of ['Rye 1', 'Rye 2', 'Spelt']) {
      const { id } = await write(member, { title })
      await markNote(member, id, 'pin')
    }
    await write(member, { title: 'Rye 3' })
    const archived = await write(member, { title: 'Rye 4' })
    await markNote(member, archived.id, 'pin')
    await markNote(member, archived.id, 'archive')
    const first = await list(member, { sort: 'title', limit: '2' })
    expect(first.data.map(({ title }) => title)).toEqual(['Rye 1', 'Rye 2'])
    const second = await list(member, { sort: 'title', limit: '2', cursor: first.page.next ?? '' })
    expect([second.data.map(({ title }) => title), second.page.next]).toEqual([['Spelt'], null])
    const found = await list(member, { q: 'rye' })
    expect(found.data.map(({ title }) => title).toSorted()).toEqual(['Rye 1', 'Rye 2'])
    expect((await list(stranger, {})).data).toEqual([])
  })
})

describe('the plans of what the page reads besides', () => {
  const planOf = (sql: string) =>
    database()
      .$client.query<{ detail: string }, []>(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => detail)

  it('the count of changes is one row by its key', () => {
    expect(planOf(`SELECT count FROM workspace_changes WHERE workspace_id = 'w'`)).toEqual([
      'SEARCH workspace_changes USING INDEX sqlite_autoindex_workspace_changes_1 (workspace_id=?)',
    ])
  })

  it.each([
    ['all', ''],
    ['the pinned', 'AND pinned = 1'],
  ])('the tags of %s are counted within the workspace, never over the table', (_name, condition) => {
    const plan = planOf(
      `SELECT tag, count(*) AS count FROM note_tags JOIN notes ON notes.seq = note_tags.note_seq
       WHERE workspace_id = 'w' AND (visibility = 'workspace' OR author_id = 'a') AND view = 'active' ${condition}
       GROUP BY tag ORDER BY count DESC, tag LIMIT 100`,
    )
    expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual([])
    expect(plan[0]).toMatch(/^SEARCH notes USING INDEX notes_by_\w+ \(workspace_id=\? AND view=\?/)
  })
})

describe('the plans of the list itself', () => {
  it.each(['updated', 'created', 'title'])(
    'by %s: in the order of an index, with the tags of those rows',
    async (sort) => {
      const { member } = buildWorkspace()
      const plans = await plansOf(() => listNotes(member, ListNotesPage.parse({ sort })))
      expect(plans.filter((step) => /^SCAN \w+( USING INDEX|$)|TEMP B-TREE/.test(step))).toEqual([])
      expect(plans).toContain('SEARCH note_tags USING INDEX sqlite_autoindex_note_tags_1 (note_seq=?)')
    },
  )

  it('of a search: the full-text index, and each hit by its place', async () => {
    const { member } = buildWorkspace()
    const plans = await plansOf(() => listNotes(member, ListNotesPage.parse({ q: 'rye' })))
    expect(
      plans.filter((step) => /^SCAN (?!notes_fts VIRTUAL|(?:wanted|json_each) VIRTUAL|\()/.test(step)),
    ).toEqual([])
  })
})
