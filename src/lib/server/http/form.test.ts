// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { origin, useInstance } from '@/test/instance'
import { AppError } from '../errors'
import { assertLimit } from '../limits/limits'
import { handleForm } from './form'

/** Posts a form to a page that refuses it; what the page then says, and is answered with. */
async function refuse(submit: () => never | Promise<never>) {
  const body = new URLSearchParams({ email: 'ada@example.org', password: 'wrong' })
  const page = {
    request: new Request(`${origin}/forgot`, { method: 'POST', body }),
    response: { status: 200, statusText: 'OK', headers: new Headers() },
  }
  const form = await handleForm(page, { schema: z.object({}), submit: async () => submit() })
  if (form instanceof Response) throw new Error('The form was taken.')
  const { status, headers } = page.response
  return { form, status, wait: Number(headers.get('retry-after') ?? NaN) }
}

describe('a form that is refused', () => {
  useInstance()

  it.each([
    ['credential', 10, 6, 'Too many tries. You can try again in 6 seconds.'],
    ['mail', 5, 720, 'Too many tries. You can try again in 12 minutes.'],
  ] as const)('by the limit %s says how long to wait', async (name, tries, seconds, message) => {
    const now = Date.now()
    for (let count = 0; count < tries; count += 1) assertLimit(name, 'a', now)
    const { form, status, wait } = await refuse(() => {
      assertLimit(name, 'a', now)
      throw new Error('There was no limit.')
    })
    expect([status, wait, form.message]).toEqual([429, seconds, message])
    expect(form.values).toEqual({ email: 'ada@example.org' })
  })

  it('by a sentence of its own keeps it', async () => {
    const message = 'There were too many wrong passwords. Try again in 4 seconds.'
    const { form, wait } = await refuse(() => {
      throw new AppError('limited', message, { retryAfter: 4 })
    })
    expect([form.message, wait]).toEqual([message, 4])
  })
})
