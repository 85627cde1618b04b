import { Database } from 'bun:sqlite'
import { copyFileSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { copyDatabase, giveAway, listFiles, runCapsule, startCapsule } from './support/binary'
import { Client } from './support/client'

const admin = { ADMIN_EMAIL: 'ada@example.org', ADMIN_PASSWORD: 'eleven quiet herons at dusk' }
const env = { ...admin, REGISTRATION: 'open' }

async function signIn(url: string): Promise<Client> {
  const client = new Client(url)
  await client.post('/api/auth/sign-in/email', { email: admin.ADMIN_EMAIL, password: admin.ADMIN_PASSWORD })
  return client
}

test('a database with one corrupted page is refused at the start with the newest whole backup, and left as it is', async () => {
  const capsule = await startCapsule({ env })
  await capsule.stop()
  const path = join(capsule.folder, 'capsule.db')
  copyFileSync(path, join(capsule.folder, 'monday.db'))
  giveAway(join(capsule.folder, 'monday.db'))
  writeFileSync(path, readFileSync(path).fill(7, 4096 * 3, 4096 * 4))
  const damaged = readFileSync(path)

  const { code, stderr } = await runCapsule([], { folder: capsule.folder, env: { ...env, PORT: '0' } })

  expect(code).toBe(65)
  expect(stderr).toMatch(
    /^[^\n]*capsule\.db is damaged \([^\n]+newest whole backup is [^\n]+\/monday\.db: restore it[^\n]*\n$/,
  )
  expect(readFileSync(path).equals(damaged)).toBe(true)
  expect(listFiles(capsule.folder)).toEqual(['capsule.db', 'monday.db'])
})

test('a file that was copied while it was in use is recognised at the start, and the admins are told', async () => {
  const live = await startCapsule({ env })
  const folder = copyDatabase(live)
  await live.stop()

  const capsule = await startCapsule({ folder, env })
  await capsule.printed(/warn the database was copied while it was in use, without its -wal/)
  const page = await (await signIn(capsule.url)).get('/')
  expect(page.text).toContain('had been copied while it was in use, without its log')
  expect(await capsule.stop()).toBe(0)
})

test('a restore is refused beside a running server, where --dry-run shows what would be lost', async () => {
  const first = await startCapsule({ env })
  await first.stop()
  const folder = first.folder
  copyFileSync(join(folder, 'capsule.db'), join(folder, 'monday.db'))
  giveAway(join(folder, 'monday.db'))
  const server = await startCapsule({ folder, env })
  const visitor = new Client(server.url)
  const grace = { name: 'Grace', email: 'grace@example.org', password: 'seven brown foxes at noon' }
  expect((await visitor.post('/api/auth/sign-up/email', grace)).status).toBe(200)

  const refused = await runCapsule(['restore', 'monday.db'], { folder })
  expect([refused.code, refused.stdout]).toEqual([1, ''])
  expect(refused.stderr).toMatch(/^[^\n]*a server is running on [^\n]+Stop it, then restore[^\n]*\n$/)

  const dry = await runCapsule(['restore', 'monday.db', '--dry-run'], { folder })
  expect(dry.code).toBe(0)
  expect(dry.stdout).toMatch(/Backup .*monday\.db: whole\.[^]*accounts {2}1\n[^]*Present[^]*accounts {2}2\n/)
  expect(dry.stdout).toMatch(/^ {2}user {2,}1 made since$/m)
  expect(dry.stdout).toMatch(/^Present [^\n]+:\n {2}version {3}\d{4}_\w+$/m)
  expect(dry.stdout).toMatch(/Nothing was changed\.\n$/)
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  expect(await server.stop()).toBe(0)
})

test('a restore puts the backup in place, keeps the old set, ends sessions, and holds jobs and mail until they are released', async () => {
  const server = await startCapsule({ env })
  const before = await signIn(server.url)
  expect(await before.isSignedIn()).toBe(true)
  await server.stop()
  const folder = server.folder
  copyFileSync(join(folder, 'capsule.db'), join(folder, 'monday.db'))
  giveAway(join(folder, 'monday.db'))

  const { code, stdout, stderr } = await runCapsule(['restore', 'monday.db'], { folder })
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/Restored\. What was there lies at .*capsule\.db-replaced-\d{8}T\d{9}Z/)
  expect(stdout).toContain('capsule jobs release')
  expect(listFiles(folder)).toEqual([
    'capsule.db',
    expect.stringMatching(/^capsule\.db-replaced-/),
    'monday.db',
  ])

  const restored = await startCapsule({ folder, env })
  const same = new Client(restored.url)
  for (const [name, value] of before.cookies) same.cookies.set(name, value)
  expect(await same.isSignedIn()).toBe(false)
  const client = await signIn(restored.url)
  expect((await client.get('/')).text).toContain('Jobs and mail are held')
  expect((await runCapsule(['jobs', 'release'], { folder })).code).toBe(0)
  expect((await client.get('/')).text).not.toContain('Jobs and mail are held')
  expect(await restored.stop()).toBe(0)
})

test('a restore makes the folder that is missing, and says why a backup cannot be used', async () => {
  const server = await startCapsule({ env })
  await server.stop()
  const { folder } = server
  const elsewhere = { DATABASE_PATH: './new/box/capsule.db' }
  expect((await runCapsule(['restore', 'capsule.db', '--dry-run'], { folder, env: elsewhere })).code).toBe(0)
  expect(existsSync(join(folder, 'new'))).toBe(false)
  expect((await runCapsule(['restore', 'capsule.db'], { folder, env: elsewhere })).code).toBe(0)
  expect(listFiles(join(folder, 'new/box'))).toEqual(['capsule.db'])

  const itself = await runCapsule(['restore', 'capsule.db'], { folder })
  expect([itself.code, itself.stderr]).toEqual([1, expect.stringContaining('is the database itself')])
  const none = await runCapsule(['restore', 'none.db'], { folder })
  expect([none.code, none.stderr]).toEqual([66, expect.stringContaining('there is no none.db')])
})

test('a file whose log another program has put away after a crash is not taken for a copy', async () => {
  const server = await startCapsule({ env })
  await signIn(server.url)
  await server.kill()
  const sqlite = new Database(join(server.folder, 'capsule.db'))
  sqlite.query('SELECT count(*) FROM user').get()
  sqlite.close()
  expect(server.files().filter((name) => !name.endsWith('-ballast'))).toEqual([
    'capsule.db',
    'capsule.db-lock',
  ])

  const again = await startCapsule({ folder: server.folder, env })
  expect((await (await signIn(again.url)).get('/')).text).not.toContain('had been copied while')
  expect(again.stderr()).not.toContain('copied while it was in use')
  expect(await again.stop()).toBe(0)
  expect(again.files()).toEqual(['capsule.db'])
})

test('a backup that was copied live is refused by a restore, and by its --dry-run, without --live-copy', async () => {
  const live = await startCapsule({ env })
  const folder = copyDatabase(live)
  await live.stop()
  renameSync(join(folder, 'capsule.db'), join(folder, 'live.db'))
  for (const more of [[], ['--dry-run']]) {
    const { code, stdout, stderr } = await runCapsule(['restore', 'live.db', ...more], { folder })
    expect([code, stdout]).toEqual([65, expect.stringContaining('it was copied while its server ran')])
    expect(stderr).toMatch(
      /^[^\n]*live\.db was copied while its server ran[^\n]*--live-copy\. Nothing was changed\.\n$/,
    )
  }
  expect((await runCapsule(['restore', 'live.db', '--live-copy'], { folder })).code).toBe(0)
  const capsule = await startCapsule({ folder, env })
  await capsule.printed(/warn the database was copied while it was in use, without its -wal/)
  expect((await (await signIn(capsule.url)).get('/')).text).toContain('had been copied while it was in use')
  expect(await capsule.stop()).toBe(0)
})

test.runIf(process.getuid?.() === 0)(
  'what commands of root make can be opened by the account of the service',
  async () => {
    const server = await startCapsule({ env })
    const root = { folder: server.folder, env, program: [resolve('dist/capsule')] }
    expect((await runCapsule(['backup'], root)).code).toBe(0)
    await server.kill()
    expect((await runCapsule(['user', 'list'], root)).code).toBe(0)
    const [backup = ''] = listFiles(join(server.folder, 'backups'))
    expect((await runCapsule(['restore', join('backups', backup)], root)).code).toBe(0)
    expect((await runCapsule(['jobs', 'release'], root)).code).toBe(0)

    const made = [...listFiles(server.folder), join('backups', backup)]
    expect(made).toContain('capsule.db')
    expect(made.map((name) => [name, statSync(join(server.folder, name)).uid])).toEqual(
      made.map((name) => [name, 65534]),
    )
    const again = await startCapsule({ folder: server.folder, env })
    expect((await runCapsule(['backup'], { folder: server.folder, env })).code).toBe(0)
    expect(await again.stop()).toBe(0)
  },
)
