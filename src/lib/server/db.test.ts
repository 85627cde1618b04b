import { Database } from 'bun:sqlite'
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { features, identity } from '@/app'
import { useInstance } from '@/test/instance'
import { closeDatabase, database, openDatabase, transaction } from './db'
import { OperatorError } from './errors'
import { lockFile } from './lock'
import { migrate, readMigrations } from './migrate'
import { readConfig } from './config'
import { startInstance } from './start'
import { settings } from './schema/settings'
import { setSetting } from './settings'

const APPLICATION = 0x1234

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-db-'))
  path = join(folder, 'capsule.db')
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('openDatabase', () => {
  it.each([
    ['a folder', () => mkdirSync(path), /is a folder/],
    ['a text file', () => writeFileSync(path, 'Dear diary, today I wrote into a file.'), /is not a database/],
    ['a text of 100 bytes', () => writeFileSync(path, 'x'.repeat(200)), /is not a database/],
    ['another program’s SQLite file', () => makeForeign(), /database of another program/],
    ['a device', () => (path = '/dev/null'), /is not a file/],
    ['a file with a second name', () => linkTwice(), /has 2 names .* remove the other name/],
    [
      'a folder that is not there',
      () => (path = join(folder, 'none', 'capsule.db')),
      /folder of .* does not exist/,
    ],
  ])('refuses %s and leaves it as it is', (_name, arrange, sentence) => {
    arrange()
    const before = snapshot()
    expect(() => openDatabase(path, APPLICATION)).toThrow(sentence)
    expect(() => openDatabase(path, APPLICATION)).toThrow(OperatorError)
    expect(snapshot()).toEqual(before)
  })

  it('refuses a place that takes no files, even from root', () => {
    expect(() => openDatabase('/proc/capsule.db', APPLICATION)).toThrow(
      /cannot be written .* set DATABASE_PATH/,
    )
  })

  it('makes a file that only its owner can read, with every PRAGMA as asked', () => {
    const client = openDatabase(path, APPLICATION)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const pragma = (name: string) => Object.values(client.$client.query(`PRAGMA ${name}`).get() ?? {})[0]
    expect(
      [
        'journal_mode',
        'synchronous',
        'foreign_keys',
        'busy_timeout',
        'trusted_schema',
        'cell_size_check',
      ].map(pragma),
    ).toEqual(['wal', 2, 1, 5000, 0, 1])
    expect(['journal_size_limit', 'cache_size', 'mmap_size', 'application_id'].map(pragma)).toEqual([
      67_108_864,
      -16_000,
      0,
      APPLICATION,
    ])
    closeDatabase(client)
  })

  it('takes an empty file as a new one', () => {
    writeFileSync(path, '')
    closeDatabase(openDatabase(path, APPLICATION))
    closeDatabase(openDatabase(path, APPLICATION))
    expect(readFileSync(path, 'latin1')).toMatch(/^SQLite format 3/)
  })

  it('leaves one file when it is closed, also after prepared queries were used', () => {
    const client = openDatabase(path, APPLICATION)
    migrate(client, readMigrations('migrations'))
    client.select().from(settings).prepare().all()
    expect(readdirSync(folder)).toContain('capsule.db-wal')
    closeDatabase(client)
    expect(readdirSync(folder)).toEqual(['capsule.db'])
  })
})

