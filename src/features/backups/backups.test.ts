// @vitest-environment node
import { Database } from 'bun:sqlite'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { runNextJob } from '@/lib/server/jobs/run'
import { configureLog } from '@/lib/server/log'
import { user } from '@/lib/server/schema/accounts'
import { backups } from '@/lib/server/schema/backups'
import { jobs } from '@/lib/server/schema/jobs'
import { mails } from '@/lib/server/schema/mails'
import * as collection from '@/pages/api/backups/index'
import * as one from '@/pages/api/backups/[id]'
import * as file from '@/pages/api/backups/[id]/file'
import { auditRows } from '@/test/audit'
import { buildMember, openSession, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { backupJobs } from './backup-jobs.server'
import { pathFor, usualPath } from './backup-places.server'
import { countFailedBackups, endLostBackups, lastVerifiedBackup } from './backup-rows.server'
import { Backup, ListBackups } from './backups.schema'
import { createBackup, deleteBackup, getBackup, listBackups, openBackup } from './backups.server'
import { takeMakerLock } from './maker-lock.server'
import { makeBackup, type MakeBackup } from './make-backup.server'
import { forgetOpenBackups } from './restored.server'

configureLog({ level: 'error', format: 'text' })
const folder = mkdtempSync(join(tmpdir(), 'capsule-backups-'))
const path = join(folder, 'capsule.db')
useInstance({ DATABASE_PATH: path, BACKUP_KEEP: 'daily=1' })

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  buildFile()
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What is copied: a file of its own, while the rows are in memory. */
function buildFile(): void {
  const source = new Database(path, { create: true })
  source.run('CREATE TABLE breads (name TEXT)')
  source.run("INSERT INTO breads VALUES ('rye')")
  source.close()
}

const buildAdmin = (): Actor => {
  const { actor } = openSession(buildMember('owner'))
  database().update(user).set({ role: 'admin' }).where(eq(user.id, actor.accountId)).run()
  return { ...actor, isInstanceAdmin: true }
}
const rows = () => database().select().from(backups).orderBy(backups.startedAt).all()
const actions = () => auditRows().map(({ action }) => action)
const runJobs = (now = new Date()) => runNextJob(backupJobs(), now, 'long')
const make = (more: Partial<MakeBackup> = {}) =>
  makeBackup({
    id: Bun.randomUUIDv7(),
    origin: 'command',
    path: join(folder, 'copy.db'),
    makesFolder: false,
    tellsAdmins: false,
    ...more,
  })

describe('backups are nobody’s business but an admin’s, in their own session', () => {
  test('by the service', async () => {
    const owner = buildMember('owner')
    const { actor: impersonating } = openSession(buildAdmin(), { impersonatedBy: 'another' })
    for (const actor of [owner, impersonating]) {
      await expect(listBackups(actor, ListBackups.parse({}))).rejects.toMatchObject({ code: 'forbidden' })
      await expect(getBackup(actor, 'x')).rejects.toMatchObject({ code: 'forbidden' })
      await expect(createBackup(actor)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(deleteBackup(actor, 'x')).rejects.toMatchObject({ code: 'forbidden' })
      await expect(openBackup(actor, 'x')).rejects.toMatchObject({ code: 'forbidden' })
    }
    expect(rows()).toEqual([])
  })

  test('by the API', async () => {
    const owner = buildMember('owner')
    const id = Bun.randomUUIDv7()
    for (const [as, status] of [
      [undefined, 401],
      [owner, 403],
    ] as const) {
      const options = { ...(as && { as }), params: { id } }
      expect((await send(collection, 'GET', '/api/backups', options)).status).toBe(status)
      expect((await send(collection, 'POST', '/api/backups', options)).status).toBe(status)
      expect((await send(one, 'GET', `/api/backups/${id}`, options)).status).toBe(status)
      expect((await send(one, 'DELETE', `/api/backups/${id}`, options)).status).toBe(status)
      expect((await send(file, 'GET', `/api/backups/${id}/file`, options)).status).toBe(status)
    }
  })

  test('and a download is for whoever proved it a moment ago', async () => {
    const admin = buildAdmin()
    const { id } = await createBackup(admin)
    await runJobs()
    const { session } = admin
    const later = { ...admin, session: session && { ...session, provedAt: 0 } }
    await expect(openBackup(later, id)).rejects.toMatchObject({ code: 'unproved' })
  })
})

describe('a backup that an admin asks for', () => {
  test('waits, is made in the background, verified, and listed with what it is', async () => {
    const admin = buildAdmin()
    const { id, state } = await createBackup(admin)
    expect(state).toBe('waiting')
    await expect(createBackup(admin)).rejects.toMatchObject({ code: 'conflict' })
    await expect(deleteBackup(admin, id)).rejects.toMatchObject({ code: 'conflict' })
    expect(await runJobs()).toBe(true)

    const { items } = await listBackups(admin, ListBackups.parse({}))
    expect(items).toEqual([
      expect.objectContaining({ id, state: 'verified', progress: 1, rows: 1, isThere: true, reason: null }),
    ])
    expect(Backup.parse(items[0]).bytes).toBeGreaterThan(0)
    expect(lastVerifiedBackup()?.id).toBe(id)
    expect(actions()).toEqual(['backup.requested', 'backup.made'])
  })

  test('can be downloaded as it lies, and deleted with its file', async () => {
    const admin = buildAdmin()
    const { id } = await createBackup(admin)
    await runJobs()
    const opened = await openBackup(admin, id)
    expect(new Bun.CryptoHasher('sha256').update(readFileSync(opened.path)).digest('hex')).toBe(
      rows()[0]?.sha256,
    )
    await deleteBackup(admin, id)
    expect(existsSync(opened.path)).toBe(false)
    await expect(getBackup(admin, id)).rejects.toMatchObject({ code: 'not_found' })
    expect(actions()).toContain('backup.downloaded')
    expect(actions()).toContain('backup.deleted')
  })

  test('is shown without its file when somebody took that away', async () => {
    const admin = buildAdmin()
    const { id } = await createBackup(admin)
    await runJobs()
    const { path: copy } = await openBackup(admin, id)
    rmSync(copy)
    expect((await getBackup(admin, id)).isThere).toBe(false)
    await expect(openBackup(admin, id)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('a backup that fails', () => {
  test('leaves no file, and is written down, counted, audited and told to the admins', async () => {
    const admin = buildAdmin()
    writeFileSync(path, 'no database')
    const { id } = await createBackup(admin)
    await runJobs()

    expect(rows()).toEqual([expect.objectContaining({ id, state: 'failed', sha256: null })])
    expect(rows()[0]?.reason).toMatch(/^The copy could not be made: /)
    expect(countFailedBackups()).toBe(1)
    expect(lastVerifiedBackup()).toBeUndefined()
    expect(actions()).toEqual(['backup.requested', 'backup.failed'])
    expect(database().select().from(mails).all()).toEqual([
      expect.objectContaining({ kind: 'backup_failed', recipient: admin.email }),
    ])
    expect(readdirSync(join(folder, 'backups'))).toEqual([])
    expect(await runJobs()).toBe(false)
  })

  test('in a terminal is told to whoever sits there alone', async () => {
    buildAdmin()
    await expect(make({ path: join(folder, 'nowhere', 'copy.db') })).rejects.toThrow('there is no folder')
    expect(database().select().from(mails).all()).toEqual([])
    expect(rows()[0]?.state).toBe('failed')
  })

  test('because its process died is told from one that is being made, and the next one is made at once', async () => {
    const now = new Date()
    const values = { origin: 'command', path: 'x', state: 'running', startedAt: now, heardAt: now } as const
    const insert = (id: string) =>
      database()
        .insert(backups)
        .values({ ...values, id })
        .run()
    const states = () => rows().map(({ id, state }) => [id, state])
    insert('alive')
    const release = takeMakerLock()
    endLostBackups(now)
    expect(states()).toEqual([['alive', 'running']])
    await expect(make()).rejects.toMatchObject({ code: 'conflict' })
    release?.()
    endLostBackups(now)
    expect(states()).toEqual([['alive', 'failed']])
    insert('killed')
    await make()
    expect(rows().map(({ state }) => state)).toEqual(['failed', 'failed', 'verified'])
  })

  test('on a disk without room for its own row is a sentence, and leaves no file', async () => {
    const { $client } = database()
    const [pages] = Object.values($client.query<Record<string, number>, []>('PRAGMA page_count').get() ?? {})
    $client.run(`PRAGMA max_page_count = ${pages}`)
    const reason = 'x'.repeat(100_000)
    await expect(make({ id: reason })).rejects.toThrow('the disk is full')
    expect(readdirSync(folder)).toEqual(['capsule.db'])
  })
})

test('The age of the last one counts from one whose file is there', async () => {
  await make({ id: 'first' })
  await make({ id: 'second', path: join(folder, 'second.db') })
  expect(lastVerifiedBackup()?.id).toBe('second')
  rmSync(join(folder, 'second.db'))
  expect(lastVerifiedBackup()?.id).toBe('first')
  rmSync(join(folder, 'copy.db'))
  expect(lastVerifiedBackup()).toBeUndefined()
})

test('Only one is made at a time', async () => {
  const first = make()
  await expect(make({ path: join(folder, 'other.db') })).rejects.toMatchObject({ code: 'conflict' })
  await first
  expect(readdirSync(folder).sort()).toEqual(['capsule.db', 'copy.db'])
})

test('One that is cut short leaves no file; that of a job waits to be made anew, that of a command is forgotten', async () => {
  const stopped = new AbortController()
  const given = make({ signal: stopped.signal })
  stopped.abort(new Error('stopped by SIGINT'))
  await expect(given).rejects.toThrow('stopped by SIGINT')
  expect(rows()).toEqual([])

  const stop = new AbortController()
  const making = make({ signal: stop.signal, origin: 'schedule' })
  stop.abort(new Error('The server stops.'))
  await expect(making).rejects.toThrow('The server stops.')
  expect(rows().map(({ state }) => state)).toEqual(['waiting'])
  expect(readdirSync(folder)).toEqual(['capsule.db'])
})

test('Thinning deletes what is not kept, and no file that somebody else put there', async () => {
  const admin = buildAdmin()
  const old = new Date('2026-01-01T03:00:00Z')
  const oldPath = usualPath('old0', old)
  await make({ path: oldPath, makesFolder: true, id: 'old0' })
  const foreign = join(folder, 'backups', 'mine.db')
  writeFileSync(foreign, '')
  database().update(backups).set({ origin: 'schedule', startedAt: old }).run()
  await createBackup(admin)
  await runJobs()

  expect(existsSync(oldPath)).toBe(false)
  expect(existsSync(foreign)).toBe(true)
  expect(rows()).toHaveLength(1)
  expect(actions()).toContain('backup.thinned')
})

test('An old one that cannot be deleted does not have the new one made again', async () => {
  const admin = buildAdmin()
  const old = new Date('2026-01-01T03:00:00Z')
  const oldPath = usualPath('old0', old)
  await make({ path: oldPath, makesFolder: true, id: 'old0' })
  database().update(backups).set({ origin: 'schedule', startedAt: old }).run()
  rmSync(oldPath)
  mkdirSync(join(oldPath, 'in the way'), { recursive: true })
  await createBackup(admin)
  await runJobs()

  expect(database().select().from(jobs).all()).toEqual([])
  expect(rows().map(({ state }) => state)).toEqual(['verified', 'verified'])
})

test('A schedule makes backups only when it is set', () => {
  expect(backupJobs()['scheduled_backup']?.schedule).toBeUndefined()
})

test('In a restored database nobody makes the backup that it came from', async () => {
  await createBackup(buildAdmin())
  forgetOpenBackups()
  expect(rows()).toEqual([])
})

describe('the name of a backup', () => {
  test.each(['', '  '])('is refused when it is %j', (name) => {
    expect(() => pathFor(name)).toThrow('FILE is empty')
  })

  test.each([
    '',
    '-wal',
    '-shm',
    '-journal',
    '-lock',
    '-backup-lock',
    '-ballast',
    '-before-0012',
    '-restoring',
    '-replaced-1',
  ])('is never the database’s own: capsule.db%s', (end) => {
    expect(() => pathFor(`${path}${end}`)).toThrow('belongs to the database itself')
  })

  test('is not the database’s own by another way to its folder either', () => {
    const link = `${folder}-link`
    symlinkSync(folder, link)
    expect(() => pathFor(join(link, 'capsule.db-restoring-ready'))).toThrow('belongs to the database itself')
    rmSync(link)
  })

  test('is refused in a sentence where no file can be made', () => {
    const dangling = join(folder, 'dangling.db')
    symlinkSync(join(folder, 'nothing'), dangling)
    expect(() => pathFor(join(folder, `${'x'.repeat(250)}.db`))).toThrow('is too long')
    expect(() => pathFor(join(folder, 'nowhere', 'x.db'))).toThrow('there is no folder')
    expect(() => pathFor(folder)).toThrow('is a folder')
    expect(() => pathFor(join(path, 'x.db'))).toThrow('is no folder')
    expect(() => pathFor(dangling)).toThrow('is a link to what is not there')
    expect(rows()).toEqual([])
  })

  test('is otherwise taken as it is', () => {
    expect(pathFor(`${path}.bak`)).toBe(`${path}.bak`)
    expect(basename(usualPath('0000-abcd', new Date('2026-11-28T03:30:00Z')))).toBe(
      'capsule-20261128-033000-abcd.db',
    )
  })
})
