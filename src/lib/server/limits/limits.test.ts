// @vitest-environment node
import { describe, expect, it, test } from 'vitest'
import { features, identity } from '@/app'
import { readConfig } from '@/lib/server/config'
import { database, transaction } from '@/lib/server/db'
import { endpoint } from '@/lib/server/http'
import { instance } from '@/lib/server/instance'
import { credentialFailures } from '@/lib/server/schema/limits'
import { useDatabase } from '@/lib/server/start'
import { buildWorkspace, openSession, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { defaultLimits, parseLimits } from './classes'
import { Counter, MOST_KEYS } from './counter'
import { countGuess, delays, forgiveGuesses, sweepGuesses } from './delays'
import { assertLimit, countTry } from './limits'

useInstance()

const quota = { max: 3, seconds: 60, burst: 3 }
const noon = new Date('2026-01-01T12:00:00Z')
const after = (seconds: number) => new Date(noon.getTime() + seconds * 1000)

describe('a counter', () => {
  it('refuses the fourth try of three, says when to come back, and refills steadily', () => {
    const counter = new Counter()
    const at = (seconds: number, key = 'a') => counter.count(key, quota, seconds * 1000)

    expect([0, 0, 0].map((seconds) => at(seconds).left)).toEqual([2, 1, 0])
    expect(at(0)).toEqual({ allowed: false, left: 0, resetSeconds: 60, retrySeconds: 20 })
    expect(at(0, 'b').allowed).toBe(true)
    expect(at(19).allowed).toBe(false)
    expect(at(20).allowed).toBe(true)
    expect(at(21).allowed).toBe(false)
    expect(at(140).left).toBe(2)
  })

  it('lets through a burst that is larger than the quota, then the quota', () => {
    const counter = new Counter()
    const visitors = { max: 20, seconds: 60, burst: 100 }
    const allowed = (seconds: number) => counter.count('form', visitors, seconds * 1000).allowed
    const atOnce = Array.from({ length: 150 }, () => allowed(0)).filter(Boolean)

    expect(atOnce).toHaveLength(100)
    expect(Array.from({ length: 60 }, () => allowed(60)).filter(Boolean)).toHaveLength(20)
  })

  it('forgets the tries before one that was right', () => {
    const counter = new Counter()
    for (let count = 0; count < 3; count += 1) counter.count('a', quota, 0)
    counter.forget('a')

    expect(counter.count('a', quota, 0).left).toBe(2)
  })

  it(`remembers ${MOST_KEYS} keys, the last used ones, and never more`, () => {
    const counter = new Counter()
    for (let key = 0; key < 3; key += 1)
      for (let count = 0; count < 3; count += 1) counter.count(`mine ${key}`, quota, 0)
    for (let key = 0; key < MOST_KEYS - 1; key += 1) {
      counter.count(`flood ${key}`, quota, 0)
      if (key % 1000 === 0) counter.count('mine 0', quota, 0)
    }
    console.log(`${counter.size} keys after ${MOST_KEYS + 2} of them`)

    expect(counter.size).toBe(MOST_KEYS)
    expect(counter.count('mine 0', quota, 0).allowed).toBe(false)
    expect(counter.count('mine 1', quota, 0).allowed).toBe(true)
  })
})

describe('RATE_LIMITS', () => {
  test.each([
    ['', 'must be off, or a list'],
    ['read', 'must be off, or a list'],
    ['read=600', 'must be off, or a list'],
    ['read=0/min', 'must be off, or a list'],
    ['read=6/day', 'must be off, or a list'],
    ['reed=600/min', 'knows no reed, only address, read'],
    ['read=600/min,', 'must be off, or a list'],
  ])('%j is refused', (text, reason) => {
    expect(() => parseLimits(text)).toThrow(reason)
  })

  it('changes what it names, and nothing else', () => {
    expect(parseLimits('read=60/s, public=5/min+50')).toEqual({
      ...defaultLimits(),
      read: { max: 60, seconds: 1, burst: 60 },
      public: { max: 5, seconds: 60, burst: 50 },
    })
  })

  it('off switches limits and delays off', () => {
    instance().config.RATE_LIMITS = 'off'
    for (let count = 0; count < 50; count += 1) {
      expect(countTry('credential', 'a')).toBeNull()
      countGuess('a')
    }
    expect(database().select().from(credentialFailures).all()).toEqual([])
  })
})

describe('credentials', () => {
  it('are not forgotten for a flood of other keys', () => {
    for (let count = 0; count < 10; count += 1) assertLimit('credential', '203.0.113.7')
    for (let key = 0; key <= MOST_KEYS; key += 1) countTry('read', `session ${key}`)

    expect(() => assertLimit('credential', '203.0.113.7')).toThrow(
      expect.objectContaining({ code: 'limited', retryAfter: 6 }),
    )
    expect(() => assertLimit('credential', '203.0.113.8')).not.toThrow()
  })
})

describe('wrong passwords in a row', () => {
  const tryAt = (seconds: number, subject = 'a') => {
    try {
      countGuess(subject, after(seconds))
      return 0
    } catch (error) {
      return error instanceof Error && 'retryAfter' in error ? Number(error.retryAfter) : NaN
    }
  }

  it('make each wait twice as long, ten minutes at most, and never shut the door for good', () => {
    const waits: number[] = []
    let now = 0
    for (let count = 0; count < 20; count += 1) {
      expect(tryAt(now)).toBe(0)
      const wait = tryAt(now)
      if (wait > 0) waits.push(wait)
      now += wait
    }
    console.log(`waits in seconds: ${waits.join(', ')}`)

    expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8])
    expect(Math.max(...waits)).toBe(delays.longest / 1000)
  })

  it('that come fifty at once get five looks', () => {
    expect(Array.from({ length: 50 }, () => tryAt(0)).filter((wait) => wait === 0)).toHaveLength(5)
  })

  it('are remembered by the file over a restart, without saying for whom', () => {
    for (let count = 0; count < 5; count += 1) tryAt(0, 'sign-in:ada@example.org')
    useDatabase(database(), { identity, features }, readConfig(identity, {}))

    expect(tryAt(0, 'sign-in:ada@example.org')).toBe(1)
    expect(JSON.stringify(database().select().from(credentialFailures).all())).not.toContain('ada')
  })

  it('are forgiven by a right one, and after a day', () => {
    for (let count = 0; count < 12; count += 1) tryAt(count * 700)
    transaction((tx) => forgiveGuesses(tx, 'a'))
    expect([tryAt(9000), tryAt(9000)]).toEqual([0, 0])

    transaction((tx) => sweepGuesses(tx, after(9000 + 24 * 60 * 60)))
    expect(database().select().from(credentialFailures).all()).toHaveLength(1)
    transaction((tx) => sweepGuesses(tx, after(9001 + 24 * 60 * 60)))
    expect(database().select().from(credentialFailures).all()).toEqual([])
  })
})

