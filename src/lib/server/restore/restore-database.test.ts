// @vitest-environment node
import {
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { features, identity } from '@/app'
import { buildMember, openSession } from '@/test/instance'
import { readConfig } from '../config'
import { closeDatabase, database, openDatabase } from '../db'
import { findHold } from '../jobs/queue'
import { listLiveCopyNotices } from '../live-copy'
import { lockFile } from '../lock'
import { migrate, readMigrations } from '../migrate'
import { readLastStop } from '../running-mark'
import { session, user } from '../schema/accounts'
import { startInstance } from '../start'
import { inspectRestore, restoreDatabase, type Finding } from './restore-database'

const migrations = readMigrations('migrations')
let folder: string
let path: string
let backup: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-restore-'))
  path = join(folder, 'capsule.db')
  backup = join(folder, 'monday.bak')
  await within(() => openSession(buildMember('owner')))
  copyFileSync(path, backup)
})
afterEach(() => rmSync(folder, { recursive: true }))

const configOf = (at = path) => readConfig(identity, { DATABASE_PATH: at })
const start = (at = path) => startInstance({ identity, features, migrations, config: configOf(at) })
const asked = (file = backup, at = path) => ({ identity, features, migrations, config: configOf(at), file })
const restore = (file = backup, at = path) => restoreDatabase(asked(file, at), () => undefined)

async function within<T>(work: () => T, at = path): Promise<T> {
  const { stop } = await start(at)
  try {
    return work()
  } finally {
    stop()
  }
}

const emails = () => database().select({ email: user.email }).from(user).all().length
const snapshot = () =>
  readdirSync(folder)
    .toSorted()
    .map((name) => [name, readFileSync(join(folder, name), 'base64')])

/** Spoils the backup, or what it is to replace. Returns the file to restore. */
const refusals: Record<string, [arrange: () => string, sentence: RegExp]> = {
  'a file that is not there': [() => join(folder, 'none.db'), /there is no .*none\.db/],
  'the database itself': [() => path, /is the database itself/],
  'a text': [() => write('letter.txt', 'Dear Ada,\n'.repeat(100)), /letter\.txt is not a database/],
  'a folder': [() => folder, /is not a database/],
  'what lies under a file': [() => join(backup, 'x.db'), /x\.db cannot be read \(.+\)\. Let the account/],
  'a damaged backup with a log beside it': [
    () => {
      write('monday.bak-wal', 'no log at all')
      return write('monday.bak', readFileSync(backup).fill(7, 4096, 4096 * 5))
    },
    /monday\.bak is damaged \(.+\)\. Restore another backup/,
  ],
  'another program’s file': [
    () => {
      closeDatabase(openDatabase(join(folder, 'other.db'), 7))
      return join(folder, 'other.db')
    },
    /database of another program/,
  ],
  'a damaged backup': [
    () => write('monday.bak', readFileSync(backup).fill(7, 4096 * 3, 4096 * 5)),
    /monday\.bak is damaged \(.+\)\. Restore another backup/,
  ],
  'a backup of a newer version': [
    () => {
      const client = openDatabase(backup, identity.applicationId)
      migrate(client, [...migrations, { name: '9999_later', sql: 'CREATE TABLE later (id TEXT)' }])
      closeDatabase(client)
      return backup
    },
    /written by a newer version \(9999_later\)/,
  ],
}

