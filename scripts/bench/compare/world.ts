import { createHmac } from 'node:crypto'
import { existsSync } from 'node:fs'
import { features, identity } from '@/app'
import { insertAccount } from '@/features/accounts/insert-account.server'
import { readConfig } from '@/lib/server/config'
import { transaction, type Transaction } from '@/lib/server/db'
import { instance } from '@/lib/server/instance'
import { readMigrations } from '@/lib/server/migrate'
import { session } from '@/lib/server/schema/accounts'
import { member, organization } from '@/lib/server/schema/workspaces'
import { sessionCookieName } from '@/lib/server/session'
import { startInstance } from '@/lib/server/start'
import type { Turn } from './drive'
import { fillNotes, idOf } from './fill-notes'
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
    const { accountId, workspaceId, token } = transaction((tx) => writePeople(tx, size.accounts))
    fillNotes({ accountId, workspaceId }, size.notes)
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
