// What is secret stays out of the log, at every level and in either form.
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startCapsule, type Capsule } from './support/binary'

/** One for each field, which no line may hold. */
const secret = (field: string) => `s3cret-${field}-do-not-log`

const fields = [
  'password',
  'newPassword',
  'code',
  'token',
  'email',
  'name',
  'title',
  'body',
  'tag',
  'query',
  'path',
  'cookie',
  'header',
  'referer',
  'agent',
  'auth-secret',
  'smtp',
  'metrics',
  'admin',
  'answer',
  'file',
  'comment',
]

const running: Capsule[] = []
afterAll(async () => void (await Promise.all(running.map((capsule) => capsule.stop()))))

/** Sends every secret there is a place for, to many routes, until a thousand lines were written. */
async function ask(capsule: Capsule): Promise<void> {
  const headers = {
    cookie: `capsule.session_token=${secret('cookie')}; x=${secret('cookie')}`,
    authorization: `Bearer ${secret('header')}`,
    'x-forwarded-for': secret('header'),
    referer: `${capsule.url}/${secret('referer')}`,
    'user-agent': secret('agent'),
  }
  const values = {
    email: `${secret('email')}@example.org`,
    password: secret('password'),
    newPassword: secret('newPassword'),
    currentPassword: secret('password'),
    code: secret('code'),
    token: secret('token'),
    name: secret('name'),
    title: secret('title'),
    body: secret('body'),
    tags: [secret('tag')],
  }
  const posts = [
    '/api/auth/sign-in/email',
    '/api/auth/sign-up/email',
    '/api/auth/reset-password',
    '/api/auth/request-password-reset',
    '/api/auth/two-factor/verify-totp',
    '/api/auth/passkey/verify-authentication',
    '/api/notes',
    '/api/violations',
  ]
  const opens = [
    '/login',
    '/reset',
    '/verify',
    '/setup',
    '/notes',
    '/invitations/',
    '/api/notes',
    '/nowhere/',
    '/%zz',
    '/api//',
  ]
  for (let round = 0; round < 60; round += 1) {
    const query = `?token=${secret('token')}&q=${secret('query')}`
    await Promise.all([
      ...opens.map((path) =>
        fetch(`${capsule.url}${path}${path.endsWith('/') ? secret('path') : ''}${query}`, { headers }),
      ),
      ...posts.map((path) =>
        fetch(`${capsule.url}${path}${query}`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(values),
        }),
      ),
      fetch(`${capsule.url}/login${query}`, {
        method: 'POST',
        headers: { ...headers, origin: capsule.url, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ email: values.email, password: values.password }).toString(),
      }),
    ])
  }
}

/** What somebody who is signed in sends, and a visitor of their form; returns the token of the session, which no line may hold either. */
async function work(capsule: Capsule): Promise<string> {
  const json = { origin: capsule.url, 'content-type': 'application/json' }
  const body = JSON.stringify({ email: 'ada@example.org', password: secret('admin') })
  const signedIn = await fetch(`${capsule.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: json,
    body,
  })
  const [cookie = ''] = signedIn.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
  expect([signedIn.status, cookie]).toEqual([200, expect.stringContaining('session_token=')])
  const send = async (path: string, sent: unknown) => {
    const headers = { ...json, cookie }
    const answer = await fetch(`${capsule.url}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(sent),
    })
    expect([path, answer.ok]).toEqual([path, true])
    return z.object({ data: z.looseObject({ id: z.string() }) }).parse(await answer.json()).data
  }
  await send('/api/notes', { title: secret('title'), body: secret('body'), tags: [secret('tag')] })
  const file = { kind: 'file', key: 'file', label: 'File', maxFiles: 1, maxBytes: 1000, kinds: ['text'] }
  const fields = [{ kind: 'short_text', key: 'name', label: secret('name') }, file]
  const form = await send('/api/forms', { title: secret('title'), slug: 'asked', definition: { fields } })
  await send(`/api/forms/${form.id}/publication`, {})
  const answers = new FormData()
  answers.append('name', secret('answer'))
  answers.append('file', new File([secret('file')], `${secret('file')}.txt`))
  const headers = { accept: 'application/json', origin: capsule.url }
  const taken = await fetch(`${capsule.url}/f/asked`, { method: 'POST', headers, body: answers })
  expect(taken.status).toBe(201)
  const { data } = z.object({ data: z.looseObject({ id: z.string() }) }).parse(await taken.json())
  await send(`/api/responses/${data.id}/comments`, { text: secret('comment') })
  await fetch(`${capsule.url}/metrics`, { headers: { authorization: `Bearer ${secret('metrics')}` } })
  return decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)).split('.')[0] ?? ''
}

describe.each([
  ['debug', 'text'],
  ['info', 'json'],
])('the log at %s as %s', (level, format) => {
  test('holds no secret in a thousand lines, and each of them is one line', async () => {
    const env = {
      LOG_LEVEL: level,
      LOG_FORMAT: format,
      AUTH_SECRET: `${secret('auth-secret')}-and-long-enough-it-is`,
      SMTP_URL: `smtp://someone:${secret('smtp')}@localhost:9`,
      REGISTRATION: 'code',
      METRICS_TOKEN: secret('metrics'),
      ADMIN_EMAIL: 'ada@example.org',
      ADMIN_PASSWORD: secret('admin'),
    }
    const capsule = await startCapsule({ env })
    running.push(capsule)
    await ask(capsule)
    const token = await work(capsule)
    const lines = capsule.stderr().trimEnd().split('\n')
    console.log(`${level}, ${format}: ${lines.length} lines`)

    expect(lines.length).toBeGreaterThanOrEqual(1000)
    const found = fields.filter((field) => lines.some((line) => line.includes(secret(field))))
    expect(found).toEqual([])
    expect(token.length).toBeGreaterThan(20)
    expect(lines.filter((line) => line.includes(token))).toEqual([])
    const isLine = format === 'json' ? /^\{"time":".*\}$/ : /^\d{4}-\d\d-\d\dT\S+ (debug|info|warn|error) /
    expect(lines.filter((line) => !isLine.test(line))).toEqual([])
    expect(lines.some((line) => line.includes('/api/notes'))).toBe(true)
  }, 120_000)
})
