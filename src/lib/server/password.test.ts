import { availableParallelism } from 'node:os'
import { expect, it, vi } from 'vitest'
import { hashPassword, needsRehash, verifyPassword } from './password'

const atOnce = Math.min(4, Math.max(2, availableParallelism() - 1))

it('a hash is argon2id with OWASP’s figures, and knows its password', async () => {
  const hash = await hashPassword('a long sentence for a test')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verifyPassword({ hash, password: 'a long sentence for a test' })).toBe(true)
  expect(await verifyPassword({ hash, password: 'another sentence for a test' })).toBe(false)
})

it('a hash of other figures, or of another kind, is to be made anew', async () => {
  expect(needsRehash(await hashPassword('x'))).toBe(false)
  const weaker = { algorithm: 'argon2id', memoryCost: 8192, timeCost: 2 } as const
  expect(needsRehash(await Bun.password.hash('x', weaker))).toBe(true)
  expect(needsRehash(await Bun.password.hash('x', { ...weaker, memoryCost: 19_456, timeCost: 3 }))).toBe(true)
  expect(needsRehash(await Bun.password.hash('x', { algorithm: 'bcrypt', cost: 4 }))).toBe(true)
})

it('two to four hashes run at once, as far as one core is left', async () => {
  const original = Bun.password.hash
  let running = 0
  let most = 0
  const spy = vi.spyOn(Bun.password, 'hash').mockImplementation(async (...input) => {
    running += 1
    most = Math.max(most, running)
    const hash = await original(...input)
    running -= 1
    return hash
  })
  await Promise.all(Array.from({ length: 12 }, () => hashPassword('x')))
  spy.mockRestore()
  expect(most).toBe(atOnce)
})

it('beyond those at work and fifty waiting, the next one is told to come back', async () => {
  const tries = Array.from({ length: atOnce + 56 }, () => hashPassword('x'))
  const results = await Promise.allSettled(tries)
  const refused = results.filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(6)
  expect(refused[0]).toMatchObject({ reason: { code: 'busy', retryAfter: 2 } })
  expect(await verifyPassword({ hash: await hashPassword('y'), password: 'y' })).toBe(true)
})
