// @vitest-environment node
import { afterEach, expect, test } from 'vitest'
import { origin, useInstance } from '@/test/instance'
import { readBytes } from './body'
import { pace } from './body-pace'

useInstance()

const usual = { ...pace }
afterEach(() => void Object.assign(pace, usual))

const post = (body: ReadableStream<Uint8Array>) => new Request(origin, { method: 'POST', body })

test('a body that does not go on is given up with 408, and its sender is told', async () => {
  pace.graceMs = 20
  const cancelled = Promise.withResolvers<void>()
  const body = new ReadableStream<Uint8Array>({
    start: (stream) => stream.enqueue(new Uint8Array(1)),
    cancel: () => cancelled.resolve(),
  })

  await expect(readBytes(post(body))).rejects.toMatchObject({ code: 'too_slow', status: 408 })
  await cancelled.promise
})

test('a body that keeps up its rate may take longer than the grace', async () => {
  Object.assign(pace, { graceMs: 20, bytesPerSecond: 10 })
  let left = 10
  const body = new ReadableStream<Uint8Array>({
    pull: async (stream) => {
      await Bun.sleep(10)
      if (left-- === 0) stream.close()
      else stream.enqueue(new Uint8Array(100))
    },
  })

  expect((await readBytes(post(body))).byteLength).toBe(1000)
})