describe('startInstance', () => {
  const config = () => readConfig(identity, { DATABASE_PATH: path })
  const start = () =>
    startInstance({ identity, features, config: config(), migrations: readMigrations('migrations') })

  it.each([
    ['cut in half', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    [
      'overwritten behind its header',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(bytes.length - 100, 7)]),
    ],
  ])('refuses a file that was %s in a sentence, and leaves it as it is', async (_name, damage) => {
    const { stop } = await start()
    stop()
    writeFileSync(path, damage(readFileSync(path)))
    const before = snapshot()
    await expect(start()).rejects.toThrow(/is damaged .* Restore the last backup/)
    expect(snapshot()).toEqual(before)
  })

  it.each([
    ['a link to itself', () => symlinkSync('capsule.db', path), /link that leads round in a circle/],
    [
      'a path through a circle of links',
      () => {
        symlinkSync('loop', join(folder, 'loop'))
        path = join(folder, 'loop', 'capsule.db')
      },
      /cannot be written \(ELOOP.* set DATABASE_PATH/,
    ],
    [
      'a path through a file',
      () => {
        writeFileSync(path, 'a text')
        path = join(path, 'x.db')
      },
      /cannot be written \(ENOTDIR.* set DATABASE_PATH/,
    ],
    [
      'a name that is too long',
      () => (path = join(folder, 'x'.repeat(300))),
      /cannot be written \(ENAMETOOLONG.* set DATABASE_PATH/,
    ],
    ['a place that takes no files', () => (path = '/proc/x.db'), /^\/proc\/x\.db cannot be written/],
  ])('refuses %s in a sentence', async (_name, arrange, sentence) => {
    arrange()
    const before = snapshot()
    await expect(start()).rejects.toThrow(sentence)
    await expect(start()).rejects.toThrow(OperatorError)
    expect(snapshot()).toEqual(before)
  })

  it('says in one line what is damaged', async () => {
    const { stop } = await start()
    stop()
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.fill(7, 4096 * 3, 4096 * 4))
    await expect(start()).rejects.toThrow(/is damaged \((?!\*)[^\n]+\)\. Restore/)
  })

  it('locks the file itself, whichever link leads to it', async () => {
    const link = join(folder, 'link.db')
    symlinkSync('capsule.db', link)
    const { stop } = await startInstance({
      identity,
      features,
      config: readConfig(identity, { DATABASE_PATH: link }),
      migrations: readMigrations('migrations'),
    })
    await expect(start()).rejects.toThrow(/another server is running/)
    stop()
    expect(readdirSync(folder)).toEqual(['capsule.db', 'link.db'])
  })

  it('gives an empty file that others could read to its owner alone', async () => {
    writeFileSync(path, '', { mode: 0o666 })
    const { stop } = await start()
    stop()
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })
})

describe('transaction', () => {
  useInstance()

  const count = () => database().select().from(settings).all().length

  it('rolls back what a callback did that throws', () => {
    const before = count()
    expect(() =>
      transaction((tx) => {
        setSetting(tx, 'public_url', 'https://a.example')
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(count()).toBe(before)
  })

  it('throws on a promise and rolls back, because SQLite would have committed at the first await', () => {
    const before = count()
    const work = (tx: Parameters<Parameters<typeof transaction>[0]>[0]): unknown => {
      setSetting(tx, 'public_url', 'https://a.example')
      return Promise.resolve()
    }
    expect(() => transaction(work)).toThrow(/must be synchronous/)
    expect(count()).toBe(before)
  })

  it('undoes the inner one of two alone, and both when the outer one fails', () => {
    const before = count()
    transaction((tx) => {
      setSetting(tx, 'public_url', 'https://a.example')
      expect(() =>
        transaction((inner) => {
          setSetting(inner, 'setup_token', 'x')
          throw new Error('no')
        }),
      ).toThrow('no')
    })
    expect(count()).toBe(before + 1)
  })
})

describe('lockFile', () => {
  it('keeps a second server out until it is released, and leaves no file', () => {
    const lock = lockFile(path)
    expect(() => lockFile(path)).toThrow(/another server is running/)
    lock.release()
    expect(readdirSync(folder)).toEqual([])
    lockFile(path).release()
  })

  it('takes over the lock file of a process that died', () => {
    writeFileSync(`${path}-lock`, '')
    lockFile(path).release()
    expect(readdirSync(folder)).toEqual([])
  })
})

function linkTwice(): void {
  openDatabase(path, APPLICATION).$client.close()
  linkSync(path, join(folder, 'second.db'))
}

function makeForeign(): void {
  const foreign = new Database(path)
  foreign.run('CREATE TABLE theirs (id INTEGER)')
  foreign.close()
}

function snapshot(): [name: string, content: string][] {
  return readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const file = join(entry.parentPath, entry.name)
    return [file, entry.isFile() ? readFileSync(file, 'base64') : '']
  })
}
