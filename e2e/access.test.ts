// Who may use what, against the binary: by the table, by every spelling of a path, from other sites, and with others' ids.
import { Database } from 'bun:sqlite'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Access } from '@/lib/server/http/access'
import { password } from '@/test/sign-in'
import { accessTable, inPerson } from './support/access-table'
import { startCapsule, type Capsule } from './support/binary'
import { readRoutes, type Route } from './support/routes'
import { buildWorld, callers, type Caller, type World } from './support/world'

let world: World
let noteId: string
let capsule: Capsule
let methods: Map<string, string[]>
const routes = readRoutes()

beforeAll(async () => {
  world = await buildWorld()
  capsule = await startCapsule({ folder: world.folder })
  noteId = await writeNote()
  methods = new Map(
    await Promise.all(routes.map(async (route) => [route.route, await methodsOf(route)] as const)),
  )
})
afterAll(() => capsule.stop())

/** The owner's note: what others of the workspace may see, and nobody else. */
async function writeNote(): Promise<string> {
  const response = await call('POST', '/api/notes', 'owner', {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'Ours', body: 'x', tags: [], visibility: 'workspace' }),
  })
  return Created.parse(await response.json()).data.id
}

const Created = z.object({ data: z.object({ id: z.uuid() }) })

const READS = ['GET', 'HEAD']

/** What the built route answers, by its own word. */
async function methodsOf({ route, type }: Route): Promise<string[]> {
  if (type === 'page') return ['GET', 'POST']
  const { headers } = await call('OPTIONS', toPath(route), 'owner')
  const said = headers.get('allow')?.split(', ') ?? []
  return said.includes('ALL') || said.length === 0 ? ['GET', 'POST'] : said.filter((name) => name !== 'HEAD')
}

function toPath(route: string): string {
  return route
    .replace('[...path]', 'nothing/here')
    .replace('[...all]', 'get-session')
    .replace('[link]', 'no-such-link')
    .replace('[slug]', 'no-such-form')
    .replace('/admin/mails/[id]', `/admin/mails/${noteId}`)
    .replace('/accounts/[id]', `/accounts/${world.accountId}`)
    .replace('[id]', noteId)
}

type Send = { headers?: Record<string, string>; body?: string }

async function call(method: string, path: string, caller: Caller, { headers = {}, body }: Send = {}) {
  const cookie = world.cookies[caller]
  return fetch(`${capsule.url}${path}`, {
    method,
    redirect: 'manual',
    headers: { ...(cookie && { cookie }), ...headers },
    ...(body !== undefined && { body }),
  })
}

/** Everything that people put in, so that a refusal can be seen to have changed nothing. */
function contents(): string {
  const sqlite = new Database(join(world.folder, 'capsule.db'), { readonly: true })
  const tables = [
    'user',
    'account',
    'member',
    'organization',
    'invitation',
    'notes',
    'note_tags',
    'two_factor',
    'passkey',
    'mails',
    'codes',
    'forms',
    'form_versions',
    'form_links',
    'form_pictures',
    'responses',
    'response_changes',
    'response_comments',
    'response_edits',
    'response_tags',
    'backups',
  ]
  const rows = tables.map((table) => sqlite.query(`SELECT * FROM "${table}" ORDER BY 1, 2`).all())
  const sessions = sqlite.query('SELECT id, user_id, active_organization_id FROM session ORDER BY id').all()
  sqlite.close()
  return JSON.stringify([rows, sessions])
}

const rank: Access[] = ['public', 'signed-in', 'viewer', 'member', 'admin', 'owner']
const standing: Record<Caller, Access> = {
  nobody: 'public',
  banned: 'public',
  pending: 'public',
  stranger: 'owner',
  viewer: 'viewer',
  member: 'member',
  impersonating: 'member',
  admin: 'admin',
  owner: 'owner',
  instanceAdmin: 'owner',
}

function isAllowed(caller: Caller, access: Access): boolean {
  if (access === 'instance-admin') return caller === 'instanceAdmin'
  return rank.indexOf(standing[caller]) >= rank.indexOf(access)
}

function accessOf(route: string, method: string): Access {
  const row = accessTable[route]
  const access = typeof row === 'string' ? row : row?.[method]
  if (!access) throw new Error(`${method} ${route} has no row in e2e/support/access-table.ts.`)
  return access
}

