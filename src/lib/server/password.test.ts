import { expect, it } from 'vitest'
import { hashPassword, verifyPassword } from './password'

it('a hash is argon2id with OWASP’s figures, and knows its password', async () => {
  const hash = await hashPassword('a long sentence for a test')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await verifyPassword({ hash, password: 'a long sentence for a test' })).toBe(true)
  expect(await verifyPassword({ hash, password: 'another sentence for a test' })).toBe(false)
})

it('beyond four at work and fifty waiting, the next one is told to come back', async () => {
  const tries = Array.from({ length: 60 }, () => hashPassword('x'))
  const results = await Promise.allSettled(tries)
  const refused = results.filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(6)
  expect(refused[0]).toMatchObject({ reason: { code: 'busy', retryAfter: 2 } })
  expect(await verifyPassword({ hash: await hashPassword('y'), password: 'y' })).toBe(true)
})