describe('a session', () => {
  const GET = endpoint({ access: 'viewer' }, () => ({}))
  const POST = endpoint({ access: 'member', status: 201 }, () => ({}))

  it('is told how often it may write, and refused beyond it without shutting out the others', async () => {
    instance().config.RATE_LIMITS = 'write=3/min,read=5/min'
    const { owner, member } = buildWorkspace()
    const { cookie } = openSession(owner)
    const write = () => send({ POST }, 'POST', '/api/x', { cookie })
    const answers = [await write(), await write(), await write(), await write()]

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 429])
    expect(answers.map(({ headers }) => headers.get('ratelimit'))).toEqual([
      '"write";r=2;t=20',
      '"write";r=1;t=40',
      '"write";r=0;t=60',
      '"write";r=0;t=60',
    ])
    expect(answers[3]?.headers.get('ratelimit-policy')).toBe('"write";q=3;w=60')
    expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await send({ GET }, 'GET', '/api/x', { cookie })).status).toBe(200)
    expect((await send({ POST }, 'POST', '/api/x', { as: member })).status).toBe(201)
  })

  it('that is forged counts by its address', async () => {
    instance().config.RATE_LIMITS = 'read=5/min'
    const statuses: number[] = []
    for (let count = 0; count < 6; count += 1)
      statuses.push(
        (await send({ GET }, 'GET', '/api/x', { cookie: `capsule.session_token=${count}` })).status,
      )

    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  })
})
