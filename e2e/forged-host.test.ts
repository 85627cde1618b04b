// Whatever a request says of where it went: nothing that is built or answered follows it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { admin } from './support/account'
import { startCapsule, runCapsule, type Capsule } from './support/binary'

const EVIL = 'evil.example'

const forgeries: Record<string, Record<string, string>> = {
  'X-Forwarded-Host': { 'x-forwarded-host': EVIL },
  'X-Forwarded-Host and Proto': {
    'x-forwarded-host': EVIL,
    'x-forwarded-proto': 'https',
    'x-forwarded-port': '444',
  },
  Forwarded: { forwarded: `for=1.2.3.4;host=${EVIL};proto=https` },
  'X-Host': { 'x-host': EVIL, 'x-original-host': EVIL, 'x-forwarded-server': EVIL },
  'X-Original-URL': { 'x-original-url': `https://${EVIL}/`, 'x-rewrite-url': `https://${EVIL}/` },
}

describe.each([
  ['directly', 'none'],
  ['through a trusted proxy', 'loopback'],
])('%s', (_, TRUSTED_PROXIES) => {
  let capsule: Capsule
  beforeAll(async () => {
    const env = {
      TRUSTED_PROXIES,
      PUBLIC_URL: 'https://capsule.example',
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
    }
    capsule = await startCapsule({ env })
  })
  afterAll(() => capsule.stop())

  test.each(['/', '/login', '/api/notes', '/favicon.svg', '/nowhere', '/healthz'])(
    'another name in Host is answered 421 at %s',
    async (path) => {
      const response = await fetch(`${capsule.url}${path}`, { headers: { host: EVIL }, redirect: 'manual' })
      expect(response.status).toBe(421)
      expect(response.headers.get('location')).toBeNull()
    },
  )

  test.each(Object.entries(forgeries))('%s changes no redirect and no page', async (_name, headers) => {
    for (const path of ['/', '/login', '/notes', '/about']) {
      const response = await fetch(`${capsule.url}${path}`, { headers, redirect: 'manual' })
      const said = `${response.headers.get('location') ?? ''} ${await response.text()}`
      expect([path, said.includes(EVIL)]).toEqual([path, false])
    }
  })

  test('no link in a message carries any of it', async () => {
    for (const headers of [...Object.values(forgeries), { host: '127.0.0.1' }]) {
      const response = await fetch(`${capsule.url}/api/auth/request-password-reset`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ email: admin.email }),
      })
      expect(response.status).toBe(200)
    }
    // The message is written by a job; the command beside the server sees it as soon as it is there.
    const links = await linksOnce(capsule)
    console.log(`${Object.keys(forgeries).length + 1} forgeries, ${links.length} messages`)
    expect(links.length).toBeGreaterThan(0)
    for (const link of links) expect(link).toMatch(/^https:\/\/capsule\.example\/reset\?token=/)
  }, 60_000)
})

/** The links of the outbox, once there are any. */
async function linksOnce({ folder }: Capsule): Promise<string[]> {
  const env = { PUBLIC_URL: 'https://capsule.example' }
  for (const deadline = performance.now() + 20_000; performance.now() < deadline;) {
    const { stdout } = await runCapsule(['mails'], { folder, env })
    const ids = stdout.match(/^[0-9a-f-]{36}/gm) ?? []
    if (ids.length === 0) continue
    const shown = await Promise.all(ids.map((id) => runCapsule(['mails', 'show', id], { folder, env })))
    return shown.flatMap(({ stdout: text }) => /^Link: (.+)$/m.exec(text)?.[1] ?? [])
  }
  throw new Error('No message was written.')
}
