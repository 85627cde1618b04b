import type { Member } from '@/lib/actor'
import { changeResponses } from '../change-many.server'
import { eraseAddress } from '../erase-person.server'
import { makeNote } from '../note-of-response.server'
import type { ResponsePost } from './response-post.schema'
import { commentOn, deleteResponse, openResponse, updateResponse } from '../responses.server'

/**
 * Does what a form of a response's page posted. Returns where to go then: `search` is the list that the person came from. Throws what the
 * services throw.
 */
export async function postToResponse(
  actor: Member,
  id: string,
  input: ResponsePost,
  search: string,
): Promise<string> {
  const here = `/responses/${id}${search}`
  const { form, email, reader } = await openResponse(actor, id)
  const inbox = `/forms/${form.id}/responses${search}`
  switch (input.intent) {
    case 'change': {
      const { status, assigneeId, tags, version } = input
      await updateResponse(actor, id, { status, assigneeId, tags }, version)
      return here
    }
    case 'comment':
      await commentOn(actor, id, input)
      return `${here}#comments`
    case 'note':
      return (await makeNote(actor, id)).href
    case 'release':
      await changeResponses(actor, form.id, { ids: [id], change: { do: 'release' } })
      return here
    case 'erase':
      if (email !== null) await eraseAddress(reader, { email })
      return inbox
    case 'delete':
      await deleteResponse(actor, id)
      return inbox
  }
}
