import { Database } from 'bun:sqlite'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { giveAway, listFiles, makeFolder, runCapsule, startCapsule } from './support/binary'

const running = ['capsule.db', 'capsule.db-lock', 'capsule.db-shm', 'capsule.db-wal']

describe('a start in an empty folder', () => {
  test('serves, and leaves one file behind when it is stopped', async () => {
    const capsule = await startCapsule()

    expect((await fetch(`${capsule.url}/healthz`)).status).toBe(200)
    expect(capsule.stdout()).toContain('capsule.db')
    expect(await capsule.setupLink()).toMatch(/^http:\/\/localhost:\d+\/setup\?token=\S{20,}$/)
    expect(capsule.files()).toEqual(running)
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

  expect(code).toBeGreaterThan(0)
  expect(stderr).toMatch(new RegExp(`^[^\\n]*\\b${port}\\b[^\\n]*\\n$`))
  expect(listFiles(folder)).toEqual(['capsule.db'])
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
    expect(capsule.files()).toEqual(running)
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
