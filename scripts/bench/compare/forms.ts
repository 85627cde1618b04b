import { CreateForm } from '@/features/forms/forms.schema'
import { createForm } from '@/features/forms/forms.server'
import { publishForm } from '@/features/forms/publication.server'
import { issueFormToken } from '@/features/responses/form-token.server'
import { buildMember } from '@/test/instance'
import { partyFields } from '@/test/responses'
import type { Turn } from './drive'

/** Each form takes 10,000 responses a day (see quota.server.ts), and that bound holds while it is measured. */
const FORMS = 16

/** Older than anybody answers, younger than a token is good for. */
const OPENED = 60_000

/** Published forms with the settings that every form begins with, and what a visitor sends to each of them. */
export async function makeForms(workspaceId: string): Promise<Turn[]> {
  const actor = buildMember('owner', workspaceId)
  const turns: Turn[] = []
  for (let place = 0; place < FORMS; place += 1) {
    const input = CreateForm.parse({ title: `Party ${place}`, definition: { fields: partyFields } })
    const { id, slug } = await createForm(actor, input)
    await publishForm(actor, id)
    const token = issueFormToken(id, new Date(Date.now() - OPENED))
    turns.push({ path: `/f/${slug}`, body: JSON.stringify({ key: 'bench-{number}', token, answers }) })
  }
  return turns
}

/** Long enough to be compared with what was said before. */
const answers = {
  name: 'Guest {number} of the summer party in the garden',
  email: 'guest-{number}@example.org',
  age: 42,
  dish: 'soup',
  days: ['sat', 'sun'],
  again: 9,
}
