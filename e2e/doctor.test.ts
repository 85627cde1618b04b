import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { listFiles, makeFolder, runCapsule, startCapsule, type Capsule } from './support/binary'
import { startMailServer, type MailServer } from './support/mail'

const Report = z.object({
  worst: z.enum(['good', 'warning', 'bad']),
  findings: z.array(
    z.object({ name: z.string(), grade: z.string(), says: z.string(), mend: z.string().optional() }),
  ),
})

let mail: MailServer
beforeAll(async () => {
  mail = await startMailServer()
})
afterAll(() => mail.stop())

/** The check-up of a folder as it is printed for machines, with its exit code. */
async function examine(folder: string, env: Record<string, string> = {}, args: string[] = []) {
  const { code, stdout, stderr } = await runCapsule(['doctor', '--json', ...args], { folder, env })
  const { worst, findings } = Report.parse(JSON.parse(stdout))
  expect(stderr).toBe('')
  expect(code).toBe(['good', 'warning', 'bad'].indexOf(worst))
  return { worst, find: (name: string) => findings.find((finding) => finding.name === name) }
}

describe('doctor', () => {
  test('refuses to send to what is no address, as a slip of the command line', async () => {
    const { code, stdout, stderr } = await runCapsule(['doctor', '--send', 'bad'])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^capsule: doctor --send takes an address, not "bad"; /)
  })

  test('works before there is a database, and makes none', async () => {
    const folder = makeFolder()
    const { find } = await examine(folder)
    expect(find('database')).toMatchObject({ grade: 'good' })
    expect(find('mail')).toMatchObject({
      grade: 'warning',
      mend: expect.stringMatching(/^SMTP_URL=/) as string,
    })
    expect(listFiles(folder)).toEqual([])
  })

  test.skipIf(process.getuid?.() !== 0)('says which path cannot be read, and how to mend it', async () => {
    const folder = makeFolder()
    const closed = join(folder, 'closed')
    mkdirSync(closed)
    writeFileSync(join(closed, 'capsule.db'), '')
    chmodSync(closed, 0o700)
    const { worst, find } = await examine(folder, { DATABASE_PATH: './closed/capsule.db' })
    expect(worst).toBe('bad')
    expect(find('database')?.says).toMatch(/closed\/capsule\.db/)
  })

  test('tells of an environment that cannot be used, without a database too', async () => {
    const { find } = await examine(makeFolder(), { PORT: 'many', PUBLIC_URL: 'nowhere' })
    expect(find('environment')).toMatchObject({ grade: 'bad' })
    expect(find('environment')?.says).toMatch(/PORT.*PUBLIC_URL|PUBLIC_URL.*PORT/s)
  })

  test('has a test message sent, and says why a mail server does not do it', async () => {
    const good = await examine(makeFolder(), { SMTP_URL: mail.url }, ['--send', 'ada@example.org'])
    expect(good.find('mail')).toMatchObject({ grade: 'good' })
    await mail.waitFor('ada@example.org', /A test of Capsule/)
    mail.refuse('550 no such person')
    const refused = await examine(makeFolder(), { SMTP_URL: mail.url }, ['--send', 'ada@example.org'])
    mail.refuse(null)
    expect(refused.find('mail')).toMatchObject({
      grade: 'bad',
      says: expect.stringContaining('550') as string,
    })
    const closed = await examine(makeFolder(), { SMTP_URL: 'smtp://127.0.0.1:9' })
    expect(closed.find('mail')).toMatchObject({ grade: 'bad' })
  })
})

