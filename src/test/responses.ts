import type { Definition } from '@/features/forms/definition/definition.schema'
import { CreateForm } from '@/features/forms/forms.schema'
import { createForm } from '@/features/forms/forms.server'
import { publishForm } from '@/features/forms/publication.server'
import type { Member } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { forms } from '@/lib/server/schema/forms'
import { responses } from '@/lib/server/schema/responses'
import { spaceOut } from '@/lib/server/search-text'

/** A question of several kinds each, for tests of what comes after the answering. */
export const partyFields: Definition['fields'] = [
  { kind: 'short_text', key: 'name', label: 'Your name' },
  { kind: 'email', key: 'email', label: 'E-mail' },
  { kind: 'number', key: 'age', label: 'Age' },
  {
    kind: 'choice',
    key: 'dish',
    label: 'Dish',
    hasOther: true,
    options: [
      { value: 'soup', label: 'Soup' },
      { value: 'cake', label: 'Cake' },
    ],
  },
  {
    kind: 'choices',
    key: 'days',
    label: 'Days',
    options: [
      { value: 'sat', label: 'Saturday' },
      { value: 'sun', label: 'Sunday' },
    ],
  },
  { kind: 'scale', key: 'again', label: 'Would you come again?' },
]

/** A published form of the actor's workspace, and how to put responses into it. */
export async function buildForm(actor: Member, settings: object = {}, fields = partyFields) {
  const input = CreateForm.parse({ title: 'Summer party', definition: { fields }, settings })
  const { id, slug } = await createForm(actor, input)
  await publishForm(actor, id)
  const seq =
    database()
      .select({ seq: forms.seq, id: forms.id })
      .from(forms)
      .all()
      .find((form) => form.id === id)?.seq ?? 0
  return { id, slug, seq, add: (answers: object, more: object = {}) => addResponse(seq, answers, more) }
}

let count = 0

/** Each a second after the last one. Returns its id. */
function addResponse(formSeq: number, answers: object, more: object): string {
  count += 1
  const id = Bun.randomUUIDv7()
  const at = new Date(Date.parse('2026-01-01T12:00:00Z') + count * 1000)
  const text = Object.values(answers)
    .flat()
    .filter((value) => typeof value === 'string')
    .join('\n')
  const email: unknown = Reflect.get(answers, 'email')
  database()
    .insert(responses)
    .values({
      id,
      formSeq,
      versionNumber: 1,
      answers: JSON.stringify(answers),
      searchText: spaceOut(text) ?? text,
      respondentEmail: typeof email === 'string' ? email.toLowerCase() : null,
      idempotencyKey: id,
      submittedAt: at,
      updatedAt: at,
      ...more,
    })
    .run()
  return id
}
