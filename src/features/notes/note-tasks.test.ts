import { describe, expect, it } from 'vitest'
import type { Member } from '@/lib/actor'
import * as taskRoute from '@/pages/api/notes/[id]/tasks/[task]'
import { buildWorkspace, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { withTask } from './note-tasks.server'
import { CreateNote, type Note } from './notes.schema'
import { createNote, getNote, markNote, updateNote } from './notes.server'

useInstance()

const body = '- [ ] rye\n- [x] spelt\n'

const write = (actor: Member, more: Partial<CreateNote> = {}) =>
  createNote(actor, CreateNote.parse({ title: 'Flour', body, ...more }))

const tick = (note: Note, as: Member | undefined, task = '0', headers: Record<string, string> = {}) =>
  send(taskRoute, 'PUT', '/api/notes/[id]/tasks/[task]', {
    ...(as && { as }),
    params: { id: note.id, task },
    headers: { 'if-match': `"${note.version}"`, ...headers },
  })

describe('PUT /api/notes/:id/tasks/:task', () => {
  it('refuses whoever may not change the note, and leaves it as it was', async () => {
    const { owner, viewer, stranger } = buildWorkspace()
    const note = await write(owner)
    expect((await tick(note, undefined)).status).toBe(401)
    expect((await tick(note, viewer)).status).toBe(403)
    expect((await tick({ ...note, version: 9 }, viewer)).status).toBe(403)
    expect((await tick(note, stranger)).status).toBe(404)
    expect((await getNote(owner, note.id)).body).toBe(body)
  })

  it('refuses what names no task, no version or another note’s privacy', async () => {
    const { owner, member } = buildWorkspace()
    const note = await write(owner)
    const secret = await write(owner, { visibility: 'private' })
    expect((await tick(note, owner, '2')).status).toBe(404)
    expect((await tick(note, owner, '-1')).status).toBe(400)
    expect((await tick(note, owner, '0', { 'if-match': 'x' })).status).toBe(400)
    expect((await tick(secret, member)).status).toBe(404)
    const without = await send(taskRoute, 'PUT', '/api/notes/[id]/tasks/[task]', {
      as: owner,
      params: { id: note.id, task: '0' },
    })
    expect(without.status).toBe(428)
  })

  it('refuses a note in the trash with 409', async () => {
    const { owner } = buildWorkspace()
    const note = await write(owner)
    await markNote(owner, note.id, 'trash')
    expect((await tick(note, owner)).status).toBe(409)
  })

  it('refuses an older version with 412 and the note as it is: the place may be another task’s by now', async () => {
    const { owner, member } = buildWorkspace()
    const note = await write(owner)
    await updateNote(member, note.id, { body: `- [ ] before\n${body}` }, note.version)
    const answer = await tick(note, owner)
    expect(answer.status).toBe(412)
    expect(answer.body).toMatchObject({ data: { version: 2, body: `- [ ] before\n${body}` } })
    expect((await getNote(owner, note.id)).body).not.toContain('[x] rye')
  })

  it('ticks the task and no other, with a new version', async () => {
    const { owner, member } = buildWorkspace()
    const note = await write(owner)
    const answer = await tick(note, member)
    expect(answer.body).toMatchObject({ data: { body: '- [x] rye\n- [x] spelt\n', version: 2 } })
    expect(answer.headers.get('etag')).toBe('"2"')
  })

  it('changes nothing where it is ticked already', async () => {
    const { owner } = buildWorkspace()
    const note = await write(owner)
    expect((await tick(note, owner, '1')).body).toMatchObject({ data: { version: 1, body } })
  })

  it('DELETE takes the tick away', async () => {
    const { owner } = buildWorkspace()
    const note = await write(owner)
    const answer = await send(taskRoute, 'DELETE', '/api/notes/[id]/tasks/[task]', {
      as: owner,
      params: { id: note.id, task: '1' },
      headers: { 'if-match': '"1"' },
    })
    expect(answer.body).toMatchObject({ data: { body: '- [ ] rye\n- [ ] spelt\n' } })
  })
})

describe('withTask', () => {
  it.each([
    ['in a quotation', '> - [ ] a\n> - [ ] b', 1, '> - [ ] a\n> - [x] b'],
    ['in a numbered list', '10. [ ] a\n11. [ ] b', 0, '10. [x] a\n11. [ ] b'],
    ['in a list in a list', '- - [ ] a [ ] b', 0, '- - [x] a [ ] b'],
    [
      'after text that only looks like one',
      '[ ] a\n\n    - [ ] code\n\n```\n- [ ] b\n```\n\n* [ ] c',
      0,
      '[ ] a\n\n    - [ ] code\n\n```\n- [ ] b\n```\n\n* [x] c',
    ],
    ['among foreign line ends', 'a\r\n\r\n- [ ] b\r- [ ] c\r\n', 1, 'a\r\n\r\n- [ ] b\r- [x] c\r\n'],
    ['with a paragraph of its own', '- [ ] a\n\n  more\n\n- [ ] b', 1, '- [ ] a\n\n  more\n\n- [x] b'],
    ['whose mark is on the line after', '-\n  [ ] a', 0, '-\n  [x] a'],
  ])('ticks a task %s', (_where, body, task, ticked) => {
    expect(withTask(body, task, true)).toBe(ticked)
  })

  it('finds none where there is none', () => {
    expect(withTask('- [ ] a', 1, true)).toBeNull()
    expect(withTask('text', 0, true)).toBeNull()
  })
})
