import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { database } from '@/lib/server/db'
import { user } from '@/lib/server/schema/accounts'
import { notes } from '@/lib/server/schema/notes'
import { buildMember, buildWorkspace, useInstance } from '@/test/instance'
import { exportNotes } from './note-export.server'
import type { CreateNote } from './notes.schema'
import { createNote } from './notes.server'

useInstance()

const shared: CreateNote = { title: 'Shared', body: 'for all', tags: ['a'], visibility: 'workspace' }
const secret: CreateNote = { title: 'Secret', body: 'for me', tags: [], visibility: 'private' }

it('hands a person all notes that they wrote, private ones and of other workspaces too, and no other', async () => {
  const author = buildMember('owner')
  const { owner } = buildWorkspace()
  await createNote(author, secret)
  await createNote({ ...author, workspace: { ...owner.workspace, role: 'member' } }, shared)
  await createNote(owner, { ...shared, title: 'Not theirs' })
  expect(await exportNotes(author.accountId)).toMatchObject([
    { ...secret, workspaceId: author.workspace.id },
    { ...shared, workspaceId: owner.workspace.id },
  ])
})

it('goes with its author’s account while it is private, and stays without an author when it is shared', async () => {
  const { member } = buildWorkspace()
  await createNote(member, secret)
  await createNote(member, shared)
  database().delete(user).where(eq(user.id, member.accountId)).run()
  expect(database().select().from(notes).all()).toMatchObject([{ title: 'Shared', authorId: null }])
})
