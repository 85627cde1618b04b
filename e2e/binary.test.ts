import { Database } from 'bun:sqlite'
import { linkSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveAway, listFiles, makeFolder, runCapsule, startCapsule, type Capsule } from './support/binary'

const running = ['capsule.db', 'capsule.db-lock', 'capsule.db-shm', 'capsule.db-wal']

/** The ballast comes a few seconds after the start, whenever that is on a busy machine. */
const withoutBallast = (files: string[]) => files.filter((name) => name !== 'capsule.db-ballast')

describe('a start in an empty folder', () => {
  test('serves, and leaves one file behind when it is stopped', async () => {
    const capsule = await startCapsule({ env: { RATE_LIMITS: '' } })

    expect((await fetch(`${capsule.url}/healthz`)).status).toBe(200)
    expect(capsule.stdout()).toContain('capsule.db')
    expect(await capsule.setupLink()).toMatch(/^http:\/\/localhost:\d+\/setup\?token=\S{20,}$/)
    expect(withoutBallast(capsule.files())).toEqual(running)
    expect(statSync(join(capsule.folder, 'capsule.db')).mode & 0o777).toBe(0o600)

    expect(await capsule.stop()).toBe(0)
    expect(capsule.files()).toEqual(['capsule.db'])
    expect(capsule.stderr()).not.toMatch(/ (warn|error) /)
  })

  test('serves again on the file that a killed one left', async () => {
    const killed = await startCapsule()
    await killed.kill()

    const capsule = await startCapsule({ folder: killed.folder })

    expect((await fetch(`${capsule.url}/healthz`)).status).toBe(200)
    expect(await capsule.stop()).toBe(0)
    expect(capsule.files()).toEqual(['capsule.db'])
  })

  test('works from the bundle under plain Bun as well', async () => {
    const capsule = await startCapsule({
      program: [process.execPath, resolve('dist/server/entry.mjs')],
      env: { BUN_RUNTIME_TRANSPILER_CACHE_PATH: '0' },
    })

    expect((await fetch(`${capsule.url}/healthz`)).status).toBe(200)
    expect(await capsule.stop()).toBe(0)
    expect(capsule.files()).toEqual(['capsule.db'])
  })
})

describe('a command line that is not understood', () => {
  test.each(['frobnicate', '--frobnicate', 'version --frobnicate', 'serve frobnicate'])(
    'gets one line and 2: %s',
    async (line) => {
      const folder = makeFolder()

      const { code, stdout, stderr } = await runCapsule(line.split(' '), { folder })

      expect(code).toBe(2)
      expect(stdout).toBe('')
      expect(stderr).toMatch(/^[^\n]*frobnicate[^\n]*\n$/)
      expect(listFiles(folder)).toEqual([])
    },
  )
})

test('an environment with several problems gets all of them in one go, and 78', async () => {
  const folder = makeFolder()
  const env = { PORT: 'abc', LOG_LEVEL: 'loud', MAX_BODY_BYTES: '-1', AUTH_SECRET: 'too short to be one' }

  const { code, stdout, stderr } = await runCapsule([], { folder, env })

  expect(code).toBe(78)
  expect(stdout).toBe('')
  for (const name of Object.keys(env))
    expect(stderr).toMatch(new RegExp(`^.*${name}.* Example: ${name}=.+$`, 'm'))
  expect(stderr).not.toContain(env.AUTH_SECRET)
  expect(listFiles(folder)).toEqual([])
})

test('a port that is taken is named, and the start fails', async () => {
  const { port, close } = await takePort()
  const folder = makeFolder()

  const { code, stderr } = await runCapsule([], { folder, env: { PORT: String(port) } })
  await close()

  expect(code).toBe(1)
  expect(stderr).toMatch(new RegExp(`^[^\\n]*\\b${port}\\b[^\\n]*\\n$`))
  expect(listFiles(folder)).toEqual([])
})

test.each([
  ['a HOST that is no name', { HOST: 'not a host' }, 78, /HOST="not a host" must be/],
  ['a HOST of another machine', { HOST: '203.0.113.9' }, 1, /203\.0\.113\.9 is no address of this machine/],
  ['an admin without a password', { ADMIN_EMAIL: 'ada@example.org' }, 78, /ADMIN_PASSWORD is missing/],
])('a start that is refused for %s leaves nothing behind', async (_name, env, expected, sentence) => {
  const folder = makeFolder()

  const { code, stdout, stderr } = await runCapsule([], { folder, env: { PORT: '0', ...env } })

  expect([code, stdout]).toEqual([expected, ''])
  expect(stderr).toMatch(sentence)
  expect(listFiles(folder)).toEqual([])
})

