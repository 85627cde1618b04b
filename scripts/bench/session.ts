import { createHmac } from 'node:crypto'
import { features, identity } from '@/app'
import { insertAccount } from '@/features/accounts/insert-account.server'
import { auth } from '@/lib/server/auth'
import { readConfig } from '@/lib/server/config'
import { openDatabase, transaction } from '@/lib/server/db'
import { instance } from '@/lib/server/instance'
import { migrate, readMigrations } from '@/lib/server/migrate'
import { session } from '@/lib/server/schema/accounts'
import { readSession, sessionCookieName } from '@/lib/server/session'
import { useDatabase } from '@/lib/server/start'
import { median, summarise } from './load'

// bun scripts/bench/session.ts: what it costs to find out who is calling, by our statement and by Better Auth's getSession.

const rounds = 7
const reads = 1000

const client = openDatabase(':memory:', identity.applicationId)
migrate(client, readMigrations('migrations'))
useDatabase(client, { identity, features }, readConfig(identity, {}))
const headers = new Headers({ cookie: openSession() })

const ours: number[] = []
const theirs: number[] = []
for (let round = 0; round < rounds; round += 1) {
  ours.push(await time(() => readSession(headers).actor))
  theirs.push(await time(() => auth().api.getSession({ headers })))
}
console.log(`${rounds} rounds of ${reads} reads; median (least, most), µs`)
console.log(`ours         ${summarise(ours)}`)
console.log(`Better Auth  ${summarise(theirs)}`)
console.log(`ratio        ${(median(theirs) / median(ours)).toFixed(1)}`)

/** Microseconds for one read; every read must find somebody. */
async function time(read: () => unknown): Promise<number> {
  const start = performance.now()
  for (let count = 0; count < reads; count += 1) if (!(await read())) throw new Error('Nobody was found.')
  return ((performance.now() - start) * 1000) / reads
}

function openSession(): string {
  const now = new Date()
  const token = Bun.randomUUIDv7()
  transaction((tx) => {
    const person = { name: 'Ada', email: 'ada@example.org', passwordHash: '-', emailVerified: true }
    const userId = insertAccount(tx, person, now)
    const expiresAt = new Date(now.getTime() + 3_600_000)
    tx.insert(session)
      .values({
        id: Bun.randomUUIDv7(),
        token,
        userId,
        provedAt: now,
        createdAt: now,
        updatedAt: now,
        expiresAt,
      })
      .run()
  })
  const signature = createHmac('sha256', instance().secret).update(token).digest('base64')
  return `${sessionCookieName()}=${encodeURIComponent(`${token}.${signature}`)}`
}
