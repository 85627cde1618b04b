// @vitest-environment node
import { afterEach, expect, it } from 'vitest'
import { send } from './send'

let server: Bun.Server<undefined> | undefined

afterEach(() => server?.stop(true))

/** Answers one after the other, the last one for ever; returns how often it was asked. */
function answerWith(...answers: [status: number, body: object, wait?: string][]) {
  let asked = 0
  server = Bun.serve({
    port: 0,
    fetch: () => {
      const [status, body, wait] = answers[Math.min(asked, answers.length - 1)] ?? [500, {}]
      asked += 1
      return Response.json(body, { status, headers: wait === undefined ? {} : { 'Retry-After': wait } })
    },
  })
  return { url: String(server.url), asked: () => asked }
}

it('a form for which there is no room just now is sent again', async () => {
  const { url, asked } = answerWith(
    [503, { error: 'Busy.' }, '0'],
    [503, { error: 'Busy.' }, '0'],
    [201, { data: { next: '/thanks' } }],
  )
  expect(await send(url, new FormData())).toEqual({ kind: 'taken', next: '/thanks' })
  expect(asked()).toBe(3)
})

it('is given up after twenty tries', async () => {
  const { url, asked } = answerWith([503, { error: 'Busy.' }, '0'])
  expect(await send(url, new FormData())).toEqual({ kind: 'unreachable' })
  expect(asked()).toBe(20)
})

it.each([
  [503, '300'],
  [503, undefined],
  [429, '0'],
  [500, '0'],
])('an answer of %s with a wait of %s is the last one', async (status, wait) => {
  const { url, asked } = answerWith([status, { error: 'No.' }, wait])
  await send(url, new FormData())
  expect(asked()).toBe(1)
})