describe('beside a running server', () => {
  let capsule: Capsule
  let env: Record<string, string>
  beforeAll(async () => {
    capsule = await startCapsule({ env: { PUBLIC_URL: 'https://capsule.test' } })
    env = { PORT: new URL(capsule.url).port, PUBLIC_URL: 'https://capsule.test' }
  })
  afterAll(() => capsule.stop())

  test('healthcheck answers by its exit code', async () => {
    const { code, stdout } = await runCapsule(['healthcheck'], { env })
    expect([code, stdout]).toEqual([0, `${capsule.url} is ready.\n`])
    const none = await runCapsule(['healthcheck'], { env: { PORT: '9' } })
    expect(none.code).toBe(1)
    expect(none.stderr).toMatch(/^capsule: http:\/\/localhost:9 does not answer/)
  })

  test('doctor finds it ready, and names the host and the proxy that were not believed', async () => {
    await fetch(`${capsule.url}/login`, { headers: { Host: 'notes.test' } })
    await fetch(`${capsule.url}/login`, { headers: { 'X-Forwarded-For': '192.0.2.1' } })
    const before = await examine(capsule.folder, env)
    expect(before.find('server')).toMatchObject({
      grade: 'good',
      says: `It answers at ${capsule.url} and is ready.`,
    })
    expect(before.find('integrity')).toMatchObject({ grade: 'good' })
    // The listener trusts a proxy on loopback, unless it is told otherwise.
    expect(before.find('proxy')).toMatchObject({ grade: 'good' })
    await expect
      .poll(async () => (await examine(capsule.folder, env)).find('public address')?.mend, {
        timeout: 30_000,
      })
      .toBe('PUBLIC_URL=https://capsule.test,https://your.name')
    expect((await examine(capsule.folder, env)).find('public address')?.says).toContain('notes.test')
  })
})

test('doctor names a proxy that the server did not trust', async () => {
  const capsule = await startCapsule({ env: { TRUSTED_PROXIES: 'none' } })
  const env = { PORT: new URL(capsule.url).port, TRUSTED_PROXIES: 'none' }
  await fetch(`${capsule.url}/login`, { headers: { 'X-Forwarded-For': '192.0.2.1' } })
  await expect
    .poll(async () => (await examine(capsule.folder, env)).find('proxy')?.mend, { timeout: 30_000 })
    .toMatch(/^TRUSTED_PROXIES=(127\.0\.0\.1|::1)$/)
  expect(await capsule.stop()).toBe(0)
  const { find } = await examine(capsule.folder, env)
  expect(find('server')).toMatchObject({ grade: 'good', says: 'No server runs on the file.' })
  expect(capsule.files().filter((name) => name.startsWith('capsule.db'))).toEqual(['capsule.db'])
})

test('every command, and each one under it, has a help with an example', async () => {
  const { stdout } = await runCapsule(['help'])
  const names = [...stdout.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map(([, name = '']) => [name])
  expect(names.length).toBeGreaterThan(8)
  let count = 0
  for (const words of names) {
    const { code, stdout: help, stderr } = await runCapsule([...words, '--help'])
    expect([code, stderr]).toEqual([0, ''])
    if (help.includes('\nExample:\n  ')) count += 1
    else for (const [, own = ''] of help.matchAll(/^ {2}([a-z0-9-]+) {2,}\S/gm)) names.push([...words, own])
    expect(help).toMatch(/\nExample:\n {2}\S|\nUsage: capsule [a-z-]+ COMMAND\n/)
  }
  console.log(`${count} commands with an example`)
  expect(count).toBeGreaterThan(15)
})

test('systemd prints a unit that starts this binary, and knows its secrets by name', async () => {
  const env = { PUBLIC_URL: 'https://capsule.test' }
  const { code, stdout } = await runCapsule(['systemd', '--credentials', 'smtp_url'], { env })
  expect(code).toBe(0)
  expect(stdout).toMatch(/\nExecStart=\/\S+\/capsule serve\n/)
  expect(stdout).toContain('\nLoadCredential=smtp_url:/etc/capsule/smtp_url\n')
  const unknown = await runCapsule(['systemd', '--credentials', 'everything'])
  expect(unknown.code).toBe(2)
  expect(unknown.stderr).toMatch(/knows no everything, only auth_secret, admin_password, smtp_url/)
})
