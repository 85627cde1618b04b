import { expect } from 'vitest'
import { z } from 'zod'
import type { Member } from '@/lib/actor'
import * as listRoute from '@/pages/api/forms/[id]/responses'
import { buildWorkspace } from './instance'
import { send } from './request'
import { buildForm } from './responses'

/** A workspace with a form, and three responses to it: two new ones and one that is done. */
export async function party(settings: object = {}) {
  const people = buildWorkspace()
  const form = await buildForm(people.owner, settings)
  const ids = {
    ada: form.add({
      name: 'Ada',
      email: 'Ada@example.org',
      age: 36,
      dish: 'soup',
      days: ['sat', 'sun'],
      again: 10,
    }),
    bob: form.add({ name: 'bob', age: 9, dish: 'cake', days: ['sun'] }),
    cy: form.add({ name: 'Cy', dish: 'only, water', again: 3 }, { status: 'done' }),
  }
  return { ...people, form, ids }
}

const Items = z.object({
  data: z.array(z.object({ id: z.string(), answers: z.record(z.string(), z.unknown()), status: z.string() })),
  page: z.object({ next: z.string().nullable() }),
})

/** What a list of the API shows somebody: the responses, and the names in them. */
export async function list(as: Member, id: string, query: Record<string, string> = {}) {
  const answer = await send(listRoute, 'GET', '/api/x', { as, params: { id }, query })
  expect(answer.body).toMatchObject({ data: expect.any(Array) })
  const { data, page } = Items.parse(answer.body)
  return { names: data.map(({ answers }) => answers['name']), data, next: page.next }
}