describe('the table', () => {
  test('has a row for every route that was built, and no other', () => {
    expect(Object.keys(accessTable).toSorted()).toEqual(routes.map(({ route }) => route).toSorted())
    console.log(`${routes.length} routes, ${callers.length} kinds of caller`)
  })

  test('is what each route answers to each kind of caller', async () => {
    const before = contents()
    const wrong: string[] = []
    let answers = 0
    for (const { route, type } of routes)
      for (const method of methods.get(route) ?? [])
        for (const caller of callers) {
          const access = accessOf(route, method)
          const isForOthers = caller === 'impersonating' && inPerson.includes(route)
          const allowed = isAllowed(caller, access) && !isForOthers
          // What changes something is only tried by those who may not.
          if (allowed && !READS.includes(method)) continue
          const isJson = type === 'endpoint' && route.startsWith('/api/')
          const headers = {
            'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
          }
          const sent = READS.includes(method) ? {} : { headers, body: isJson ? '{}' : 'a=b' }
          const { status, headers: answered } = await call(method, toPath(route), caller, {
            ...sent,
            headers: { ...sent.headers, origin: capsule.url },
          })
          answers += 1
          const location = answered.get('location') ?? ''
          const isSignIn = status === 401 || (status === 303 && location.startsWith('/login?next='))
          const isRefused = standing[caller] === 'public' ? isSignIn : status === 403
          // A public page may refuse what is asked of it, such as a link that no longer works.
          const isOpen =
            !isSignIn && (status !== 403 || access === 'public') && (status < 500 || route === '/500')
          const isRight = allowed ? isOpen : isRefused
          if (!isRight)
            wrong.push(`${caller}: ${method} ${route} (${access}) was answered ${status} ${location}`)
        }
    console.log(`${answers} answers`)
    expect(wrong).toEqual([])
    expect(contents()).toBe(before)
  }, 120_000)
})