function write(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

describe('restoreDatabase', () => {
  it.each(Object.entries(refusals))('refuses %s, and changes nothing', async (_name, [arrange, sentence]) => {
    const file = arrange()
    const before = snapshot()
    await expect(restore(file)).rejects.toThrow(sentence)
    expect(() => inspectRestore(asked(file))).toThrow(sentence)
    expect(snapshot()).toEqual(before)
  })

  it('refuses while a server runs, on the database or on the backup', async () => {
    for (const [locked, sentence] of [
      [path, /a server is running on .*capsule\.db\. Stop it/],
      [backup, /a server is running on .*monday\.bak\. Make a backup/],
    ] as const) {
      const lock = lockFile(locked)
      await expect(restore()).rejects.toThrow(sentence)
      lock.release()
    }
    expect(readdirSync(folder).toSorted()).toEqual(['capsule.db', 'monday.bak'])
  })

  it('refuses to put a backup in the place of a folder', async () => {
    const place = join(folder, 'place')
    mkdirSync(place)
    await expect(restore(backup, place)).rejects.toThrow(/place is not a file\. DATABASE_PATH must name one/)
    expect(() => inspectRestore(asked(backup, place))).toThrow('is not a file')
    expect(readdirSync(folder).toSorted()).toEqual(['capsule.db', 'monday.bak', 'place'])
  })

  it.each([
    ['no database', 'Dear Ada,\n'.repeat(1000), /capsule\.db is not a database\. It was left as it is/],
    ['the database of another program', null, /capsule\.db is the database of another program\. It was left/],
  ])('refuses to move aside what is %s', async (_name, text, sentence) => {
    if (text === null) {
      rmSync(path)
      closeDatabase(openDatabase(path, 7))
    } else writeFileSync(path, text)
    const before = snapshot()
    await expect(restore()).rejects.toThrow(sentence)
    expect(() => inspectRestore(asked())).toThrow(sentence)
    expect(snapshot()).toEqual(before)
  })

  it('takes the place of an empty file', async () => {
    writeFileSync(path, '')
    await restore()
    expect(await within(emails)).toBe(1)
  })

  it('refuses a backup that was copied live, having said what is in it, unless it is asked for', async () => {
    const { stop } = await start()
    copyFileSync(path, backup)
    stop()
    const before = snapshot()
    const found: Finding[] = []
    const say = (each: Finding) => void found.push(each)
    const sentence = /monday\.bak was copied while its server ran.*--live-copy\. Nothing was changed/
    await expect(restoreDatabase(asked(), say)).rejects.toThrow(sentence)
    expect(() => inspectRestore(asked(), say)).toThrow(sentence)
    expect(found.map(({ isLiveCopy }) => isLiveCopy)).toEqual([true, true])
    expect(snapshot()).toEqual(before)
    inspectRestore({ ...asked(), acceptsLiveCopy: true })
    expect(snapshot()).toEqual(before)
  })

  it.each([
    ['of this version', migrations],
    ['that is still to be migrated', migrations.slice(0, -1)],
  ])('of a live copy %s leaves it to the next start to say so', async (_name, applied) => {
    rmSync(backup)
    const client = openDatabase(backup, identity.applicationId)
    migrate(client, applied)
    client.$client.run('PRAGMA user_version = 77')
    closeDatabase(client)
    await restoreDatabase({ ...asked(), acceptsLiveCopy: true }, () => undefined)
    expect(readLastStop(path)).toBe('copied_live')
    await within(() => {
      expect(findHold()).toBeInstanceOf(Date)
      expect(listLiveCopyNotices(new Date())).toHaveLength(1)
    })
    expect(readLastStop(path)).toBe('clean')
  })

  it('leaves the lock of a crash where the file lies that it tells of, so that no one is taken for a live copy', async () => {
    const { stop } = await start()
    const left = ['', '-lock'].map((end) => [path + end, readFileSync(path + end)] as const)
    stop()
    for (const [name, content] of left) writeFileSync(name, content)
    const broken = write('broken.bak', readFileSync(backup).fill(7, 4096 * 3, 4096 * 5))
    await expect(restore(broken)).rejects.toThrow('is damaged')
    expect(readLastStop(path)).toBe('unclean')
    const aside = (await restore()) ?? ''
    expect(existsSync(`${path}-lock`)).toBe(false)
    expect([readLastStop(path), readLastStop(aside)]).toEqual(['clean', 'unclean'])
    await restore(aside)
    expect(readLastStop(path)).toBe('clean')
  })

  it.runIf(process.getuid?.() === 0)('as root gives all it makes to whoever has the database', async () => {
    chownSync(path, 65534, 65533)
    await restore()
    const elsewhere = join(folder, 'their', 'own', 'capsule.db')
    mkdirSync(join(folder, 'their'))
    chownSync(join(folder, 'their'), 65534, 65533)
    await restore(backup, elsewhere)
    const made = [
      ...readdirSync(folder).filter((name) => name.startsWith('capsule.db')),
      'their/own',
      'their/own/capsule.db',
    ]
    expect(made).toHaveLength(4)
    for (const name of made) {
      const { uid, gid } = statSync(join(folder, name))
      expect([name, uid, gid]).toEqual([name, 65534, 65533])
    }
  })

  it('puts exactly the backup’s rows in place, beside a log of later ones, and the old set aside', async () => {
    const { stop } = await start()
    buildMember('owner')
    buildMember('owner')
    const old = ['', '-wal', '-shm'].map((end) => [end, readFileSync(path + end)] as const)
    stop()
    for (const [end, content] of old) writeFileSync(path + end, content)

    const found: Finding[] = []
    const aside = (await restoreDatabase(asked(), (each) => found.push(each))) ?? ''

    expect(found[0]).toMatchObject({ isCurrent: true, backup: { accounts: 1 }, present: { accounts: 3 } })
    expect(found[0]?.losses).toContainEqual({ table: 'user', missing: 2, changed: 0, compared: 3, rows: 3 })
    expect(existsSync(`${path}-wal`)).toBe(false)
    expect(readFileSync(`${aside}-wal`).equals(old[1]?.[1] ?? Buffer.alloc(0))).toBe(true)
    await within(() => {
      expect(emails()).toBe(1)
      expect(database().select().from(session).all()).toEqual([])
      expect(findHold()).toBeInstanceOf(Date)
    })
    expect(await within(emails, aside)).toBe(3)
  })

  it('takes the log along that lies beside the backup, and leaves both as they are', async () => {
    const { stop } = await start()
    buildMember('owner')
    for (const end of ['', '-wal']) copyFileSync(path + end, backup + end)
    stop()
    const before = ['', '-wal'].map((end) => readFileSync(backup + end, 'base64'))
    expect(inspectRestore(asked()).backup.accounts).toBe(2)
    await restore()
    expect(await within(emails)).toBe(2)
    expect(['', '-wal'].map((end) => readFileSync(backup + end, 'base64'))).toEqual(before)
  })

  it('goes into a folder that is not there yet', async () => {
    const elsewhere = join(folder, 'new', 'box', 'capsule.db')
    expect(await restore(backup, elsewhere)).toBeNull()
    expect(readdirSync(dirname(elsewhere))).toEqual(['capsule.db'])
    expect(await within(emails, elsewhere)).toBe(1)
  })

  it('replaces a database that is damaged', async () => {
    writeFileSync(path, readFileSync(path).fill(7, 4096, 4096 * 5))
    const found: Finding[] = []
    await restoreDatabase(asked(), (each) => found.push(each))
    expect(found[0]).toMatchObject({ present: null, unreadable: expect.any(String) as unknown })
    expect(await within(emails)).toBe(1)
  })

  it('leaves an older backup to the next start, which migrates it and ends its sessions', async () => {
    const client = openDatabase(join(folder, 'older.db'), identity.applicationId)
    migrate(client, migrations.slice(0, -1))
    client.$client.run(
      "INSERT INTO user (id, name, email, created_at, updated_at) VALUES ('a', 'Ada', 'ada@example.org', 0, 0)",
    )
    client.$client.run(
      "INSERT INTO session (id, token, user_id, expires_at, created_at, updated_at) VALUES ('s', 't', 'a', 9e15, 0, 0)",
    )
    closeDatabase(client)
    await restore(join(folder, 'older.db'))
    await within(() => {
      expect(database().select().from(session).all()).toEqual([])
      expect(findHold()).toBeInstanceOf(Date)
    })
    expect(readLastStop(path)).toBe('clean')
  })
})

describe('inspectRestore', () => {
  it('shows beside a running server what would be lost, and changes nothing', async () => {
    const { stop } = await start()
    buildMember('owner')
    const before = snapshot().filter(([name]) => !name?.endsWith('-shm'))
    const found = inspectRestore(asked())
    expect(found).toMatchObject({ backup: { accounts: 1 }, present: { accounts: 2 }, isCurrent: true })
    expect(found.losses).toContainEqual({ table: 'user', missing: 1, changed: 0, compared: 2, rows: 2 })
    expect(snapshot().filter(([name]) => !name?.endsWith('-shm'))).toEqual(before)
    stop()
  })

  it('makes no folder', () => {
    const found = inspectRestore(asked(backup, join(folder, 'new', 'capsule.db')))
    expect(found).toMatchObject({ present: null, losses: [], unreadable: null })
    expect(existsSync(join(folder, 'new'))).toBe(false)
  })
})
