// @vitest-environment node
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { useInstance } from '@/test/instance'
import { database, type Transaction } from './db'
import { plainReader } from '@/lib/reader'
import { currentRequest, inRequest } from './request-scope'
import { settings } from './schema/settings'
import { setSetting } from './settings'
import { transactTogether } from './transact-together'

describe('transactTogether', () => {
  useInstance()

  const values = () =>
    new Map(
      database()
        .select()
        .from(settings)
        .all()
        .map(({ key, value }) => [key, value]),
    )
  const put = (key: 'public_url' | 'setup_token' | 'jobs_held', value: string) =>
    transactTogether((tx) => {
      setSetting(tx, key, value)
      return value
    })

  it('undoes the one that throws alone, and tells it why', async () => {
    const outcomes = await Promise.allSettled([
      put('public_url', 'https://a.example'),
      transactTogether((tx) => {
        setSetting(tx, 'setup_token', 'x')
        throw new Error('no')
      }),
      put('jobs_held', 'y'),
    ])

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(outcomes[1]).toMatchObject({ reason: { message: 'no' } })
    expect(values().get('public_url')).toBe('https://a.example')
    expect(values().get('jobs_held')).toBe('y')
    expect(values().has('setup_token')).toBe(false)
  })

  it('tells nobody that it is done when the commit fails', async () => {
    const before = values()
    const breakCommit = (tx: Transaction) => {
      tx.run('PRAGMA defer_foreign_keys = ON')
      tx.run(`INSERT INTO form_days (form_seq, day, counter, count) VALUES (99, '2026-01-01', 'views', 1)`)
      setSetting(tx, 'setup_token', 'x')
    }
    const outcomes = await Promise.allSettled([
      transactTogether(breakCommit),
      put('public_url', 'https://a.example'),
    ])

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect(values()).toEqual(new Map([...before, ['public_url', 'https://a.example']]))
  })

  it('throws on a promise, because SQLite would have committed at the first await', async () => {
    const before = values()
    const work = (tx: Transaction): unknown => {
      setSetting(tx, 'public_url', 'https://a.example')
      return Promise.resolve()
    }

    await expect(transactTogether(work)).rejects.toThrow(/must be synchronous/)
    expect(values()).toEqual(before)
  })

  it('does all of one turn in one transaction, in the order in which they came, each as part of its request', async () => {
    const seen: (string | undefined)[] = []
    const both = ['first', 'second'].map((requestId) =>
      inRequest({ requestId, address: () => '', reader: () => plainReader }, () =>
        transactTogether((tx) => {
          setSetting(tx, 'public_url', `https://${requestId}.example`)
          seen.push(currentRequest()?.requestId)
          return database().$client.inTransaction
        }),
      ),
    )
    expect(values().has('public_url')).toBe(false)

    expect(await Promise.all(both)).toEqual([true, true])
    expect(seen.slice(-2)).toEqual(['first', 'second'])
    expect(values().get('public_url')).toBe('https://second.example')
  })

  it('leaves what is more than enough for one transaction to the next, and loses none', async () => {
    const many = Array.from({ length: 200 }, (_, place) => put('public_url', `https://${place}.example`))

    expect((await Promise.all(many)).at(-1)).toBe('https://199.example')
    await nextTurn()
    expect(values().get('public_url')).toBe('https://199.example')
  })
})
