// @vitest-environment node
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { features, identity } from '@/app'
import { worstOf } from '@/lib/finding'
import { checkBackups } from '@/lib/server/doctor/backup-check'
import { readConfig } from '@/lib/server/config'
import { closeDatabase, openDatabase, transaction } from '@/lib/server/db'
import {
  bitsOf,
  checkAddress,
  checkLimits,
  checkProxy,
  checkSecrets,
} from '@/lib/server/doctor/environment-checks'
import { examine } from '@/lib/server/doctor/examine'
import type { FileFacts } from '@/lib/server/doctor/file-facts'
import { setInstance } from '@/lib/server/instance'
import { enqueueJob, holdJobs } from '@/lib/server/jobs/queue'
import { noteSighting, readSightings } from '@/lib/server/listen/sightings'
import { checkSchema } from '@/lib/server/doctor/file-checks'
import { migrate, readMigrations } from '@/lib/server/migrate'
import { findSetting } from '@/lib/server/settings'
import { useDatabase } from '@/lib/server/start'
import { useInstance } from '@/test/instance'

const now = new Date('2026-06-01T12:00:00Z')

const examined = (env: Record<string, string> = {}, path = '/nowhere/capsule.db') => ({
  identity,
  config: readConfig(identity, env),
  path,
  migrations: readMigrations('migrations'),
  now,
})

const factsOf = (settings: Record<string, string>): FileFacts => ({
  damage: null,
  schema: { pending: 0 },
  settings: new Map(Object.entries(settings)),
  newestAt: null,
  deadJobs: 0,
  lastBackupAt: null,
  hasAdmin: true,
})

const sighting = (what: string, at = now) => JSON.stringify([{ what, at: at.toISOString() }])

describe('the environment', () => {
  test.each([
    ['a'.repeat(44), 'bad'],
    ['changeme'.repeat(8), 'bad'],
    ['0123456789abcdef'.repeat(4), 'bad'],
    ['Zk3v9sQ0u6cJ1xw8b7PfTnYhRrLmEaGdWq52=', 'good'],
  ])('AUTH_SECRET %s is %s', (AUTH_SECRET, grade) => {
    expect(checkSecrets(examined({ AUTH_SECRET }))).toMatchObject({ grade })
  })

  test('a random secret has far more bits than are asked for', () => {
    for (let count = 0; count < 200; count += 1)
      expect(
        bitsOf(Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString('base64')),
      ).toBeGreaterThan(100)
  })

  test('without limits is bad', () => {
    expect(checkLimits(examined({ RATE_LIMITS: 'off' }))).toMatchObject({
      grade: 'bad',
      mend: 'unset RATE_LIMITS',
    })
    expect(checkLimits(examined())).toMatchObject({ grade: 'good' })
  })

  test.each([
    [{}, {}, 'good', undefined],
    [{ HOST: '0.0.0.0' }, {}, 'warning', /^PUBLIC_URL=/],
    [{ PUBLIC_URL: 'http://capsule.test' }, {}, 'warning', /^PUBLIC_URL=https:\/\/capsule\.test$/],
    [{ PUBLIC_URL: 'https://capsule.test' }, {}, 'good', undefined],
    [{}, { public_url: 'https://capsule.test' }, 'good', undefined],
    [
      { PUBLIC_URL: 'https://capsule.test' },
      { refused_hosts: sighting('notes.test') },
      'warning',
      /^PUBLIC_URL=https:\/\/capsule\.test,https:\/\/your\.name$/,
    ],
    [
      { PUBLIC_URL: 'https://capsule.test' },
      { refused_hosts: sighting('notes.test', new Date('2026-05-01T00:00:00Z')) },
      'good',
      undefined,
    ],
  ] as [Record<string, string>, Record<string, string>, string, RegExp | undefined][])(
    'with %o and %o has a public address that is %s',
    (env, settings, grade, mend) => {
      const finding = checkAddress(examined(env), factsOf(settings))
      expect(finding.grade).toBe(grade)
      expect(finding.mend ?? '').toMatch(mend ?? /^$/)
    },
  )

  test('names a proxy that was seen and is not trusted, beside those that are', () => {
    const facts = factsOf({ untrusted_proxies: sighting('10.0.0.7') })
    expect(checkProxy(examined({ TRUSTED_PROXIES: 'loopback' }), facts)).toMatchObject({
      grade: 'warning',
      mend: 'TRUSTED_PROXIES=loopback,10.0.0.7',
    })
    expect(checkProxy(examined(), factsOf({}))).toMatchObject({ grade: 'good' })
  })
})

describe('the schema of the file', () => {
  test.each([
    [{ pending: 0 }, 'good', /is of this version/],
    [{ pending: 2 }, 'good', /by 2 migrations and with a copy before/],
    [{ refused: 'this version knows no migration 0099_later.' }, 'bad', /cannot use the file/],
  ])('%o is %s', (schema, grade, says) => {
    expect(checkSchema(examined(), { ...factsOf({}), schema })).toMatchObject({
      grade,
      says: expect.stringMatching(says),
    })
  })
})

