import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Member, WorkspaceRole } from '@/lib/actor'
import { database, transaction } from '@/lib/server/db'
import { session } from '@/lib/server/schema/accounts'
import { member } from '@/lib/server/schema/workspaces'
import { readSession } from '@/lib/server/session'
import { insertMember } from '@/lib/server/workspaces'
import * as noteRoute from '@/pages/api/notes/[id]'
import { buildWorkspace, openSession, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { createNote, findNoteReader, getNote } from './notes.server'

useInstance()

/** The actor in a second workspace, where they have `role`. */
function joinAlso(actor: Member, home: Member, role: WorkspaceRole): Member {
  const { accountId } = actor
  transaction((tx) => insertMember(tx, { workspaceId: home.workspace.id, accountId, role }, new Date()))
  return { ...actor, workspace: { ...home.workspace, role } }
}

describe('a link to a note', () => {
  async function buildNotes() {
    const { owner, viewer, stranger } = buildWorkspace()
    const write = (title: string, visibility: 'workspace' | 'private', actor: Member) =>
      createNote(actor, { title, body: '', tags: [], visibility })
    const guest = joinAlso(viewer, stranger, 'viewer')
    return {
      viewer,
      owner,
      stranger,
      guest,
      shared: await write('Shared', 'workspace', stranger),
      hidden: await write('Hidden', 'private', stranger),
    }
  }

  it('opens it in its own workspace, as the member that one is there', async () => {
    const { viewer, shared } = await buildNotes()
    const path = `/api/notes/${shared.id}`
    const options = { as: viewer, params: { id: shared.id } }
    expect((await send(noteRoute, 'GET', path, options)).body).toMatchObject({ data: { title: 'Shared' } })
    const body = { title: 'Mine', version: 1 }
    expect((await send(noteRoute, 'PATCH', path, { ...options, body })).status).toBe(403)
    const { actor, cookie } = openSession(viewer)
    expect((await findNoteReader(actor, shared.id)).workspace).toMatchObject({ role: 'viewer' })
    expect(readSession(new Headers({ cookie })).actor?.workspace?.id).toBe(viewer.workspace.id)
  })

  it('is refused where the note is hidden, or nobody’s of theirs', async () => {
    const { viewer, owner, shared, hidden } = await buildNotes()
    const { actor, sessionId } = openSession(viewer)
    await expect(findNoteReader(actor, hidden.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(findNoteReader(owner, shared.id)).rejects.toMatchObject({ code: 'not_found' })
    const row = database().select().from(session).where(eq(session.id, sessionId)).get()
    expect(row?.activeOrganizationId).toBe(viewer.workspace.id)
  })

  it('is dead once one is out of its workspace', async () => {
    const { viewer, guest, shared } = await buildNotes()
    database().delete(member).where(eq(member.userId, guest.accountId)).run()
    await expect(getNote(viewer, shared.id)).rejects.toMatchObject({ code: 'not_found' })
  })
})
