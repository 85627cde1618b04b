import { Database } from 'bun:sqlite'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { listFiles, startCapsule, type Capsule } from './support/binary'
import { startMailServer, type MailServer } from './support/mail'
import { buildWorld, type World } from './support/world'

let world: World
let mail: MailServer

beforeAll(async () => {
  world = await buildWorld()
  mail = await startMailServer()
})
afterAll(() => mail.stop())

const start = (env: Record<string, string> = {}) => startCapsule({ folder: world.folder, env })

/** A note of the owner, and a change of it whose body stops half-way until it is let go on. */
async function openSlowChange({ url }: Capsule) {
  const headers = { 'content-type': 'application/json', cookie: world.cookies.owner }
  const body = JSON.stringify({ title: 'Bread', body: '', tags: [], visibility: 'workspace' })
  const made = await fetch(`${url}/api/notes`, { method: 'POST', headers, body })
  const { data } = (await made.json()) as { data: { id: string; version: number } }
  return openSlowRequest(
    url,
    `/api/notes/${data.id}`,
    JSON.stringify({ title: 'Cake', version: data.version }),
  )
}

async function openSlowRequest(url: string, path: string, body: string) {
  const { port } = new URL(url)
  const socket = connect({ host: '127.0.0.1', port: Number(port) })
  const answer = Promise.withResolvers<string>()
  let text = ''
  socket.on('data', (data) => {
    text += data.toString('utf8')
    if (text.includes('\r\n\r\n')) answer.resolve(text)
  })
  socket.on('error', answer.reject)
  socket.on('close', () => answer.reject(new Error(`The connection was closed after: ${text}`)))
  answer.promise.catch(() => undefined)
  const head = [
    `PATCH ${path} HTTP/1.1`,
    `Host: localhost:${port}`,
    `Cookie: ${world.cookies.owner}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  const half = body.length / 2
  await new Promise<void>((resolve) =>
    socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, half)}`, () => resolve()),
  )
  return {
    finish: () => {
      socket.write(body.slice(half))
      return answer.promise
    },
    hangUp: () => socket.destroy(),
  }
}

/** Resolves when nobody listens any more. */
async function refused({ url }: Capsule): Promise<void> {
  const code = async () => {
    try {
      await fetch(`${url}/healthz`, { keepalive: false, headers: { connection: 'close' } })
      return 'answered'
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : String(error)
    }
  }
  await expect.poll(code, { interval: 20 }).toMatch(/^(ConnectionRefused|ECONNREFUSED)$/)
}

const filesOf = ({ files }: Capsule) => files().filter((name) => name.startsWith('capsule.db'))

test('a request under way ends with 200, new ones are refused, and one file is left', async () => {
  const capsule = await start()
  const slow = await openSlowChange(capsule)
  // A request that was answered shows that the head of the slow one is there too.
  await fetch(`${capsule.url}/healthz`)
  const asked = Date.now()
  const ended = capsule.stop()
  await refused(capsule)
  await Bun.sleep(2000)

  expect(await slow.finish()).toMatch(/^HTTP\/1\.1 200 .*"title":"Cake"/s)
  const answered = Date.now()
  expect(await ended).toBe(0)
  console.log(`request under way ${answered - asked} ms after SIGTERM, end ${Date.now() - answered} ms later`)
  expect(filesOf(capsule)).toEqual(['capsule.db'])
})

test('a request that does not end is given up, and the rest is as it should be', async () => {
  const capsule = await start()
  const slow = await openSlowChange(capsule)
  await fetch(`${capsule.url}/healthz`)
  const asked = Date.now()
  expect(await capsule.stop()).toBe(0)

  console.log(`exit 0 ${Date.now() - asked} ms after SIGTERM`)
  await expect(slow.finish()).rejects.toThrow(/closed|RESET|EPIPE/)
  expect(filesOf(capsule)).toEqual(['capsule.db'])
})

