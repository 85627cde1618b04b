// @vitest-environment node
import { expect, test } from 'vitest'
import { database, transaction } from '@/lib/server/db'
import { notes } from '@/lib/server/schema/notes'
import { enqueueJob } from '@/lib/server/jobs/queue'
import { runNextJob } from '@/lib/server/jobs/run'
import { buildMember, useInstance } from '@/test/instance'
import { noteJobs, TRASH_KEPT } from './note-jobs.server'
import { createNote, markNote } from './notes.server'

useInstance()

const now = new Date('2026-06-01T12:00:00Z')
const purge = async () => {
  transaction((tx) => enqueueJob(tx, { kind: 'purge_notes' }, now))
  await runNextJob(noteJobs, now)
}
const titles = () =>
  database()
    .select({ title: notes.title })
    .from(notes)
    .all()
    .map(({ title }) => title)

test('a note goes for good when it was in the trash for thirty days, and not before', async () => {
  const owner = buildMember('owner')
  const write = (title: string) =>
    createNote(owner, { title, body: 'x', tags: ['a'], visibility: 'workspace' })
  await write('kept')
  const [due, waiting] = [await write('due'), await write('waiting')]
  await markNote(owner, due.id, 'trash', new Date(now.getTime() - TRASH_KEPT - 1))
  await markNote(owner, waiting.id, 'trash', new Date(now.getTime() - TRASH_KEPT))
  await purge()

  expect(titles().toSorted()).toEqual(['kept', 'waiting'])
})

test('more than fit into one transaction go all the same', async () => {
  const owner = buildMember('owner')
  const note = await createNote(owner, { title: 'one', body: 'x', tags: [], visibility: 'workspace' })
  await markNote(owner, note.id, 'trash', new Date(now.getTime() - 2 * TRASH_KEPT))
  const columns =
    'workspace_id, author_id, visibility, title, sort_title, excerpt, trashed_at, created_at, updated_at, body'
  for (let count = 0; count < 450; count += 1)
    database().$client.run(
      `INSERT INTO notes (id, ${columns}) SELECT ?, ${columns} FROM notes WHERE id = ?`,
      [Bun.randomUUIDv7(), note.id],
    )
  await purge()

  expect(titles()).toEqual([])
})

test('the trash is found by an index', () => {
  const plan = database()
    .$client.query<{ detail: string }, []>(
      'EXPLAIN QUERY PLAN SELECT seq FROM notes WHERE trashed_at < 1 LIMIT 200',
    )
    .all()
  expect(plan.map(({ detail }) => detail).join()).toContain('notes_trashed_at')
})
