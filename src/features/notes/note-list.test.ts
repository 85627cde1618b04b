import { describe, expect, it } from 'vitest'
import type { Member } from '@/lib/actor'
import { database } from '@/lib/server/db'
import * as notesRoute from '@/pages/api/notes/index'
import { buildWorkspace, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { listTags } from './note-list.server'
import { createNote, markNote, updateNote } from './notes.server'
import { CreateNote } from './notes.schema'

useInstance()

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 1)

/** A note that was written `day` days after the start. */
const write = (actor: Member, day: number, input: Partial<CreateNote> = {}) =>
  createNote(actor, CreateNote.parse({ title: `Note ${day}`, ...input }), new Date(START + day * DAY))

async function list(as: Member, query: Record<string, string> = {}) {
  const { status, body } = await send(notesRoute, 'GET', '/api/notes', { as, query })
  const { data, page, issues } = body as {
    data?: { title: string; snippet?: { text: string; match: boolean }[] }[]
    page?: { next: string | null }
    issues?: { path: string }[]
  }
  return { status, issues, titles: data?.map(({ title }) => title), hits: data, next: page?.next ?? null }
}

/** A thousand notes that hold “rye”, all alike. */
function addThousand(author: Member, title: string): void {
  database().$client.run(
    `INSERT INTO notes (id, workspace_id, author_id, visibility, title, sort_title, excerpt, created_at, updated_at, body)
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
      SELECT ?1 || i, ?2, ?3, 'workspace', ?1 || ' ' || i, '', '', i, i, 'with rye' FROM n`,
    [title, author.workspace.id, author.accountId],
  )
}

/** Every title, page by page. */
async function listAll(as: Member, query: Record<string, string>): Promise<string[]> {
  const titles: string[] = []
  let cursor: string | null = null
  do {
    const page = await list(as, { ...query, limit: '2', ...(cursor !== null && { cursor }) })
    titles.push(...(page.titles ?? []))
    cursor = page.next
  } while (cursor !== null)
  return titles
}

describe('GET /api/notes', () => {
  it('refuses a visitor', async () => {
    expect((await send(notesRoute, 'GET', '/api/notes')).status).toBe(401)
  })

  it.each([
    ['an unknown view', { view: 'all' }, 'view'],
    ['an unknown sort', { sort: 'size' }, 'sort'],
    ['a limit of 0', { limit: '0' }, 'limit'],
    ['a limit of 101', { limit: '101' }, 'limit'],
    ['a limit that is no number', { limit: 'ten' }, 'limit'],
    ['a search of 201 characters', { q: 'x'.repeat(201) }, 'q'],
    ['an unknown parameter', { page: '2' }, ''],
    ['a cursor that is none', { cursor: 'abc' }, 'cursor'],
  ])('refuses %s', async (_name, query, path) => {
    const { member } = buildWorkspace()
    expect(await list(member, query)).toMatchObject({ status: 400, issues: [{ path }] })
  })

  it('refuses a cursor that was tampered with, and one of another list', async () => {
    const { member } = buildWorkspace()
    for (const day of [1, 2, 3]) await write(member, day)
    const { next } = await list(member, { limit: '1' })
    const [payload = '', signature = ''] = (next ?? '').split('.')
    const forged = Buffer.from(JSON.stringify([0, 0, 0])).toString('base64url')
    expect((await list(member, { cursor: next ?? '' })).status).toBe(200)
    expect((await list(member, { cursor: `${forged}.${signature}` })).status).toBe(400)
    expect((await list(member, { cursor: payload })).status).toBe(400)
    expect((await list(member, { cursor: next ?? '', sort: 'title' })).status).toBe(400)
    expect((await list(member, { cursor: next ?? '', view: 'trash' })).status).toBe(400)
  })

  it('shows nobody another workspace’s notes, nor a private one of another', async () => {
    const { owner, viewer, member, stranger } = buildWorkspace()
    await write(owner, 1, { title: 'Shared flour', tags: ['flour'] })
    await write(owner, 2, { title: 'Private flour', tags: ['flour', 'secret'], visibility: 'private' })
    await write(stranger, 3, { title: 'Strange flour', tags: ['flour'] })
    const queries: Record<string, string>[] = [{}, { q: 'flour' }, { tag: 'flour' }]
    for (const query of queries) {
      expect((await list(viewer, query)).titles).toEqual(['Shared flour'])
      expect((await list(member, query)).titles).toEqual(['Shared flour'])
      expect((await list(owner, query)).titles).toHaveLength(2)
    }
    expect(await listTags(viewer)).toEqual([{ tag: 'flour', count: 1 }])
    expect(await listTags(owner)).toEqual([
      { tag: 'flour', count: 2 },
      { tag: 'secret', count: 1 },
    ])
  })

  it('puts pinned notes first, then the newest change', async () => {
    const { member } = buildWorkspace()
    const [first] = [
      await write(member, 1),
      await write(member, 2),
      await write(member, 3),
      await write(member, 4),
    ]
    const second = (await list(member)).titles
    expect(second).toEqual(['Note 4', 'Note 3', 'Note 2', 'Note 1'])
    await updateNote(member, first.id, { body: 'changed' }, 1, new Date(START + 9 * DAY))
    const { hits } = await list(member, { sort: 'created' })
    expect(hits?.map(({ title }) => title)).toEqual(['Note 4', 'Note 3', 'Note 2', 'Note 1'])
    expect((await list(member)).titles).toEqual(['Note 1', 'Note 4', 'Note 3', 'Note 2'])
  })

  it.each(['updated', 'created', 'title'])(
    'pages through %s without losing or repeating one',
    async (sort) => {
      const { member } = buildWorkspace()
      for (const day of [5, 3, 1, 4, 2]) await write(member, day)
      const same = new Date(START + 6 * DAY)
      for (const title of ['Same B', 'Same A']) await createNote(member, CreateNote.parse({ title }), same)
      const pinned = await write(member, 0)
      await markNote(member, pinned.id, 'pin')
      const all = await list(member, { sort })
      expect(all.titles?.[0]).toBe('Note 0')
      expect(await listAll(member, { sort })).toEqual(all.titles)
      expect(new Set(all.titles).size).toBe(8)
    },
  )

  it('sorts titles as people read them', async () => {
    const { member } = buildWorkspace()
    for (const title of ['Zebra', 'émile', 'Emil', 'apple', 'Ärger']) await write(member, 1, { title })
    expect((await list(member, { sort: 'title' })).titles).toEqual([
      'apple',
      'Ärger',
      'Emil',
      'émile',
      'Zebra',
    ])
  })

  it('keeps archive and trash apart', async () => {
    const { member } = buildWorkspace()
    const [, archived, trashed] = [await write(member, 1), await write(member, 2), await write(member, 3)]
    await markNote(member, archived.id, 'archive')
    await markNote(member, trashed.id, 'archive')
    await markNote(member, trashed.id, 'trash')
    expect((await list(member)).titles).toEqual(['Note 1'])
    expect((await list(member, { view: 'archived' })).titles).toEqual(['Note 2'])
    expect((await list(member, { view: 'trash' })).titles).toEqual(['Note 3'])
  })

  it('filters by a tag, whatever its case', async () => {
    const { member } = buildWorkspace()
    await write(member, 1, { tags: ['Rye'] })
    await write(member, 2, { tags: ['wheat'] })
    expect((await list(member, { tag: 'RYE' })).titles).toEqual(['Note 1'])
  })
})