test('the first admin’s variables may be wrong once there is an admin, and not before', async () => {
  const env = { ADMIN_EMAIL: 'ada@example.org', ADMIN_PASSWORD: 'a long sentence for a test' }
  const gone = { ADMIN_EMAIL: env.ADMIN_EMAIL, ADMIN_PASSWORD_FILE: '/run/secrets/gone' }
  const empty = await startCapsule()
  await empty.stop()
  const refused = await runCapsule([], { folder: empty.folder, env: { PORT: '0', ...gone } })
  expect([refused.code, refused.stderr]).toEqual([78, expect.stringContaining('ADMIN_PASSWORD_FILE')])

  const first = await startCapsule({ folder: empty.folder, env })
  await first.stop()
  const capsule = await startCapsule({ folder: first.folder, env: gone })

  expect((await fetch(`${capsule.url}/healthz`)).status).toBe(200)
  expect(await capsule.stop()).toBe(0)
})

test('a start on a public address prints it, builds the set-up link from it and says where it listens', async () => {
  const capsule = await startCapsule({ env: { PUBLIC_URL: 'https://capsule.example.org' } })
  await capsule.setupLink()

  expect(capsule.stdout()).toContain('  address  https://capsule.example.org\n')
  expect(capsule.stdout()).toContain(`  listens  ${capsule.url}\n`)
  expect(capsule.stdout()).toContain('  set up   https://capsule.example.org/setup?token=')
  expect(await capsule.stop()).toBe(0)
})

describe('an address that is asked for in an odd way', () => {
  let capsule: Capsule

  beforeAll(async () => {
    capsule = await startCapsule({ env: { LOG_LEVEL: 'error', LOG_FORMAT: 'json' } })
  })

  afterAll(() => capsule.stop())

  test.each([
    ['PUT', '/api/notes', 405, 'GET, HEAD, POST'],
    ['POST', '/healthz', 405, 'GET, HEAD'],
    ['GET', '/logout', 405, 'POST'],
    ['PUT', '/login', 405, 'GET, HEAD, POST'],
    ['PUT', '/about', 405, 'GET, HEAD, POST'],
    ['PUT', '/favicon.svg', 405, 'GET, HEAD'],
    ['POST', '/nothing', 404, null],
    ['PUT', '/nothing', 404, null],
    ['PUT', '/api/nothing', 404, null],
    ['HEAD', '/api/auth/ok', 200, null],
    ['GET', '/api/notes//', 404, null],
    ['GET', '/%zz', 404, null],
    ['GET', '/api/%zz', 404, null],
  ])('%s %s is answered with %i, and what it takes', async (method, path, status, allow) => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(capsule.url + path, { method, headers, redirect: 'manual' })

    expect([response.status, response.headers.get('allow')]).toEqual([status, allow])
    const isApi = path.startsWith('/api/')
    expect(response.headers.get('content-type')).toMatch(isApi ? /^application\/json/ : /^text\/html/)
    expect(capsule.stderr()).toBe('')
  })

  test.each(['/api/auth/sign-in/email', '/login'])(
    'a client that goes away in the middle is no error: %s',
    async (path) => {
      const type = path === '/login' ? 'application/x-www-form-urlencoded' : 'application/json'
      const { port } = new URL(capsule.url)
      const head = `POST ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: ${capsule.url}\r\nContent-Type: ${type}\r\n`
      for (const rest of [
        'Transfer-Encoding: chunked\r\n\r\nZZZ\r\nabc\r\n0\r\n\r\n',
        'Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n',
        'Content-Length: 50\r\n\r\nabc',
      ])
        await sendAndLeave(Number(port), head + rest)
      expect((await fetch(`${capsule.url}/healthz`)).status).toBe(200)
      expect(capsule.stderr()).toBe('')
    },
  )
})