test('a second signal ends it at once, and the next start has everything', async () => {
  const capsule = await start()
  const slow = await openSlowChange(capsule)
  await fetch(`${capsule.url}/healthz`)
  const ended = capsule.stop()
  await refused(capsule)
  process.kill(capsule.pid, 'SIGTERM')

  expect(await ended).toBe(1)
  slow.hangUp()
  const again = await start()
  expect((await fetch(`${again.url}/healthz`)).status).toBe(200)
  expect(again.stderr()).not.toContain('copied while it was in use')
  expect(await again.stop()).toBe(0)
  expect(filesOf(again)).toEqual(['capsule.db'])
})

test('a stop lets the message under way be sent, once, and begins no other', async () => {
  const capsule = await start({ SMTP_URL: mail.url })
  const held = mail.hold()
  const sendTwo = ['first', 'second'].map((name) => invite(capsule, `${name}@example.org`))
  await Promise.all(sendTwo)
  await held.begun
  const ended = capsule.stop()
  await refused(capsule)
  held.release()

  expect(await ended).toBe(0)
  expect(mail.all()).toHaveLength(1)
  expect(mailsOf(world).toSorted()).toEqual(['queued', 'sent'])
  const again = await start({ SMTP_URL: mail.url })
  await expect.poll(() => mail.all().length).toBe(2)
  expect(again.stderr()).not.toContain('server that died')
  expect(await again.stop()).toBe(0)
  const addresses = mail.all().flatMap(({ envelope }) => envelope.to)
  expect(addresses.toSorted()).toEqual(['first@example.org', 'second@example.org'])
})

test('a backup under way is put back, leaves nothing half, and is made by the next start', async () => {
  const folder = await buildLargeWorld()
  const capsule = await startCapsule({ folder: folder.folder })
  const headers = { 'content-type': 'application/json', cookie: folder.cookies.instanceAdmin }
  const asked = await fetch(`${capsule.url}/api/backups`, { method: 'POST', headers })
  expect(asked.status).toBe(201)
  const states = async ({ url }: Capsule) => {
    const answer = await fetch(`${url}/api/backups`, { headers })
    const { data } = Backups.parse(await answer.json())
    return data.map(({ state }) => state)
  }
  await expect.poll(() => states(capsule), { interval: 5 }).toEqual(['running'])
  expect(await capsule.stop()).toBe(0)
  expect(filesOf(capsule)).toEqual(['capsule.db'])
  expect(listFiles(join(folder.folder, 'backups'))).toEqual([])

  const again = await startCapsule({ folder: folder.folder })
  await expect.poll(() => states(again), { timeout: 30_000 }).toEqual(['verified'])
  expect(again.stderr()).not.toContain('server that died')
  expect(await again.stop()).toBe(0)
  expect(listFiles(join(folder.folder, 'backups'))).toHaveLength(1)
})

const Backups = z.object({ data: z.array(z.object({ state: z.string() })) })

/** A world whose file takes a while to be copied and looked through. */
async function buildLargeWorld(): Promise<World> {
  const large = await buildWorld()
  using database = new Database(join(large.folder, 'capsule.db'))
  database.run('PRAGMA busy_timeout = 5000')
  database.run('CREATE TABLE ballast (id INTEGER PRIMARY KEY, text TEXT)')
  const row = 'a crumb of bread and '.repeat(50_000)
  for (let place = 0; place < 150; place += 1) database.run('INSERT INTO ballast (text) VALUES (?)', [row])
  database.run('PRAGMA wal_checkpoint(TRUNCATE)')
  return large
}

async function invite({ url }: Capsule, email: string): Promise<void> {
  const headers = { 'content-type': 'application/json', cookie: world.cookies.owner, origin: url }
  const body = JSON.stringify({ email, role: 'member', organizationId: world.workspaceId })
  const answer = await fetch(`${url}/api/auth/organization/invite-member`, { method: 'POST', headers, body })
  expect(answer.status).toBe(200)
}

function mailsOf({ folder }: World): string[] {
  using database = new Database(join(folder, 'capsule.db'), { readonly: true })
  const rows = database.query<{ status: string }, []>('SELECT status FROM mails').all()
  return rows.map(({ status }) => status)
}
