import { Database } from 'bun:sqlite'
import { copyFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Drill, Outcome } from './drill'
import { command, inFolder, start } from './support/capsule'
import { adminEnv } from './support/person'

const MB = 1_000_000
/** A row of the audit log's values with this many bytes in it. */
const PIECE = 4000

export const drill: Drill = {
  name: 'restore-time',
  summary: 'a backup of so many megabytes restored; 1000 of them take under 30 s on an idle machine',
  count: { full: 1000, short: 20 },
  run: ({ count }) => inFolder((folder) => restoreLarge(folder, count)),
}

async function restoreLarge(folder: string, megabytes: number): Promise<Outcome> {
  const first = await start({ folder, env: adminEnv })
  await first.stop()
  const path = join(folder, 'capsule.db')
  const rows = fill(path, megabytes)
  renameSync(path, join(folder, 'large.db'))
  const backup = join(folder, 'backup.db')
  copyFileSync(join(folder, 'large.db'), backup)
  const { size } = statSync(backup)
  const begin = performance.now()
  const { code, stderr } = await command(['restore', 'backup.db'], { folder })
  const seconds = (performance.now() - begin) / 1000
  const faults = code === 0 ? [] : [`it ended with ${code}: ${stderr}`]
  const there = count(path)
  if (there !== rows) faults.push(`${there} of ${rows} rows are there`)
  return { figures: `${(size / MB).toFixed(0)} MB restored in ${seconds.toFixed(1)} s`, faults }
}

function fill(path: string, megabytes: number): number {
  const sqlite = new Database(path)
  const rows = Math.round((megabytes * MB) / PIECE)
  sqlite.run(
    `INSERT INTO audit (id, at, action, source) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
     SELECT printf('%08d', i), i, 'account.signed_in', 'web' FROM n`,
  )
  sqlite.run(
    `INSERT INTO audit_values (audit_id, details) SELECT id, '{"x":"' || hex(randomblob(${PIECE / 2 - 60})) || '"}' FROM audit WHERE length(id) = 8`,
  )
  const there =
    sqlite.query<{ amount: number }, []>('SELECT count(*) AS amount FROM audit').get()?.amount ?? 0
  sqlite.run('PRAGMA wal_checkpoint(TRUNCATE)')
  sqlite.close()
  return there + 1
}

function count(path: string): number {
  const sqlite = new Database(path, { readonly: true })
  const row = sqlite.query<{ amount: number }, []>('SELECT count(*) AS amount FROM audit').get()
  sqlite.close()
  return row?.amount ?? 0
}
