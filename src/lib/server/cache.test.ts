// @vitest-environment node
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { features, identity } from '@/app'
import { useInstance } from '@/test/instance'
import { bounds, cacheFigures, cacheGetOrSet, invalidateCache } from './cache'
import { readConfig } from './config'
import { openDatabase } from './db'
import { instance, setInstance } from './instance'
import { migrate, readMigrations } from './migrate'
import { useDatabase } from './start'

useInstance()

const MINUTE = 60_000

/** A factory that counts its calls. */
function counted(make: (call: number) => unknown = (call) => call) {
  let calls = 0
  const factory = async () => ({ value: make((calls += 1)) })
  return { factory, calls: () => calls }
}

describe('a value', () => {
  it('is made once, and again when its time is over', async () => {
    const { factory } = counted()
    expect(await cacheGetOrSet('a', 500, factory)).toEqual({ value: 1 })
    expect(await cacheGetOrSet('a', 500, factory)).toEqual({ value: 1 })
    await Bun.sleep(550)
    expect(await cacheGetOrSet('a', 500, factory)).toEqual({ value: 2 })
    expect(cacheFigures()).toMatchObject({ hits: 1, misses: 2, entries: 1 })
  })

  it('is made once for fifty who ask at the same time', async () => {
    const { factory, calls } = counted()
    const all = await Promise.all(Array.from({ length: 50 }, () => cacheGetOrSet('a', MINUTE, factory)))
    expect([calls(), new Set(all.map(({ value }) => value)).size]).toEqual([1, 1])
  })

  it('that could not be made is made anew, and fails for everybody who waited', async () => {
    const { factory, calls } = counted((call) => {
      if (call === 1) throw new Error('no')
      return call
    })
    const both = await Promise.allSettled([
      cacheGetOrSet('a', MINUTE, factory),
      cacheGetOrSet('a', MINUTE, factory),
    ])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await cacheGetOrSet('a', MINUTE, factory)).toEqual({ value: 2 })
    expect(calls()).toBe(2)
  })
})

describe('an invalidation', () => {
  it('forgets what begins with its prefix, and nothing else', async () => {
    const { factory } = counted()
    for (const key of ['one:a', 'one:b', 'two:a']) await cacheGetOrSet(key, MINUTE, factory)
    invalidateCache('one:')
    expect(await cacheGetOrSet('two:a', MINUTE, factory)).toEqual({ value: 3 })
    expect(await cacheGetOrSet('one:a', MINUTE, factory)).toEqual({ value: 4 })
  })

  it('is not undone by a value that was being made before it', async () => {
    const held = Promise.withResolvers<void>()
    const old = cacheGetOrSet('a', MINUTE, async () => {
      await held.promise
      return { value: 'old' }
    })
    invalidateCache('a')
    const young = cacheGetOrSet('a', MINUTE, () => ({ value: 'young' }))
    held.resolve()
    expect([await old, await young]).toEqual([{ value: 'old' }, { value: 'young' }])
    expect(await cacheGetOrSet('a', MINUTE, () => ({ value: 'never' }))).toEqual({ value: 'young' })
  })
})

it('forgets everything when another process wrote to the file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'capsule-cache-'))
  const path = join(folder, 'a.db')
  const before = instance()
  const client = openDatabase(path, identity.applicationId)
  migrate(client, readMigrations('migrations'))
  useDatabase(client, { identity, features }, readConfig(identity, {}))
  const { factory } = counted()
  await cacheGetOrSet('a', MINUTE, factory)
  client.$client.run("INSERT INTO settings VALUES ('own', 'x')")
  expect(await cacheGetOrSet('a', MINUTE, factory)).toEqual({ value: 1 })

  const other = openDatabase(path, identity.applicationId)
  other.$client.run("INSERT INTO settings VALUES ('foreign', 'x')")
  other.$client.close()
  expect(await cacheGetOrSet('a', MINUTE, factory)).toEqual({ value: 2 })
  client.$client.close()
  setInstance(before)
  rmSync(folder, { recursive: true })
})

it(`keeps at most ${bounds.entries} entries and ${bounds.bytes} bytes`, async () => {
  for (let key = 0; key < bounds.entries + 10; key += 1) await cacheGetOrSet(`k${key}`, MINUTE, () => ({}))
  expect(cacheFigures().entries).toBe(bounds.entries)
  const large = { text: 'x'.repeat(1024 * 1024) }
  for (let key = 0; key < 40; key += 1) await cacheGetOrSet(`large${key}`, MINUTE, () => large)
  const { bytes, entries } = cacheFigures()
  console.log(`${entries} entries, ${bytes} bytes`)
  expect(bytes).toBeLessThanOrEqual(bounds.bytes)
})
