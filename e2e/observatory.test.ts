// The headers of each profile over https, by the scoring of MDN's HTTP Observatory.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../scripts/bench/servers'
import { password } from '@/test/sign-in'
import { giveAway, makeFolder, startCapsule, type Capsule } from './support/binary'
import { score } from './support/observatory'
import { buildWorld, type World } from './support/world'

let world: World
let capsule: Capsule
let tls: { ca: string }

/** A certificate of our own for localhost, for a day. */
function makeCertificate(): { cert: string; key: string } {
  const folder = makeFolder()
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const request =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost'
  const names = ['-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert]
  const made = Bun.spawnSync(['openssl', ...request.split(' '), ...names])
  if (!made.success) throw new Error(made.stderr.toString())
  for (const path of [cert, key]) giveAway(path)
  return { cert, key }
}

beforeAll(async () => {
  const { cert, key } = makeCertificate()
  world = await buildWorld()
  const PORT = String(freePort())
  const env = { TLS_CERT: cert, TLS_KEY: key, PORT, PUBLIC_URL: `https://localhost:${PORT}` }
  capsule = await startCapsule({ folder: world.folder, env })
  tls = { ca: readFileSync(cert, 'utf8') }
})
afterAll(() => capsule.stop())

async function open(path: string, cookie = ''): Promise<Response> {
  const secure = cookie.replace(/^capsule\./, '__Secure-capsule.')
  return fetch(`${capsule.url}${path}`, { tls, redirect: 'manual', headers: { cookie: secure } })
}

describe('over https', () => {
  test('the sign-in sets a cookie that only https gets, and no script', async () => {
    const response = await fetch(`${capsule.url}/login`, {
      method: 'POST',
      tls,
      redirect: 'manual',
      headers: { origin: capsule.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ email: world.ownerEmail, password }).toString(),
    })
    const [cookie = ''] = response.headers.getSetCookie()
    expect(cookie).toMatch(/^__Secure-capsule\.session_token=.*HttpOnly.*/)
    expect(cookie).toMatch(/Secure/)
    expect(cookie).toMatch(/SameSite=Lax/)
    const { total, marks } = score(response, [cookie])
    console.log(`sign-in: ${total}`, marks)
    expect(total).toBeGreaterThanOrEqual(100)
  })

  test.each<[profile: string, path: () => string, as: 'owner' | 'instanceAdmin' | 'nobody', least: number]>([
    ['app', () => '/notes', 'owner', 115],
    ['app, signed out', () => '/login', 'nobody', 115],
    ['admin', () => '/admin/accounts', 'instanceAdmin', 115],
    ['public', () => `/f/${world.form.slug}`, 'nobody', 100],
    ['about', () => '/about', 'nobody', 115],
    ['api', () => '/api/notes', 'owner', 100],
    ['a file', () => '/favicon.svg', 'nobody', 100],
    ['not found', () => '/nowhere', 'nobody', 100],
    ['a redirect', () => '/notes', 'nobody', 100],
    ['a picture that somebody put in', () => `/accounts/${world.accountId}/picture`, 'owner', 100],
  ])('%s scores enough', async (profile, path, as, least) => {
    const response = await open(path(), world.cookies[as])
    const html = response.headers.get('content-type')?.startsWith('text/html') ? await response.text() : ''
    const { total, marks } = score(response, [], html)
    console.log(`${profile}: ${total}`, marks)
    expect(total).toBeGreaterThanOrEqual(least)
  })
})
