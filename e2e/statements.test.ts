import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readExposition } from '@/test/exposition'
import { makeFolder, runCapsule, startCapsule, type Capsule } from './support/binary'
import { Client } from './support/client'

const names = [
  'the dashboard',
  'the notes',
  'a note',
  'the forms',
  'the inbox of a form',
  'a response',
  'the accounts',
  'a public form',
  'an answer to a public form',
  'a sign-in',
] as const
type Name = (typeof names)[number]

/** How often each asks the database at most, for an admin of the instance: pages of others ask less. */
const requests: Record<Name, number> = {
  'the dashboard': 30,
  'the notes': 12,
  'a note': 11,
  'the forms': 9,
  'the inbox of a form': 23,
  'a response': 24,
  'the accounts': 9,
  'a public form': 3,
  'an answer to a public form': 7,
  'a sign-in': 15,
}

let small: Site
let large: Site

beforeAll(async () => {
  small = await openSite(['--notes', '3', '--responses', '12'])
  large = await openSite(['--notes', '120', '--responses', '400'])
})
afterAll(() => Promise.all([small.capsule.stop(), large.capsule.stop()]))

describe('how often a request asks the database', () => {
  it.each(names)('%s: the same few times, however much there is', async (name) => {
    const [few, many] = [await small.count(name), await large.count(name)]
    expect(many).toBeGreaterThan(0)
    expect(few).toBeLessThanOrEqual(requests[name])
    expect(many).toBeLessThanOrEqual(requests[name])
  })
})

type Site = { capsule: Capsule; count: (name: Name) => Promise<number> }

/** A demo company, and whoever runs it signed in. */
async function openSite(amounts: string[]): Promise<Site> {
  const folder = makeFolder()
  const made = await runCapsule(['demo', ...amounts], { folder })
  const [, password = ''] = /password +(\S+)/.exec(made.stdout) ?? []
  const places = findPlaces(folder)
  const capsule = await startCapsule({ folder })
  const visitor = new Client(capsule.url)
  const ada = new Client(capsule.url)
  const signIn = (client: Client) =>
    client.post('/api/auth/sign-in/email', { email: 'ada@example.org', password })
  await signIn(ada)
  const open = (path: string, as = ada) => as.get(path)
  const asks: Record<Name, () => Promise<{ status: number }>> = {
    'the dashboard': () => open('/'),
    'the notes': () => open('/notes'),
    'a note': () => open(`/notes/${places.note}`),
    'the forms': () => open('/forms'),
    'the inbox of a form': () => open(`/forms/${places.form}/responses`),
    'a response': () => open(`/responses/${places.response}`),
    'the accounts': () => open('/admin/accounts'),
    'a public form': () => open(`/f/${places.slug}`, visitor),
    'an answer to a public form': () => visitor.post(`/f/${places.slug}`, newAnswer()),
    'a sign-in': () => signIn(new Client(capsule.url)),
  }
  return { capsule, count: (name) => countOf(capsule, asks[name]) }
}

const Places = z.object({ note: z.string(), form: z.string(), slug: z.string(), response: z.string() })
type Places = z.infer<typeof Places>

/** The form with the most responses, one of those, and a note. */
function findPlaces(folder: string): Places {
  const sqlite = new Database(join(folder, 'capsule.db'), { readonly: true })
  try {
    return Places.parse(
      sqlite
        .query(
          `SELECT (SELECT id FROM notes WHERE visibility = 'workspace' ORDER BY seq LIMIT 1) AS note, f.id AS form, f.slug,
             (SELECT id FROM responses r WHERE r.form_seq = f.seq ORDER BY seq LIMIT 1) AS response
           FROM forms f WHERE f.title = 'Write to us'`,
        )
        .get(),
    )
  } finally {
    sqlite.close()
  }
}

function newAnswer() {
  const key = Bun.randomUUIDv7()
  return {
    key,
    answers: { name: 'Mara', email: 'mara@example.org', message: `About ${key}`, consent: true },
  }
}

/**
 * The least of several tries, since jobs ask beside us. Caches are filled before, and what asking for the figures costs is taken off.
 */
async function countOf({ url }: Capsule, ask: () => Promise<{ status: number }>): Promise<number> {
  const { status } = await ask()
  expect(status).toBeLessThan(400)
  const counts: number[] = []
  for (let place = 0; place < 6; place += 1) {
    const [before, between] = [await readCount(url), await readCount(url)]
    await ask()
    counts.push((await readCount(url)) - between - (between - before))
  }
  return Math.min(...counts)
}

async function readCount(url: string): Promise<number> {
  const families = readExposition(await (await fetch(`${url}/metrics`)).text())
  return families
    .flatMap(({ series }) => series)
    .filter(({ name }) => name === 'capsule_sqlite_statement_duration_seconds_count')
    .reduce((sum, { value }) => sum + value, 0)
}
