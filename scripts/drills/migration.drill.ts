import { Database } from 'bun:sqlite'
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { identity } from '../../src/app'
import { closeDatabase, openDatabase } from '../../src/lib/server/db'
import { migrate, readMigrations } from '../../src/lib/server/migrate'
import type { Drill, Outcome } from './drill'
import { binary, command, inFolder } from './support/capsule'

/** The file is of the schema before this migration, which copies every row of the audit log. */
const BEFORE = '0016'
const ROWS = 60_000

export const drill: Drill = {
  name: 'migration',
  summary:
    'an upgrade killed at any moment: all of it or nothing, the copy is there, and the next start ends it',
  count: { full: 50, short: 10 },
  run: ({ count, say }) => inFolder((folder) => killUpgrades(folder, count, say)),
}

async function killUpgrades(folder: string, count: number, say: (line: string) => void): Promise<Outcome> {
  const old = join(folder, 'old.db')
  const migrations = readMigrations('migrations')
  const had = makeOldFile(old)
  const whole = await timeOf(() => upgrade(layOut(folder, old)))
  const faults: string[] = []
  let undone = 0
  let done = 0
  for (let round = 0; round < count; round += 1) {
    const place = layOut(folder, old)
    await killAfter(place, (1.2 * whole * (round + 0.5)) / count)
    const now = countApplied(place)
    if (now === had) undone += 1
    else if (now === migrations.length) done += 1
    else faults.push(`kill ${round} left ${now} of ${migrations.length} migrations`)
    const copy = join(place, `capsule.db-before-${BEFORE}`)
    if (now !== had && !existsSync(copy)) faults.push(`kill ${round} left an upgrade without a copy`)
    const { code, stderr } = await upgrade(place)
    if (code !== 0) faults.push(`after kill ${round} the upgrade ended with ${code}: ${stderr}`)
    faults.push(...judge(place, migrations.length).map((fault) => `after kill ${round} ${fault}`))
    if (countApplied(place, copy) !== had)
      faults.push(`the copy of kill ${round} is not the file from before`)
    if (round % 10 === 9) say(`${round + 1} kills, ${undone} undone, ${done} done`)
  }
  const figures = `${count} kills within ${whole.toFixed(0)} ms, ${undone} left the old schema, ${done} the new one, ${faults.length} anything else`
  return { figures, faults }
}

/** Returns how many migrations it has. */
function makeOldFile(path: string): number {
  const client = openDatabase(path, identity.applicationId)
  const migrations = readMigrations('migrations')
  const older = migrations.slice(
    0,
    migrations.findIndex(({ name }) => name.startsWith(BEFORE)),
  )
  migrate(client, older)
  client.$client.run(
    `INSERT INTO audit (id, at, action, actor_id, subject_id, details)
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
     SELECT printf('%08d', i), i, 'account.signed_in', 'a', 'b', '{"place":' || i || '}' FROM n`,
  )
  closeDatabase(client)
  return older.length
}

function layOut(folder: string, old: string): string {
  const place = join(folder, 'place')
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place)
  copyFileSync(old, join(place, 'capsule.db'))
  return place
}

function upgrade(folder: string) {
  return command(['migrate'], { folder })
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function killAfter(folder: string, ms: number): Promise<void> {
  const child = Bun.spawn([binary(), 'migrate'], {
    cwd: folder,
    env: {},
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  await Bun.sleep(ms)
  child.kill('SIGKILL')
  await child.exited
}

function countApplied(folder: string, path = join(folder, 'capsule.db')): number {
  return read(
    path,
    (sqlite) =>
      sqlite.query<{ amount: number }, []>('SELECT count(*) AS amount FROM migrations').get()?.amount ?? 0,
  )
}

function judge(folder: string, expected: number): string[] {
  return read(join(folder, 'capsule.db'), (sqlite) => {
    const rows = sqlite.query<{ amount: number }, []>('SELECT count(*) AS amount FROM audit').get()?.amount
    const integrity = sqlite
      .query<{ integrity_check: string }, []>('PRAGMA integrity_check')
      .get()?.integrity_check
    return [
      ...(rows === ROWS ? [] : [`${rows} of ${ROWS} rows are there`]),
      ...(integrity === 'ok' ? [] : [`the file is not whole: ${integrity}`]),
      ...(countApplied(folder) === expected ? [] : ['not every migration is there']),
    ]
  })
}

/** As a start would see it, its log included. */
function read<T>(path: string, work: (sqlite: Database) => T): T {
  const sqlite = new Database(path, { readwrite: true })
  try {
    return work(sqlite)
  } finally {
    sqlite.close()
  }
}
