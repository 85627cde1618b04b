import { globSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { auditActions } from '../src/lib/audit-actions'
import { REACHED_FOLDER } from '../src/test/reached'
import { findWriters, type Lines } from '../src/test/transactions'
import type { Count } from './steps'

const folder = resolve('test-results/reached')

/** The environment in which Vitest notes what its tests reach; what an earlier run noted is forgotten. */
export function notingReached(): Record<string, string> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return { [REACHED_FOLDER]: folder }
}

/**
 * Judges all unit tests together. Each transaction of a service was run by one of them at least, with every write of it
 * failing in turn (src/test/faults.ts), and each action of the audit log was left by one of them at least.
 */
export async function checkReached(): Promise<Count> {
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
  const places = new Set(lines.flatMap((line) => line.match(/(?<=^place ).*/) ?? []))
  const actions = new Set(lines.flatMap((line) => line.match(/(?<=^action ).*/) ?? []))
  const transactions = listTransactions()
  const complaints = [
    ...transactions
      .filter(({ path, lines }) => !isReached(places, path, lines))
      .map(({ path, name }) => `${path} ${name}: write a unit test that calls it and succeeds`),
    ...auditActions
      .filter((action) => !actions.has(action))
      .map((action) => `${action} of src/lib/audit-actions.ts: write a unit test that leaves it in the log`),
  ]
  console.log(
    `${transactions.length} transactions undone whole at each failing write, ${auditActions.length} audit actions left; ${complaints.length} not reached by any test`,
  )
  for (const complaint of complaints) console.log(`  ${complaint}`)
  return { passed: complaints.length === 0 ? 1 : 0, failed: complaints.length > 0 ? 1 : 0 }
}

type Found = { path: string; name: string; lines: Lines }

/** But those of the start, which run before any test has the database. */
function listTransactions(): Found[] {
  return globSync(['src/features/**/*.server.ts', 'src/lib/server/**/*.ts'])
    .filter((path) => !path.endsWith('.test.ts') && path !== 'src/lib/server/start.ts')
    .flatMap((path) => findWriters({ path, source: readFileSync(path, 'utf8') }))
    .flatMap(({ path, name, transactions }) => transactions.map((lines) => ({ path, name, lines })))
}

function isReached(places: ReadonlySet<string>, path: string, { from, to }: Lines): boolean {
  for (let line = from; line <= to; line += 1) if (places.has(`${path}:${line}`)) return true
  return false
}