describe('a DATABASE_PATH that cannot be ours', () => {
  test('is refused when it is a folder', async () => {
    const folder = makeFolder()
    mkdirSync(join(folder, 'data'))
    giveAway(join(folder, 'data'))

    expectRefusal(await runCapsule([], { folder, env: { DATABASE_PATH: './data' } }), /folder/)
    expect(listFiles(folder)).toEqual(['data'])
    expect(listFiles(join(folder, 'data'))).toEqual([])
  })

  test('is refused when it is a link that leads to itself', async () => {
    const folder = makeFolder()
    symlinkSync('loop', join(folder, 'loop'))

    expectRefusal(
      await runCapsule([], { folder, env: { PORT: '0', DATABASE_PATH: 'loop' } }),
      /loop is a link that leads round in a circle/,
    )
  })

  test('is refused when it lies below a file, or its name is too long', async () => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'txt.db'), '')
    giveAway(join(folder, 'txt.db'))

    for (const path of ['txt.db/x.db', 'x'.repeat(300)])
      expectRefusal(
        await runCapsule([], { folder, env: { PORT: '0', DATABASE_PATH: path } }),
        /cannot be written \(E(NOTDIR|NAMETOOLONG)/,
      )
    expect(listFiles(folder)).toEqual(['txt.db'])
  })

  test('is refused by its second name while a server has it by the first', async () => {
    const capsule = await startCapsule()
    linkSync(join(capsule.folder, 'capsule.db'), join(capsule.folder, 'second.db'))

    expectRefusal(
      await runCapsule([], { folder: capsule.folder, env: { PORT: '0', DATABASE_PATH: 'second.db' } }),
      /second\.db has 2 names/,
    )
    expect(withoutBallast(capsule.files())).toEqual([...running, 'second.db'])
    expect(await capsule.stop()).toBe(0)
  })

  test('is refused when it is in a folder that is not there', async () => {
    const folder = makeFolder()

    expectRefusal(
      await runCapsule([], { folder, env: { DATABASE_PATH: './data/capsule.db' } }),
      /data\/capsule\.db/,
    )
    expect(listFiles(folder)).toEqual([])
  })

  test('is refused and left alone when it is not a database', async () => {
    const folder = makeFolder()
    const path = join(folder, 'letter.txt')
    writeFileSync(path, 'Dear Ada,\n'.repeat(100))
    giveAway(path)

    await expectUntouched(folder, 'letter.txt', /not a database/)
  })

  test.each([0, 0x4f746872])(
    'is refused and left alone when it is another program’s, of application %i',
    async (id) => {
      const folder = makeFolder()
      const path = join(folder, 'other.db')
      const other = new Database(path)
      other.run(`PRAGMA application_id = ${id}`)
      other.run('CREATE TABLE letters (text TEXT)')
      other.close()
      giveAway(path)

      await expectUntouched(folder, 'other.db', /another program/)
    },
  )

  test('is refused when another server has it, which goes on', async () => {
    const capsule = await startCapsule()

    expectRefusal(await runCapsule([], { folder: capsule.folder, env: { PORT: '0' } }), /another server/)
    expect((await fetch(`${capsule.url}/healthz`)).status).toBe(200)
    expect(withoutBallast(capsule.files())).toEqual(running)
    expect(await capsule.stop()).toBe(0)
  })
})

async function expectUntouched(folder: string, name: string, sentence: RegExp) {
  const before = readFileSync(join(folder, name))
  expectRefusal(await runCapsule([], { folder, env: { DATABASE_PATH: name } }), sentence)
  expect(readFileSync(join(folder, name)).equals(before)).toBe(true)
  expect(listFiles(folder)).toEqual([name])
}

function expectRefusal({ code, stdout, stderr }: Awaited<ReturnType<typeof runCapsule>>, sentence: RegExp) {
  expect(code).toBeGreaterThan(0)
  expect(stdout).toBe('')
  expect(stderr).toMatch(sentence)
  expect(stderr).toMatch(/^[^\n]+\n$/)
}

/** Writes what is given, waits until it has been read, and hangs up. */
async function sendAndLeave(port: number, text: string): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  const closed = new Promise((done) => {
    socket.on('close', done)
  })
  socket.on('error', () => undefined)
  socket.write(text)
  await Bun.sleep(100)
  socket.destroy()
  await closed
}

async function takePort() {
  const server = createServer()
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  const close = () =>
    new Promise((done) => {
      server.close(done)
    })
  return { port: address.port, close }
}
