import { describe, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { database } from '@/lib/server/db'
import { notes } from '@/lib/server/schema/notes'
import * as noteRoute from '@/pages/api/notes/[id]'
import * as archiveRoute from '@/pages/api/notes/[id]/archive'
import * as pinRoute from '@/pages/api/notes/[id]/pin'
import * as trashRoute from '@/pages/api/notes/[id]/trash'
import * as notesRoute from '@/pages/api/notes/index'
import { buildWorkspace, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { createNote } from './notes.server'
import { CreateNote, Note } from './notes.schema'
import type { Member } from '@/lib/actor'

useInstance()

const write = (actor: Member, input: Partial<CreateNote> = {}) =>
  createNote(actor, CreateNote.parse({ title: 'Flour', body: 'Order *rye* on Monday.', ...input }))

/** The sentence for a body that does not parse, whatever the engine says of it. */
const notJson: unknown = expect.stringContaining('not JSON')

function stored(id: string) {
  return database().select().from(notes).where(eq(notes.id, id)).get()
}

describe('POST /api/notes', () => {
  it('refuses a visitor with 401 and writes nothing', async () => {
    buildWorkspace()
    const { status, body } = await send(notesRoute, 'POST', '/api/notes', { body: { title: 'Hi' } })
    expect([status, body]).toEqual([401, { error: 'Sign in to go on.' }])
    expect(database().select().from(notes).all()).toEqual([])
  })

  it('refuses a viewer with 403', async () => {
    const { viewer } = buildWorkspace()
    const { status } = await send(notesRoute, 'POST', '/api/notes', { as: viewer, body: { title: 'Hi' } })
    expect(status).toBe(403)
    expect(database().select().from(notes).all()).toEqual([])
  })

  it.each([
    ['no JSON at all', '{"title":', null],
    ['an array', [], ''],
    ['a missing title', {}, 'title'],
    ['a title of spaces', { title: ' \n ' }, 'title'],
    ['a title of 121 characters', { title: 'x'.repeat(121) }, 'title'],
    ['a title of the wrong type', { title: 7 }, 'title'],
    ['a body of 100,001 characters', { title: 'x', body: 'x'.repeat(100_001) }, 'body'],
    ['a lone surrogate', { title: 'x', body: '\ud800' }, 'body'],
    ['a control character', { title: 'a\u0000b' }, 'title'],
    ['21 tags', { title: 'x', tags: Array.from({ length: 21 }, (_, i) => `t${i}`) }, 'tags'],
    ['a tag of 41 characters', { title: 'x', tags: ['x'.repeat(41)] }, 'tags.0'],
    ['an unknown visibility', { title: 'x', visibility: 'world' }, 'visibility'],
    ['an unknown field', { title: 'x', colour: 'red' }, ''],
  ])('refuses %s with 400 and says where', async (_name, body, path) => {
    const { member } = buildWorkspace()
    const answer = await send(notesRoute, 'POST', '/api/notes', { as: member, body })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject(path === null ? { error: notJson } : { issues: [{ path }] })
    expect(database().select().from(notes).all()).toEqual([])
  })

  it('refuses another content type with 415', async () => {
    const { member } = buildWorkspace()
    const headers = { 'content-type': 'text/plain' }
    const { status } = await send(notesRoute, 'POST', '/api/notes', {
      as: member,
      body: '{"title":"x"}',
      headers,
    })
    expect(status).toBe(415)
  })

  it('refuses a body above the limit with 413', async () => {
    const { member } = buildWorkspace()
    const body = { title: 'x', body: 'x'.repeat(1_100_000) }
    expect((await send(notesRoute, 'POST', '/api/notes', { as: member, body })).status).toBe(413)
  })

  it('answers 201 with the note, its version as ETag, and keeps it', async () => {
    const { member } = buildWorkspace()
    const body = {
      title: '  Flour\n order ',
      body: '# Rye',
      tags: ['Baking', 'baking', 'Rye'],
      visibility: 'private',
    }
    const answer = await send(notesRoute, 'POST', '/api/notes', { as: member, body })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('etag')).toBe('"1"')
    expect(answer.body).toMatchObject({
      data: {
        title: 'Flour order',
        excerpt: 'Rye',
        tags: ['baking', 'rye'],
        visibility: 'private',
        pinned: false,
        version: 1,
        author: { id: member.accountId, name: 'The member' },
        body: '# Rye',
      },
    })
    const { data } = answer.body as { data: { id: string } }
    expect(stored(data.id)).toMatchObject({
      workspaceId: member.workspace.id,
      authorId: member.accountId,
      version: 1,
    })
  })
})

describe('GET /api/notes/:id', () => {
  it('answers 400 for an id that is no UUID', async () => {
    const { member } = buildWorkspace()
    const answer = await send(noteRoute, 'GET', '/api/notes/7', { as: member, params: { id: '7' } })
    expect(answer).toMatchObject({ status: 400, body: { issues: [{ path: 'id' }] } })
  })

  it('finds nothing for somebody of another workspace', async () => {
    const { owner, stranger } = buildWorkspace()
    const { id } = await write(owner)
    expect((await send(noteRoute, 'GET', `/api/notes/${id}`, { as: stranger, params: { id } })).status).toBe(
      404,
    )
  })

  it('finds nothing for the workspace’s owner when the note is private to another', async () => {
    const { owner, member } = buildWorkspace()
    const { id } = await write(member, { visibility: 'private' })
    expect((await send(noteRoute, 'GET', `/api/notes/${id}`, { as: owner, params: { id } })).status).toBe(404)
    expect((await send(noteRoute, 'GET', `/api/notes/${id}`, { as: member, params: { id } })).status).toBe(
      200,
    )
  })

  it('shows a shared note to a viewer', async () => {
    const { owner, viewer } = buildWorkspace()
    const { id } = await write(owner)
    const { status, body } = await send(noteRoute, 'GET', `/api/notes/${id}`, { as: viewer, params: { id } })
    expect(status).toBe(200)
    expect(body).toMatchObject({ data: { id, title: 'Flour', body: 'Order *rye* on Monday.' } })
  })
})

describe('PATCH /api/notes/:id', () => {
  const patch = (id: string, as: Member, body: unknown, headers: Record<string, string> = {}) =>
    send(noteRoute, 'PATCH', `/api/notes/${id}`, { as, params: { id }, body, headers })

  it('leaves the note unchanged for a viewer', async () => {
    const { owner, viewer } = buildWorkspace()
    const { id } = await write(owner)
    expect((await patch(id, viewer, { title: 'Mine', version: 1 })).status).toBe(403)
    expect(stored(id)).toMatchObject({ title: 'Flour', version: 1 })
  })

  it('finds nothing for a stranger', async () => {
    const { owner, stranger } = buildWorkspace()
    const { id } = await write(owner)
    expect((await patch(id, stranger, { title: 'Mine', version: 1 })).status).toBe(404)
    expect(stored(id)).toMatchObject({ title: 'Flour' })
  })

  it('wants to know which version was read', async () => {
    const { owner } = buildWorkspace()
    const { id } = await write(owner)
    expect((await patch(id, owner, { title: 'New' })).status).toBe(428)
    expect((await patch(id, owner, { title: 'New' }, { 'if-match': 'one' })).status).toBe(400)
    expect((await patch(id, owner, { title: 'New', version: 1 }, { 'if-match': '"2"' })).status).toBe(400)
    expect(stored(id)).toMatchObject({ title: 'Flour' })
  })

  it('answers a stale version with 412 and the note as it is, and overwrites nothing', async () => {
    const { owner, member } = buildWorkspace()
    const { id } = await write(owner)
    expect((await patch(id, owner, { body: 'Theirs' }, { 'if-match': '"1"' })).status).toBe(200)
    const answer = await patch(id, member, { body: 'Mine', version: 1 })
    expect(answer).toMatchObject({ status: 412, body: { data: { id, body: 'Theirs', version: 2 } } })
    expect(stored(id)).toMatchObject({ body: 'Theirs', version: 2 })
  })

  it('lets only the author change who sees the note', async () => {
    const { owner, member } = buildWorkspace()
    const { id } = await write(member)
    expect((await patch(id, owner, { visibility: 'private', version: 1 })).status).toBe(403)
    expect((await patch(id, member, { visibility: 'private', version: 1 })).status).toBe(200)
  })

  it('refuses to change a note in the trash with 409', async () => {
    const { owner } = buildWorkspace()
    const { id } = await write(owner)
    await send(trashRoute, 'PUT', `/api/notes/${id}/trash`, { as: owner, params: { id } })
    expect((await patch(id, owner, { title: 'New', version: 1 })).status).toBe(409)
  })

  it('changes what it names, and nothing else', async () => {
    const { owner, member } = buildWorkspace()
    const { id } = await write(owner, { tags: ['old'] })
    const answer = await patch(id, member, { tags: ['new', 'rye'], version: 1 })
    expect(answer).toMatchObject({
      status: 200,
      body: { data: { title: 'Flour', tags: ['new', 'rye'], version: 2 } },
    })
    expect(answer.headers.get('etag')).toBe('"2"')
  })

  it('refuses a change of nothing', async () => {
    const { owner } = buildWorkspace()
    const { id } = await write(owner)
    expect((await patch(id, owner, { version: 1 })).status).toBe(400)
  })
})

describe('PUT and DELETE of pin, archive and trash', () => {
  const marks = [
    ['pin', pinRoute, 'pinnedAt'],
    ['archive', archiveRoute, 'archivedAt'],
    ['trash', trashRoute, 'trashedAt'],
  ] as const

  it.each(marks)('%s is refused to a viewer and hidden from a stranger', async (name, route, column) => {
    const { owner, viewer, stranger } = buildWorkspace()
    const { id } = await write(owner)
    const path = `/api/notes/${id}/${name}`
    expect((await send(route, 'PUT', path, { as: viewer, params: { id } })).status).toBe(403)
    expect((await send(route, 'PUT', path, { as: stranger, params: { id } })).status).toBe(404)
    expect(stored(id)?.[column]).toBeNull()
  })

  it.each(marks)('%s is set and taken back, twice without harm', async (name, route, column) => {
    const { owner, member } = buildWorkspace()
    const { id, updatedAt } = await write(owner)
    const call = (method: 'PUT' | 'DELETE') =>
      send(route, method, `/api/notes/${id}/${name}`, { as: member, params: { id } })
    expect((await call('PUT')).status).toBe(200)
    const first = stored(id)?.[column]
    expect((await call('PUT')).status).toBe(200)
    expect(stored(id)?.[column]).toEqual(first)
    expect((await call('DELETE')).status).toBe(200)
    expect((await call('DELETE')).body).toMatchObject({ data: { version: 1, updatedAt } })
    expect(stored(id)?.[column]).toBeNull()
  })
})

describe('DELETE /api/notes/:id', () => {
  const remove = (id: string, as: Member) =>
    send(noteRoute, 'DELETE', `/api/notes/${id}`, { as, params: { id } })
  const trash = (id: string, as: Member) =>
    send(trashRoute, 'PUT', `/api/notes/${id}/trash`, { as, params: { id } })

  it('is only for the author and admins, and only from the trash', async () => {
    const { owner, admin, member, viewer, stranger } = buildWorkspace()
    const { id } = await write(owner)
    expect((await remove(id, owner)).status).toBe(409)
    await trash(id, owner)
    expect((await remove(id, stranger)).status).toBe(404)
    expect((await remove(id, viewer)).status).toBe(403)
    expect((await remove(id, member)).status).toBe(403)
    expect(stored(id)).toBeDefined()
    expect((await remove(id, admin)).status).toBe(204)
    expect(stored(id)).toBeUndefined()
  })

  it('takes the note out of the full-text index and its tags with it', async () => {
    const { owner } = buildWorkspace()
    const { id } = await write(owner, { tags: ['rye'] })
    await trash(id, owner)
    expect((await remove(id, owner)).status).toBe(204)
    const { $client } = database()
    expect($client.query('SELECT count(*) AS n FROM note_tags').get()).toEqual({ n: 0 })
    expect($client.query("SELECT count(*) AS n FROM notes_fts WHERE notes_fts MATCH 'rye'").get()).toEqual({
      n: 0,
    })
    $client.run("INSERT INTO notes_fts(notes_fts, rank) VALUES ('integrity-check', 1)")
  })
})

it('a note that was read over the API is what the schema for the browser says', async () => {
  const { owner } = buildWorkspace()
  const { id } = await write(owner)
  const { body } = await send(noteRoute, 'GET', `/api/notes/${id}`, { as: owner, params: { id } })
  expect(Note.parse((body as { data: unknown }).data).id).toBe(id)
})
