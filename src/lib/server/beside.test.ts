// @vitest-environment node
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { features, identity } from '@/app'
import { openBeside } from './beside'
import { readConfig } from './config'
import { database, openDatabase, transaction } from './db'
import { instance, setInstance } from './instance'
import { lockFile } from './lock'
import { migrate, readMigrations } from './migrate'
import { findSetting, setSetting } from './settings'
import { startInstance } from './start'

const migrations = readMigrations('migrations')
let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-beside-'))
  path = join(folder, 'capsule.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const opening = () => ({
  identity,
  features,
  migrations,
  config: readConfig(identity, { DATABASE_PATH: path }),
})

describe('a command that opens the file', () => {
  it('is refused where there is none, and makes none', async () => {
    await expect(openBeside(opening())).rejects.toThrow('Start the server once')
    expect(readdirSync(folder)).toEqual([])
  })

  it('is refused beside a server whose schema is older or newer', async () => {
    const older = openDatabase(path, identity.applicationId)
    migrate(older, migrations.slice(0, -1))
    const lock = lockFile(path)
    await expect(openBeside(opening())).rejects.toThrow('of an older version')
    migrate(older, [...migrations, { name: '9999_later', sql: 'CREATE TABLE later (id TEXT) STRICT' }])
    await expect(openBeside(opening())).rejects.toThrow('newer version')
    expect(globalThis.runningInstance).toBeUndefined()
    older.$client.close()
    lock.release()
  })

  it('has the lock of a stopped instance, and leaves one file', async () => {
    const first = await startInstance(opening())
    first.stop()
    const { isRunning, stop } = await openBeside(opening())
    expect(isRunning).toBe(false)
    expect(() => lockFile(path)).toThrow('another server')
    transaction((tx) => setSetting(tx, 'public_url', 'https://box.example'))
    stop()
    expect(readdirSync(folder)).toEqual(['capsule.db'])
  })

  it('works beside a running server: each sees at once what the other wrote', async () => {
    const server = await startInstance(opening())
    const running = instance()
    const { isRunning, stop } = await openBeside(opening())
    expect(isRunning).toBe(true)
    expect(database()).not.toBe(running.database)
    expect(instance().secret).toBe(running.secret)
    expect(database().$client.query('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 })
    transaction((tx) => setSetting(tx, 'public_url', 'https://box.example'))
    stop()
    setInstance(running)
    expect(findSetting('public_url')).toBe('https://box.example')
    server.stop()
    expect(readdirSync(folder)).toEqual(['capsule.db'])
  })
})
