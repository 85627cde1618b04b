// @vitest-environment node
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { features, identity } from '@/app'
import type { Actor } from '@/lib/actor'
import { readConfig } from '@/lib/server/config'
import { database } from '@/lib/server/db'
import { endpoint } from '@/lib/server/http'
import { configureLog } from '@/lib/server/log'
import { readMigrations } from '@/lib/server/migrate'
import { listNotices } from '@/lib/server/notices'
import { session } from '@/lib/server/schema/accounts'
import { startInstance } from '@/lib/server/start'
import { buildWorkspace, openSession, origin } from '@/test/instance'
import { send, type RouteModule } from '@/test/request'
import { AuthVisitor, givePassword } from '@/test/sign-in'
import { diskLevel, watchDisk } from './disk-watch'
import { ballastFor, levelOf } from './watermarks'

configureLog({ level: 'error', format: 'text' })

const MIB = 1024 * 1024
const total = 8 * MIB

describe('levelOf', () => {
  it.each([
    ['a large disk below three hundredths of it', { total: 4e9, free: 1e8, reusable: 0, lent: 0 }, 'low'],
    ['a large disk below one hundredth of it', { total: 4e9, free: 3e7, reusable: 0, lent: 0 }, 'full'],
    ['a huge disk with a quarter of a gigabyte', { total: 4e12, free: 3e8, reusable: 0, lent: 0 }, 'ample'],
    ['a tiny disk', { total, free: 2 * MIB, reusable: 0, lent: 0 }, 'ample'],
    ['a tiny disk with a megabyte', { total, free: MIB, reusable: 0, lent: 0 }, 'low'],
    ['a tiny disk with what the ballast lent', { total, free: MIB, reusable: 0, lent: MIB }, 'full'],
    [
      'a full disk whose file has room in itself',
      { total, free: MIB, reusable: 3 * MIB, lent: MIB },
      'ample',
    ],
    ['a disk on which the log cannot grow', { total, free: 1000, reusable: 3 * MIB, lent: 0 }, 'full'],
  ] as const)('of %s', (_name, space, level) => {
    expect(levelOf(space)).toBe(level)
  })

  it('keeps a thousandth as a ballast, 1 to 16 MiB, and none that would make the disk low', () => {
    expect(ballastFor({ total: 4e10, free: 4e9 })).toBe(4e6)
    expect(ballastFor({ total: 4e12, free: 4e11 })).toBe(16 * MIB)
    expect(ballastFor({ total, free: 7 * MIB })).toBe(MIB)
    expect(ballastFor({ total, free: 3 * MIB })).toBe(0)
  })
})