describe('backups', () => {
  const HOUR = 60 * 60_000
  const folder = tmpdir()
  const check = (env: Record<string, string>, hours: number | null) => {
    const lastBackupAt = hours === null ? null : now.getTime() - hours * HOUR
    return checkBackups(examined({ BACKUP_DIR: folder, ...env }), { ...factsOf({}), lastBackupAt })
  }
  const daily = { BACKUP_SCHEDULE: '30 3 * * *' }

  test.each([
    [{}, null, 'warning', 'BACKUP_SCHEDULE="30 3 * * *"'],
    [daily, null, 'warning', 'capsule backup'],
    [{}, 24 * 7, 'good', undefined],
    [{}, 24 * 9, 'warning', 'BACKUP_SCHEDULE="30 3 * * *"'],
    [daily, 24, 'good', undefined],
    [daily, 50, 'bad', 'capsule backup'],
    [{ BACKUP_DIR: '/dev/null/backups' }, 1, 'bad', expect.stringMatching(/^BACKUP_DIR=/)],
  ])('with %o, the last one %s hours ago, are %s', (env: Record<string, string>, hours, grade, mend) => {
    expect(check(env, hours)).toMatchObject({ grade, ...(mend !== undefined && { mend }) })
  })

  test('of a file that is not there yet have a folder to go to', () => {
    expect(checkBackups(examined({ BACKUP_DIR: folder }), null)).toMatchObject({ grade: 'good' })
  })
})

describe('the place and the file', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'capsule-doctor-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const path = () => join(folder, 'capsule.db')
  const grades = async (env: Record<string, string> = {}) => {
    const { findings } = await examine(examined({ RATE_LIMITS: '', ...env }, path()))
    return Object.fromEntries(findings.map(({ name, grade }) => [name, grade]))
  }

  /** A stopped instance's file. */
  function makeFile(fill: () => void = () => undefined) {
    const client = openDatabase(path(), identity.applicationId)
    migrate(client, readMigrations('migrations'))
    useDatabase(client, { identity, features }, readConfig(identity, {}))
    fill()
    setInstance(undefined)
    closeDatabase(client)
  }

  test('are good before the first start, and nothing is made', async () => {
    expect(await grades()).toMatchObject({ database: 'good', permissions: 'good', server: 'good' })
    expect(readdirSync(folder)).toEqual([])
  })

  test('are good for a stopped instance, which stays one file', async () => {
    makeFile()
    expect(await grades()).toMatchObject({ integrity: 'good', log: 'good', jobs: 'good', server: 'good' })
    expect(readdirSync(folder)).toEqual(['capsule.db'])
  })

  test('are bad where the file is a folder, is none of ours or has no folder', async () => {
    mkdirSync(path())
    expect(await grades()).toMatchObject({ database: 'bad' })
    rmSync(path(), { recursive: true })
    writeFileSync(path(), 'x'.repeat(5000))
    expect(await grades()).toMatchObject({ database: 'bad' })
    rmSync(folder, { recursive: true })
    expect(await grades()).toMatchObject({ database: 'bad' })
    expect(existsSync(folder)).toBe(false)
  })

  test('are worth a look when others can read the file', async () => {
    makeFile()
    chmodSync(path(), 0o644)
    expect(await grades()).toMatchObject({ permissions: 'warning' })
  })

  test('tell of jobs that were given up or are held, and of a clock that runs behind', async () => {
    makeFile(() => transaction((tx) => enqueueJob(tx, { kind: 'bake' }, new Date('2026-07-01T00:00:00Z'))))
    expect(await grades()).toMatchObject({ jobs: 'good', clock: 'bad' })
    rmSync(path())
    makeFile(() => transaction((tx) => holdJobs(tx, now)))
    expect(await grades()).toMatchObject({ jobs: 'warning', clock: 'good' })
  })

  test('are bad when a page is broken', async () => {
    makeFile()
    const bytes = new Uint8Array(await Bun.file(path()).arrayBuffer())
    for (let page = 2; page < 12; page += 1) bytes.fill(0x7f, page * 4096, page * 4096 + 512)
    writeFileSync(path(), bytes)
    expect(await grades()).toMatchObject({ integrity: 'bad' })
  })
})

describe('what the listener did not believe', () => {
  useInstance()

  test('is written down, the latest ten of each kind, whatever strangers send', async () => {
    for (let place = 0; place < 15; place += 1)
      noteSighting('host', `name${place}.test`, now.getTime() + place)
    noteSighting('proxy', '10.0.0.7', now.getTime())
    await expect.poll(() => findSetting('untrusted_proxies'), { timeout: 15_000 }).toBeDefined()
    const hosts = readSightings(findSetting('refused_hosts')).map(({ what }) => what)
    expect(hosts).toEqual(Array.from({ length: 10 }, (_, place) => `name${14 - place}.test`))
    expect(readSightings(findSetting('untrusted_proxies')).map(({ what }) => what)).toEqual(['10.0.0.7'])
  })
})

test('the worst finding decides', () => {
  const finding = (grade: 'good' | 'warning' | 'bad') => ({ name: 'x', grade, says: 'x' })
  expect(worstOf([])).toBe('good')
  expect(worstOf([finding('good'), finding('bad'), finding('warning')])).toBe('bad')
  expect(worstOf([finding('warning'), finding('good')])).toBe('warning')
})
