import { createHmac } from 'node:crypto'
import { existsSync } from 'node:fs'
import { features, identity } from '@/app'
import { insertAccount } from '@/features/accounts/insert-account.server'
import { readConfig } from '@/lib/server/config'
import { database, transaction, type Transaction } from '@/lib/server/db'
import { instance } from '@/lib/server/instance'
import { readMigrations } from '@/lib/server/migrate'
import { session } from '@/lib/server/schema/accounts'
import { member, organization } from '@/lib/server/schema/workspaces'
import { sessionCookieName } from '@/lib/server/session'
import { startInstance } from '@/lib/server/start'
import type { Turn } from './drive'
import { makeForms } from './forms'

/** What a database holds: notes, each with two tags, in the first account's workspace. */
export type Size = { notes: number; accounts: number }

/** A database for a measurement: who is signed in, the workspace, one note out of the middle, and what visitors send to forms. */
export type World = {
  path: string
  cookie: string
  accountId: string
  workspaceId: string
  noteId: string
  turns: Turn[]
}

/** How many notes are written in one transaction. */
const BATCH = 10_000

/** The oldest note's time, and how much later each other is, in milliseconds. */
const BEGIN = Date.UTC(2024, 0, 1)
const STEP = 1000

/** Makes a database of `size` at `path`, the same one each time. Throws when there is a file already. */
export async function makeWorld(path: string, size: Size): Promise<World> {
  if (existsSync(path)) throw new Error(`${path} is there already.`)
  const config = readConfig(identity, { DATABASE_PATH: path })
  const { stop } = await startInstance({
    identity,
    features,
    config,
    migrations: readMigrations('migrations'),
  })
  try {
    // The words of a million notes do not fit into the usual cache, and each would be read from the log again.
    database().$client.run('PRAGMA cache_size = -4000000')
    const { accountId, workspaceId, token } = transaction((tx) => writePeople(tx, size.accounts))
    for (let from = 0; from < size.notes; from += BATCH) {
      writeNotes({ accountId, workspaceId }, from, Math.min(from + BATCH, size.notes))
    }
    const turns = await makeForms(workspaceId)
    const noteId = idOf(Math.floor(size.notes / 2))
    return { path, cookie: cookieOf(token), accountId, workspaceId, noteId, turns }
  } finally {
    stop()
  }
}

function writePeople(tx: Transaction, amount: number) {
  const now = new Date()
  const workspaceId = Bun.randomUUIDv7()
  tx.insert(organization).values({ id: workspaceId, name: 'Bakery', slug: workspaceId, createdAt: now }).run()
  const [accountId = ''] = Array.from({ length: Math.max(1, amount) }, (_, place) => {
    const person = { name: `Person ${place}`, email: `person${place}@example.org`, passwordHash: '-' }
    return insertAccount(tx, { ...person, emailVerified: true }, now)
  })
  tx.insert(member)
    .values({
      id: Bun.randomUUIDv7(),
      organizationId: workspaceId,
      userId: accountId,
      role: 'owner',
      createdAt: now,
    })
    .run()
  return { accountId, workspaceId, token: openSession(tx, accountId, now) }
}

function openSession(tx: Transaction, userId: string, now: Date): string {
  const token = Bun.randomUUIDv7()
  const times = {
    provedAt: now,
    createdAt: now,
    updatedAt: now,
    expiresAt: new Date(now.getTime() + 6 * 3_600_000),
  }
  tx.insert(session)
    .values({ id: Bun.randomUUIDv7(), token, userId, ...times })
    .run()
  return token
}

function cookieOf(token: string): string {
  const signature = createHmac('sha256', instance().secret).update(token).digest('base64')
  return `${sessionCookieName()}=${encodeURIComponent(`${token}.${signature}`)}`
}

/** By bare statements, as a million notes would take the service minutes. */
function writeNotes(
  { accountId, workspaceId }: Pick<World, 'accountId' | 'workspaceId'>,
  from: number,
  to: number,
) {
  const { $client } = database()
  const note = $client.query(
    `INSERT INTO notes (seq, id, workspace_id, author_id, visibility, title, sort_title, excerpt, created_at, updated_at, body)
     VALUES (?, ?, ?, ?, 'workspace', ?, ?, ?, ?, ?, ?)`,
  )
  const tag = $client.query('INSERT INTO note_tags (note_seq, tag, position) VALUES (?, ?, ?)')
  $client
    .transaction(() => {
      for (let place = from; place < to; place += 1) {
        const { title, body } = textOf(place)
        const at = BEGIN + place * STEP
        note.run(
          place + 1,
          idOf(place),
          workspaceId,
          accountId,
          title,
          title.toLowerCase(),
          body.slice(0, 160),
          at,
          at,
          body,
        )
        tag.run(place + 1, `tag${place % 50}`, 0)
        tag.run(place + 1, `theme${place % 7}`, 1)
      }
    })
    .immediate()
}

function idOf(place: number): string {
  return `01900000-0000-7000-8000-${place.toString(16).padStart(12, '0')}`
}

const SYLLABLES = ['ba', 'lo', 'mi', 'ter', 'an', 'ku', 'ves', 'o', 'ri', 'den', 'sa', 'pul']

/** Words of which a few are in almost every note and most in few; `common` and `rareN` are searched for. */
function textOf(place: number): { title: string; body: string } {
  let seed = place + 1
  const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648)
  const word = () => {
    const number = Math.floor((next() / 2_147_483_648) ** 3 * 20_736)
    return [
      number % 12,
      Math.floor(number / 12) % 12,
      Math.floor(number / 144) % 12,
      Math.floor(number / 1728),
    ]
      .map((digit) => SYLLABLES[digit])
      .join('')
  }
  const words = (amount: number) => Array.from({ length: amount }, word).join(' ')
  const marks = `${place % 2 === 0 ? 'common ' : ''}${place % 1000 === 0 ? 'rare ' : ''}`
  return { title: words(4), body: `${words(30)} ${marks}${words(50)}` }
}
