import { afterEach, expect, it, vi } from 'vitest'
import { createPasskey } from './passkey-client'

afterEach(() => vi.unstubAllGlobals())

it.each<[string, Record<string, string>, string]>([
  [
    'for as long as the answer says',
    { 'Retry-After': '7' },
    'Too many tries. You can try again in 7 seconds.',
  ],
  ['in the words of the answer, where it says no time', {}, 'That was too often.'],
])('a passkey that comes too often has to wait %s', async (_, headers, message) => {
  const answer = { code: 'LIMITED', message: 'That was too often.' }
  vi.stubGlobal('fetch', async () => Response.json(answer, { status: 429, headers }))
  await expect(createPasskey('Laptop')).rejects.toThrow(message)
})
