import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { features, identity } from '@/app'
import { listAccounts } from '@/features/accounts/admin/admin-list.server'
import { AccountFilter, AccountSort, ListAccounts } from '@/features/accounts/admin/admin.schema'
import { readConfig } from '@/lib/server/config'
import { database } from '@/lib/server/db'
import { readMigrations } from '@/lib/server/migrate'
import { startInstance } from '@/lib/server/start'
import { timesOf } from './requests'

// bun scripts/bench/accounts.ts [100000]: how long a page of the admin's grid takes: the first and a later one, each order and
// filter, and a search. One account in 10,000 is an admin, one in 100 banned, one in 20 not confirmed, one in 3 has two-factor.

const amount = Number(process.argv[2] ?? 100_000)
const ROUNDS = 50
const MARK_MS = 50

const folder = mkdtempSync(join(tmpdir(), 'bench-accounts-'))
const config = readConfig(identity, { DATABASE_PATH: join(folder, 'accounts.db') })
const { stop } = await startInstance({ identity, features, config, migrations: readMigrations('migrations') })
try {
  fill()
  console.log(`${amount} accounts; ${ROUNDS} times each`)
  console.log('| what | p50 ms | p95 ms |\n| --- | --- | --- |')
  const combinations = AccountFilter.options.flatMap((filter) =>
    AccountSort.options.map((sort) => ({ filter, sort })),
  )
  let slowest = 0
  for (const which of combinations)
    slowest = Math.max(slowest, await report(`${which.filter}, ${which.sort}`, which))
  for (const q of ['person9', 'person99999', 'nobody at all'])
    slowest = Math.max(slowest, await report(`search “${q}”`, { q }))
  const { next } = await listAccounts('operator', ListAccounts.parse({ limit: '100' }))
  slowest = Math.max(slowest, await report('a later page', { cursor: next ?? '', limit: '100' }))
  process.exitCode = slowest < MARK_MS ? 0 : 1
} finally {
  stop()
  rmSync(folder, { recursive: true, force: true })
}

async function report(what: string, words: Record<string, string>): Promise<number> {
  const query = ListAccounts.parse(words)
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    await listAccounts('operator', query)
    times.push(performance.now() - start)
  }
  const { p50, p95 } = timesOf(times)
  console.log(`| ${what} | ${p50.toFixed(2)} | ${p95.toFixed(2)} |`)
  return p95
}

function fill(): void {
  const { $client } = database()
  const insert = $client.query(
    `INSERT INTO user (id, name, email, email_verified, role, banned, two_factor_enabled, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  $client
    .transaction(() => {
      for (let place = 0; place < amount; place += 1) {
        const at = Date.UTC(2024, 0, 1) + place * 60_000
        const name = `Person ${(place * 7919) % amount}`
        const isEvery = (count: number) => (place % count === 0 ? 1 : 0)
        insert.run(
          Bun.randomUUIDv7(),
          name,
          `person${place}@example.org`,
          1 - isEvery(20),
          isEvery(10_000) === 1 ? 'admin' : 'user',
          isEvery(100),
          isEvery(3),
          at,
          at,
        )
      }
    })
    .immediate()
}