/** Thirty and more ways to write a path that a careless server takes for it. */
function spellings(path: string): string[] {
  const last = path.slice(path.lastIndexOf('/') + 1)
  const first = last.charCodeAt(0).toString(16)
  const encodedFirst = path.replace(/[^/]+$/, `%${first}${last.slice(1)}`)
  const deep = (times: number) => path.replace(/[^/]+$/, `%${'25'.repeat(times)}${first}${last.slice(1)}`)
  return [
    `/${path}`,
    `//${path}`,
    path.replaceAll('/', '//'),
    `${path}/`,
    `${path}//`,
    `${path}/.`,
    `${path}/..`,
    `${path}/../${last}`,
    `/.${path}`,
    `/x/..${path}`,
    `/./${path.slice(1)}`,
    `/%2e${path}`,
    `/x/%2e%2e${path}`,
    `/x/%2e%2e%2f${path.slice(1)}`,
    path.replace(/^\//, '/%2f'),
    path.replaceAll('/', '%2f'),
    path.replaceAll('/', '%5c'),
    path.replaceAll('/', '\\'),
    `\\${path.slice(1)}`,
    `${path};`,
    `${path};a=b`,
    `${path};/`,
    `${path}%00`,
    `${path}%20`,
    `${path}%09`,
    `${path}%0a`,
    `${path}.html`,
    `${path}.json`,
    `${path}/index.html`,
    `${path}?`,
    `${path}#x`,
    `${path}%3f`,
    path.toUpperCase(),
    encodedFirst,
    ...Array.from({ length: 12 }, (_, times) => deep(times + 1)),
  ]
}

/** The status of a path as it is written here: a client of the platform would tidy it up first. */
function rawStatus(path: string): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const { port } = new URL(capsule.url)
  const socket = connect({ host: '127.0.0.1', port: Number(port) })
  let answer = ''
  const finish = () => {
    resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0))
    socket.destroy()
  }
  socket.on('data', (data) => {
    answer += data.toString('latin1')
    if (answer.includes('\r\n')) finish()
  })
  socket.on('error', finish)
  socket.on('close', finish)
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`)
  return promise
}

test('no spelling of a path opens what it would not open as it is', async () => {
  const closed = routes.filter(
    ({ route }) => methods.get(route)?.includes('GET') && accessOf(route, 'GET') !== 'public',
  )
  const opened: string[] = []
  let tries = 0
  for (const { route } of closed)
    for (const spelling of spellings(toPath(route))) {
      tries += 1
      if ((await rawStatus(spelling)) === 200) opened.push(`${route}: ${spelling}`)
    }
  console.log(`${tries} spellings of ${closed.length} protected routes`)
  expect(opened).toEqual([])
}, 120_000)

test('another workspace’s ids are not found, and nothing is changed by them', async () => {
  const before = contents()
  const json = (body: unknown): Send => ({
    headers: { 'content-type': 'application/json', origin: capsule.url, 'if-match': '"1"' },
    body: JSON.stringify(body),
  })
  const id = noteId
  const { workspaceId: organizationId } = world
  const tries: [method: string, path: string, sent?: Send][] = [
    ['GET', `/notes/${id}`],
    ['GET', `/notes/${id}/edit`],
    ['GET', `/api/notes/${id}`],
    ['PATCH', `/api/notes/${id}`, json({ title: 'Theirs', version: 1 })],
    ['DELETE', `/api/notes/${id}`, json({})],
    ...['pin', 'archive', 'trash'].flatMap((mark) => [
      ['PUT', `/api/notes/${id}/${mark}`, json({})] as [string, string, Send],
      ['DELETE', `/api/notes/${id}/${mark}`, json({})] as [string, string, Send],
    ]),
    ['POST', '/api/auth/organization/update', json({ organizationId, data: { name: 'Theirs' } })],
    ['POST', '/api/auth/organization/delete', json({ organizationId })],
    ['POST', '/api/auth/organization/leave', json({ organizationId })],
    ['POST', '/api/auth/organization/set-active', json({ organizationId })],
    [
      'POST',
      '/api/auth/organization/invite-member',
      json({ organizationId, email: 'x@example.org', role: 'member' }),
    ],
    [
      'POST',
      '/api/auth/organization/remove-member',
      json({ organizationId, memberIdOrEmail: world.ownerEmail }),
    ],
    ['GET', `/api/auth/organization/get-full-organization?organizationId=${organizationId}`],
    ['GET', `/api/auth/organization/list-members?organizationId=${organizationId}`],
  ]
  const found: string[] = []
  for (const [method, path, sent] of tries) {
    const { status } = await call(method, path, 'stranger', sent)
    const isNotes = path.includes('/notes/')
    if (isNotes ? status !== 404 : ![403, 404].includes(status))
      found.push(`${method} ${path} was answered ${status}`)
  }
  console.log(`${tries.length} calls with another workspace’s ids`)
  expect(found).toEqual([])
  expect(contents()).toBe(before)
})

/** What each call needs besides the id to get as far as looking for it. */
const bodies: Record<string, object> = {
  'PATCH /api/notes/[id]': { title: 'Theirs', version: 1 },
  'PATCH /api/forms/[id]': { title: 'Theirs', version: 1 },
  'PUT /api/forms/[id]/draft': { definition: { fields: [] }, version: 1 },
  'POST /api/forms/[id]/changes': { which: {}, change: { do: 'delete' } },
  'POST /api/forms/[id]/links': { count: 1 },
  'PATCH /api/responses/[id]': { status: 'done', version: 1 },
  'POST /api/responses/[id]/comments': { text: 'Theirs' },
}

test('a thing of another workspace is not found by any of its addresses, and nothing is changed by them', async () => {
  const before = contents()
  const ids: Record<string, string> = { notes: noteId, forms: world.form.id, responses: world.responseId }
  const found: string[] = []
  let tries = 0
  for (const { route, type } of routes) {
    const [, noun = ''] = /^(?:\/api)?\/(notes|forms|responses)\/\[id\]/.exec(route) ?? []
    const id = ids[noun]
    if (id === undefined) continue
    const path = route
      .replace('[id]', id)
      .replace('[task]', '0')
      .replaceAll(/\[\w+\]/g, crypto.randomUUID())
    for (const method of methods.get(route) ?? []) {
      tries += 1
      const isForm = type === 'page' || route.endsWith('/pictures')
      const { status } = await call(method, path, 'stranger', {
        headers: {
          origin: capsule.url,
          ...(method !== 'GET' && {
            'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
            'if-match': '"1"',
          }),
        },
        ...(method !== 'GET' && {
          body: isForm ? 'intent=delete' : JSON.stringify(bodies[`${method} ${route}`] ?? {}),
        }),
      })
      if (status !== 404) found.push(`${method} ${route}: ${status}`)
    }
  }
  console.log(`${tries} calls to a note, a form and a response of another workspace`)
  expect(found).toEqual([])
  expect(contents()).toBe(before)
})

test('nothing that another site’s page sends changes anything', async () => {
  const evil = 'https://evil.example'
  const kinds: Record<string, Send> = {
    form: { headers: { origin: evil, 'content-type': 'application/x-www-form-urlencoded' }, body: 'title=x' },
    'text/plain': { headers: { origin: evil, 'content-type': 'text/plain' }, body: '{"title":"x"}' },
    'no content type': { headers: { origin: evil }, body: '' },
    JSON: { headers: { origin: evil, 'content-type': 'application/json' }, body: '{"title":"x"}' },
    'Origin: null': {
      headers: { origin: 'null', 'content-type': 'application/json' },
      body: '{"title":"x"}',
    },
    'no Origin': {
      headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
      body: '{}',
    },
  }
  const before = contents()
  const taken: string[] = []
  let tries = 0
  for (const { route } of routes)
    for (const method of methods.get(route) ?? []) {
      if (READS.includes(method)) {
        await call(method, toPath(route), 'owner', { headers: { 'sec-fetch-site': 'cross-site' } })
        tries += 1
        continue
      }
      for (const [kind, sent] of Object.entries(kinds)) {
        tries += 1
        const { status } = await call(method, toPath(route), 'owner', sent)
        if (status !== 403) taken.push(`${method} ${route}, ${kind}: ${status}`)
      }
    }
  console.log(`${tries} requests from another site`)
  expect(taken).toEqual([])
  expect(contents()).toBe(before)
}, 120_000)

test('an endpoint that takes JSON refuses everything else', async () => {
  const before = contents()
  const wrong: string[] = []
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    '',
  ]) {
    const headers = { origin: capsule.url, ...(type && { 'content-type': type }) }
    const body = new TextEncoder().encode('{"title":"x","body":"","tags":[],"visibility":"workspace"}')
    const { status } = await fetch(`${capsule.url}/api/notes`, {
      method: 'POST',
      headers: { ...headers, cookie: world.cookies.owner },
      body,
    })
    if (status !== 415) wrong.push(`${type}: ${status}`)
  }
  expect(wrong).toEqual([])
  expect(contents()).toBe(before)
})

const targets = [
  '//evil.example',
  '///evil.example',
  '////evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\\/evil.example',

  'https://evil.example',
  'http:evil.example',
  'https:/evil.example',
  'HTTPS://evil.example',
  'ftp://evil.example',

  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:x',

  '/\t/evil.example',
  '/\n/evil.example',
  '/\r/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '\u0000//evil.example',

  '/%09/evil.example',
  '/%2f/evil.example',
  '/%5cevil.example',
  '//%65vil.example',
  '//evil%E3%80%82example',
  '/.//evil.example',

  '/..//evil.example',
  '/x/..//evil.example',
  '//evil.example@localhost',
  '//localhost@evil.example',
  '//localhost:80@evil.example',

  '/;//evil.example',
  '//evil.example/%2f..',
  '/\u2028/evil.example',
  '//[::1]',
  '//evil.example?',
  '//evil.example#',
  '@evil.example',
  'evil.example',
]

test('signing in leads nowhere but here', async () => {
  const left: string[] = []
  for (const target of targets) {
    const { status, headers } = await call('POST', `/login?next=${encodeURIComponent(target)}`, 'nobody', {
      headers: { origin: capsule.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ email: world.ownerEmail, password }).toString(),
    })
    const location = headers.get('location') ?? ''
    if (status !== 303 || new URL(location, capsule.url).origin !== capsule.url || /^\/[/\\]/.test(location))
      left.push(`${JSON.stringify(target)}: ${status} ${location}`)
  }
  console.log(`${targets.length} redirect targets`)
  expect(left).toEqual([])
}, 60_000)