describe('a disk that fills', () => {
  let folder: string
  let free: number
  let stop: () => void
  let disk: ReturnType<typeof watchDisk>
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'capsule-disk-'))
    free = 7 * MIB
    const path = join(folder, 'capsule.db')
    const config = readConfig(identity, { DATABASE_PATH: path, PUBLIC_URL: origin })
    const started = await startInstance({
      identity,
      features,
      migrations: readMigrations('migrations'),
      config,
    })
    disk = watchDisk(path, () => ({ total, free }))
    await disk.look()
    stop = () => {
      disk.stop()
      started.stop()
    }
  })
  afterEach(() => {
    stop()
    rmSync(folder, { recursive: true })
  })

  const done = () => ({ done: true })
  const route: RouteModule = {
    GET: endpoint({ access: 'public' }, done),
    POST: endpoint({ access: 'public' }, done),
    DELETE: endpoint({ access: 'public' }, done),
  }
  const ask = (method: 'GET' | 'POST' | 'DELETE', as?: Actor, path = '/api/x') =>
    send(route, method, path, as ? { as } : {})
  const ballast = () => existsSync(join(folder, 'capsule.db-ballast'))
  const statuses = async (...asked: Parameters<typeof ask>[]) =>
    (await Promise.all(asked.map((each) => ask(...each)))).map(({ status }) => status)

  it('refuses visitors first, with 503 and when to come back, and lets them sign in', async () => {
    const { viewer } = buildWorkspace()
    free = MIB
    const { status, body, headers } = await ask('POST')
    expect([status, headers.get('retry-after')]).toEqual([503, '300'])
    expect(body).toMatchObject({ error: expect.stringMatching(/hardly any space/) as unknown })
    expect(await statuses(['GET'], ['POST', viewer], ['POST', undefined, '/api/auth/sign-in/email'])).toEqual(
      [200, 200, 200],
    )
    expect(ballast()).toBe(true)
  })

  it('then refuses every write but an admin’s delete, which the ballast makes room for; reading goes on', async () => {
    const { owner, admin, member, viewer } = buildWorkspace()
    free = 100_000
    expect(
      await statuses(
        ['POST', owner],
        ['DELETE', member],
        ['DELETE', viewer],
        ['DELETE'],
        ['GET', viewer],
        ['GET'],
      ),
    ).toEqual([503, 503, 503, 503, 200, 200])
    expect(ballast()).toBe(true)
    expect(await statuses(['DELETE', admin])).toEqual([200])
    expect(ballast()).toBe(false)
    free += MIB
    expect(await statuses(['POST', owner], ['DELETE', admin])).toEqual([503, 200])
  })

  it('keeps the ballast from whoever signs in, but for an admin when nothing else is left', async () => {
    const { owner, member } = buildWorkspace()
    await givePassword(owner)
    await givePassword(member)
    const signIn = async (actor: Actor, secret?: string) =>
      (await new AuthVisitor().signIn(actor.email, secret)).status
    free = 400_000
    expect([await signIn(member), await signIn(owner), ballast()]).toEqual([200, 200, true])
    free = 0
    expect(await statuses(['POST', undefined, '/api/auth/sign-in/email'])).toEqual([200])
    expect([await signIn(owner, 'wrong'), await signIn(member), ballast()]).toEqual([401, 503, true])
    expect([await signIn(owner), ballast()]).toEqual([200, false])
    free = MIB
    expect([await signIn(member), await signIn(owner)]).toEqual([503, 200])
  })

  it('goes on by itself when there is room again, and keeps a ballast anew', async () => {
    const { admin } = buildWorkspace()
    free = 0
    await statuses(['DELETE', admin])
    free = 7 * MIB
    expect(await statuses(['POST'])).toEqual([200])
    await disk.look()
    expect(ballast()).toBe(true)
    expect(statSync(join(folder, 'capsule.db-ballast')).size).toBe(MIB)
  })

  it('tells the instance’s admins, and nobody else', async () => {
    const { owner } = buildWorkspace()
    const admin = { ...owner, isInstanceAdmin: true }
    expect(await listNotices(admin)).toEqual([])
    free = MIB
    expect(await listNotices(admin)).toMatchObject([
      { tone: 'warning', text: expect.stringMatching(/almost full/) as unknown },
    ])
    free = 0
    expect(await listNotices(admin)).toMatchObject([{ tone: 'danger' }])
    expect(await listNotices(owner)).toEqual([])
  })

  it('takes the ballast away with a clean stop, and nobody watches after it', () => {
    expect(ballast()).toBe(true)
    free = 0
    disk.stop()
    expect([ballast(), diskLevel()]).toEqual([false, 'ample'])
  })
})

it('reading on a full disk is not refused because the use of a session cannot be written down', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'capsule-disk-'))
  const config = readConfig(identity, { DATABASE_PATH: join(folder, 'capsule.db'), PUBLIC_URL: origin })
  const { stop } = await startInstance({
    identity,
    features,
    migrations: readMigrations('migrations'),
    config,
  })
  const { viewer } = buildWorkspace()
  const { cookie } = openSession(viewer)
  database()
    .update(session)
    .set({ updatedAt: new Date(Date.now() - 60 * 60_000) })
    .run()
  const { $client: sqlite } = database()
  sqlite.run(
    'CREATE TRIGGER no_room BEFORE UPDATE ON session BEGIN INSERT INTO settings VALUES (1, hex(zeroblob(1000000))); END',
  )
  const [pages] = Object.values(sqlite.query<Record<string, number>, []>('PRAGMA page_count').get() ?? {})
  sqlite.run(`PRAGMA max_page_count = ${pages}`)

  const route = { GET: endpoint({ access: 'signed-in' }, () => ({ done: true })) }
  expect((await send(route, 'GET', '/api/x', { cookie })).status).toBe(200)
  stop()
  rmSync(folder, { recursive: true })
})
