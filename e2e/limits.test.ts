import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signIn } from './support/account'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'

/** RATE_LIMITS as it is when nothing is set: these journeys are about the limits themselves. */
const usual = { RATE_LIMITS: 'credential=10/min' }

type Sender = { from: string; headers?: Record<string, string> }

let guesses = 0

/** Tries to sign in to an account of its own each time, from one of this machine's loopback addresses; the status. */
async function guess(capsule: Capsule, { from, headers = {} }: Sender): Promise<number> {
  guesses += 1
  const body = JSON.stringify({ email: `nobody-${guesses}@example.org`, password: 'wrong password it is' })
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const url = new URL('/api/auth/sign-in/email', capsule.url)
  const sent = request({
    host: '127.0.0.1',
    port: url.port,
    path: url.pathname,
    method: 'POST',
    localAddress: from,
    agent: false,
    headers: { host: url.host, 'content-type': 'application/json', ...headers },
  })
  sent.on('response', (response) => {
    response.resume()
    resolve(response.statusCode ?? 0)
  })
  sent.on('error', reject)
  sent.end(body)
  return promise
}

/** How many of fifteen tries were looked at before the first 429. */
async function looksBefore429(capsule: Capsule, sender: (count: number) => Sender): Promise<number> {
  const statuses: number[] = []
  for (let count = 0; count < 15; count += 1) statuses.push(await guess(capsule, sender(count)))
  const first = statuses.indexOf(429)
  expect(new Set(statuses.slice(0, first))).toEqual(new Set([401]))
  return first
}

describe('a peer that is not trusted', () => {
  let capsule: Capsule
  beforeAll(async () => {
    capsule = await startCapsule({ env: { ...usual, TRUSTED_PROXIES: 'none' } })
  })
  afterAll(() => capsule.stop())

  test.each<[string, string, (count: number) => Record<string, string>]>([
    ['nothing', '127.0.0.11', () => ({})],
    ['one address', '127.0.0.12', (count) => ({ 'x-forwarded-for': `198.51.100.${count}` })],
    [
      'two addresses',
      '127.0.0.13',
      (count) => ({ 'x-forwarded-for': `198.51.100.${count}, 203.0.113.${count}` }),
    ],
    ['addresses of one /64', '127.0.0.14', (count) => ({ 'x-forwarded-for': `2001:db8::${count}` })],
    [
      'addresses of IPv4 in IPv6',
      '127.0.0.15',
      (count) => ({ 'x-forwarded-for': `::ffff:198.51.100.${count}` }),
    ],
    ['Forwarded', '127.0.0.16', (count) => ({ forwarded: `for=198.51.100.${count}` })],
    ['our own header', '127.0.0.17', (count) => ({ 'x-capsule-client-address': `198.51.100.${count}` })],
  ])('that says %s is limited at the same count', async (name, from, headers) => {
    const looks = await looksBefore429(capsule, (count) => ({ from, headers: headers(count) }))
    console.log(`${name}: 429 after ${looks} tries`)
    expect(looks).toBe(10)
  })

  test('leaves the sign-in of another address alone', async () => {
    for (let count = 0; count < 20; count += 1) await guess(capsule, { from: '127.0.0.21' })
    expect(await guess(capsule, { from: '127.0.0.21' })).toBe(429)
    expect(await guess(capsule, { from: '127.0.0.22' })).toBe(401)
  })
})

describe('behind a trusted proxy', () => {
  let capsule: Capsule
  beforeAll(async () => {
    capsule = await startCapsule({ env: { ...usual, TRUSTED_PROXIES: 'loopback' } })
  })
  afterAll(() => capsule.stop())

  const through = (client: string) => ({ from: '127.0.0.1', headers: { 'x-forwarded-for': client } })

  test('clients are counted apart, whatever they put before the proxy’s word', async () => {
    const looks = await looksBefore429(capsule, (count) => through(`6.6.6.${count}, 198.51.100.1`))
    console.log(`a client behind the proxy: 429 after ${looks} tries`)

    expect(looks).toBe(10)
    expect(await guess(capsule, through('198.51.100.2'))).toBe(401)
  })

  test('an IPv6 client counts by its /64, and one of IPv4 in IPv6 as what it is', async () => {
    expect(await looksBefore429(capsule, (count) => through(`2001:db8:0:1::${count}`))).toBe(10)
    expect(await guess(capsule, through('2001:db8:0:2::1'))).toBe(401)
    expect(await looksBefore429(capsule, () => through('::ffff:198.51.100.3'))).toBe(10)
    expect(await guess(capsule, through('198.51.100.3'))).toBe(429)
  })
})

describe.each([
  ['with scripts', true],
  ['without JavaScript', false],
])('after too many tries, %s,', (_, javaScript) => {
  let capsule: Capsule
  let visitor: Visit
  beforeAll(async () => {
    capsule = await startCapsule({ env: { RATE_LIMITS: 'credential=1/min' } })
    visitor = await visit({ url: capsule.url, javaScript })
  })
  afterAll(async () => {
    await visitor.close()
    await capsule.stop()
  })

  /** Sends a form that is refused, and looks for the wait that its answer names. */
  async function expectWait(send: () => Promise<void>): Promise<void> {
    const { page } = visitor
    const posted = page.waitForResponse((response) => response.request().method() === 'POST')
    await send()
    const answer = await posted
    expect(answer.status()).toBe(429)
    const wait = Number(answer.headers()['retry-after'])
    expect(wait).toBeGreaterThan(1)
    await page.getByRole('alert').getByText(`Too many tries. You can try again in ${wait} seconds.`).waitFor()
  }

  test('the pages of the sign-in say how long to wait', async () => {
    const { page } = visitor
    await page.goto('/login')
    await signIn(page)
    await page.getByText('The address or the password is not right.').waitFor()
    await expectWait(() => signIn(page))
    await page.goto('/forgot')
    await page.getByLabel('E-mail').fill('ada@example.org')
    await expectWait(() => page.getByRole('button', { name: 'Send the link' }).click())
  })
})

test('a start without limits warns of it', async () => {
  const capsule = await startCapsule()
  await capsule.stop()
  expect(capsule.stderr()).toContain('nothing is limited')
})