describe('GET /api/notes?q=', () => {
  it.each([
    '"',
    '*',
    'NEAR(a b)',
    '-rye',
    'rye OR',
    'title:',
    '^rye',
    '(',
    'rye" AND "',
    '{rye}',
    '\ud800',
    '\u200b',
    '+',
  ])('takes %j as text and not as syntax', async (q) => {
    const { member } = buildWorkspace()
    await write(member, 1, { body: 'rye bread' })
    expect((await list(member, { q })).status).toBe(200)
  })

  it('finds words by their beginning, in title and text, without case and accents', async () => {
    const { member } = buildWorkspace()
    await write(member, 1, { title: 'Café au lait', body: 'Milk and coffee' })
    for (const q of ['cafe', 'CAFÉ', 'cof', 'milk caf', 'lait coffee']) {
      expect([q, (await list(member, { q })).titles]).toEqual([q, ['Café au lait']])
    }
    expect((await list(member, { q: 'milk tea' })).titles).toEqual([])
    expect((await list(member, { q: 'offee' })).titles).toEqual([])
  })

  it.each([
    ['Japanese', '東京都で会議をしました', '京都', '大阪'],
    ['Chinese', '我们明天开会讨论面包', '开会', '面条'],
    ['Thai', 'ผมไปโรงเรียนที่กรุงเทพ', 'กรุงเทพ', 'เชียงใหม่'],
    ['Hindi', 'हिन्दी में लिखा हुआ', 'हिन्दी', 'मराठी'],
    ['Arabic', 'اجتماع يوم الاثنين', 'اجتماع', 'مدرسة'],
    ['Korean', '내일 회의를 합니다', '회의', '커피'],
  ])('finds words of %s', async (_language, body, q, other) => {
    const { member } = buildWorkspace()
    await write(member, 1, { body })
    const { hits, titles } = await list(member, { q })
    expect(titles).toEqual(['Note 1'])
    expect(hits?.[0]?.snippet?.some(({ match }) => match)).toBe(true)
    expect((hits?.[0]?.snippet ?? []).map(({ text }) => text).join('')).toBe(body)
    expect((await list(member, { q: other })).titles).toEqual([])
  })

  it('marks the matches in a snippet', async () => {
    const { member } = buildWorkspace()
    await write(member, 1, { body: '# List\n\n- order **rye** flour' })
    expect((await list(member, { q: 'rye' })).hits?.[0]?.snippet).toEqual([
      { text: ' List order ', match: false },
      { text: 'rye', match: true },
      { text: ' flour', match: false },
    ])
  })

  it('ranks a title above a text, then pages on', async () => {
    const { member } = buildWorkspace()
    await write(member, 1, { title: 'Rye' })
    for (const day of [2, 3, 4]) await write(member, day, { body: `${'bread '.repeat(20)} rye` })
    const { titles } = await list(member, { q: 'rye' })
    expect(titles).toEqual(['Rye', 'Note 4', 'Note 3', 'Note 2'])
    expect(await listAll(member, { q: 'rye' })).toEqual(titles)
  })

  it('ranks within the newest thousand hits, and goes on with the older ones, each once', async () => {
    const { member } = buildWorkspace()
    const oldest = await write(member, 0, { title: 'Rye rye rye' })
    for (const day of [1, 2, 3, 4]) await write(member, day, { body: 'rye' })
    await markNote(member, oldest.id, 'pin')
    await updateNote(member, oldest.id, { body: 'rye' }, 1)
    addThousand(member, 'Bread')

    const first = await list(member, { q: 'rye', limit: '100' })
    expect(first.titles).not.toContain('Rye rye rye')
    addThousand(member, 'Later')
    const titles = [...(first.titles ?? [])]
    let cursor = first.next
    while (cursor !== null) {
      const page = await list(member, { q: 'rye', limit: '67', cursor })
      titles.push(...(page.titles ?? []))
      cursor = page.next
    }

    const earlier = titles.filter((title) => !title.startsWith('Later'))
    expect(earlier.slice(1000)).toEqual(['Note 4', 'Note 3', 'Note 2', 'Note 1', 'Rye rye rye'])
    expect(new Set(earlier).size).toBe(1005)
    expect(new Set(titles).size).toBe(titles.length)
  }, 20_000)

  it('ends with the newest thousand hits where there are no more', async () => {
    const { member } = buildWorkspace()
    addThousand(member, 'Bread')
    await write(member, 0, { title: 'Of no interest' })
    const titles: string[] = []
    let cursor: string | null = null
    do {
      const page = await list(member, { q: 'rye', limit: '100', ...(cursor !== null && { cursor }) })
      titles.push(...(page.titles ?? []))
      cursor = page.next
    } while (cursor !== null)
    expect([titles.length, new Set(titles).size]).toEqual([1000, 1000])
  })

  it('follows every change of a note', async () => {
    const { member } = buildWorkspace()
    const { id } = await write(member, 1, { body: 'rye 東京' })
    await updateNote(member, id, { body: 'wheat 大阪' }, 1)
    expect((await list(member, { q: 'rye' })).titles).toEqual([])
    expect((await list(member, { q: '東京' })).titles).toEqual([])
    expect((await list(member, { q: 'wheat' })).titles).toEqual(['Note 1'])
    expect((await list(member, { q: '大阪' })).titles).toEqual(['Note 1'])
    await updateNote(member, id, { title: 'Spelt' }, 2)
    expect((await list(member, { q: 'spelt wheat' })).titles).toEqual(['Spelt'])
    database().$client.run("INSERT INTO notes_fts(notes_fts, rank) VALUES ('integrity-check', 1)")
  })

  it('keeps to the view and the tag', async () => {
    const { member } = buildWorkspace()
    await write(member, 1, { body: 'rye', tags: ['bread'] })
    const { id } = await write(member, 2, { body: 'rye' })
    await markNote(member, id, 'trash')
    expect((await list(member, { q: 'rye' })).titles).toEqual(['Note 1'])
    expect((await list(member, { q: 'rye', view: 'trash' })).titles).toEqual(['Note 2'])
    expect((await list(member, { q: 'rye', tag: 'cake' })).titles).toEqual([])
  })
})

describe('the lists’ plans', () => {
  it.each(['updated', 'created', 'title'])('%s is read off an index, without a sort', (sort) => {
    const column = { updated: 'updated_at', created: 'created_at', title: 'sort_title' }[sort]
    const direction = sort === 'title' ? '' : 'DESC'
    const plan = database()
      .$client.query<{ detail: string }, []>(
        `EXPLAIN QUERY PLAN SELECT id FROM notes WHERE workspace_id = 'w' AND (visibility = 'workspace' OR author_id = 'a')
         AND view = 'active' AND pinned = 0 ORDER BY ${column} ${direction}, seq ${direction} LIMIT 20`,
      )
      .all()
    expect(plan.map(({ detail }) => detail)).toEqual([
      `SEARCH notes USING INDEX notes_by_${sort} (workspace_id=? AND view=? AND pinned=?)`,
    ])
  })
})
