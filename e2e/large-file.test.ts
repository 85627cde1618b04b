import { Database } from 'bun:sqlite'
import { closeSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCapsule, startCapsule } from './support/binary'

/** Above the 32 MB that are looked through before the start, and enough to take seconds (8 ms a megabyte). */
const MEGABYTES = 300
const PIECE = 4000

/** A folder with the large file of a Capsule that was stopped cleanly. */
async function makeLarge(): Promise<string> {
  const { folder, stop } = await startCapsule()
  expect(await stop()).toBe(0)
  const sqlite = new Database(join(folder, 'capsule.db'))
  const rows = Math.round((MEGABYTES * 1e6) / PIECE)
  sqlite.run(
    `INSERT INTO audit (id, at, action, source) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
     SELECT printf('%08d', i), i, 'account.signed_in', 'web' FROM n`,
  )
  sqlite.run(
    `INSERT INTO audit_values (audit_id, details) SELECT id, '{"x":"' || hex(zeroblob(${PIECE / 2 - 60})) || '"}' FROM audit WHERE length(id) = 8`,
  )
  sqlite.run('PRAGMA wal_checkpoint(TRUNCATE)')
  sqlite.close()
  const path = join(folder, 'capsule.db')
  expect(statSync(path).size).toBeGreaterThan(32 * 1024 * 1024)
  return folder
}

/** Writes over one page in the middle of it. */
function breakPage(path: string): void {
  const file = openSync(path, 'r+')
  writeSync(file, new Uint8Array(4096).fill(7), 0, 4096, Math.floor(statSync(path).size / 8192) * 4096)
  closeSync(file)
}

async function readiness(url: string): Promise<string> {
  const response = await fetch(`${url}/readyz`)
  return `${response.status} ${await response.text()}`
}

/** The process that looks through the file, once it is there. */
function findCheck(server: number): number | undefined {
  const found = readdirSync('/proc').find((name) => {
    if (!/^\d+$/.test(name)) return false
    try {
      const [, rest = ''] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')
      return (
        rest.split(' ')[1] === String(server) &&
        readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('check-database')
      )
    } catch {
      return false
    }
  })
  return found === undefined ? undefined : Number(found)
}

const patience = { timeout: 60_000, interval: 20 }

test('a large file is served at once and ready once a process of its own has looked through it, killed or not', async () => {
  const folder = await makeLarge()
  const capsule = await startCapsule({ folder })
  await expect.poll(() => findCheck(capsule.pid) ?? 0, patience).toBeGreaterThan(0)
  expect(await readiness(capsule.url)).toMatch(/^503 .*still being looked through/)
  expect((await fetch(`${capsule.url}/login`, { redirect: 'manual' })).status).toBeLessThan(400)
  process.kill(findCheck(capsule.pid) ?? 0, 'SIGKILL')
  await capsule.printed(/the database could not be looked through/)
  expect(await readiness(capsule.url)).toMatch(/^503 /)
  await expect.poll(() => readiness(capsule.url), patience).toMatch(/^200 /)

  expect(await capsule.stop()).toBe(0)
  expect(capsule.files()).toEqual(['capsule.db'])

  const again = await startCapsule({ folder })
  expect(await again.stop()).toBe(0)
  expect(again.files()).toEqual(['capsule.db'])
}, 120_000)

test('a large file with one broken page is never ready, and refused with the newest backup that is whole', async () => {
  const folder = await makeLarge()
  expect((await runCapsule(['backup', 'monday.db'], { folder })).code).toBe(0)
  breakPage(join(folder, 'capsule.db'))
  const capsule = await startCapsule({ folder })
  expect(await readiness(capsule.url)).toMatch(/^503 /)
  expect(await capsule.ended()).toBe(65)
  expect(capsule.stderr()).toMatch(
    /capsule\.db is damaged \([^\n]+newest whole backup is [^\n]+\/monday\.db: restore it\. Stopping/,
  )
  expect(capsule.files()).toEqual(['capsule.db', 'monday.db'])
}, 120_000)
