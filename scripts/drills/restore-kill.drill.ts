import { Database } from 'bun:sqlite'
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Drill, Outcome } from './drill'
import { binary, command, inFolder, start } from './support/capsule'
import { adminEnv } from './support/person'

/** Rows that the present database has and the backup has not. */
const LATER = 200

export const drill: Drill = {
  name: 'restore-kill',
  summary:
    'a restore killed at any moment: after the next start there is all of the old set or all of the new one',
  count: { full: 100, short: 10 },
  run: ({ count, say }) => inFolder((folder) => killRestores(folder, count, say)),
}

async function killRestores(folder: string, count: number, say: (line: string) => void): Promise<Outcome> {
  const kept = join(folder, 'kept')
  await makeSets(kept)
  const begin = performance.now()
  const restored = await command(['restore', 'backup.db'], { folder: layOut(folder, kept) })
  const whole = performance.now() - begin
  const faults = restored.code === 0 ? [] : [`a restore ended with ${restored.code}: ${restored.stderr}`]
  const seen = { old: 0, new: 0 }
  for (let round = 0; round < count; round += 1) {
    const place = layOut(folder, kept)
    const child = Bun.spawn([binary(), 'restore', 'backup.db'], {
      cwd: place,
      env: {},
      stdio: ['ignore', 'ignore', 'ignore'],
    })
    await Bun.sleep((1.2 * whole * (round + 0.5)) / count)
    child.kill('SIGKILL')
    await child.exited
    const { code, stderr } = await command(['migrate'], { folder: place })
    if (code !== 0) faults.push(`after kill ${round} the next start ended with ${code}: ${stderr}`)
    const what = judge(place)
    if (what === 'old' || what === 'new') seen[what] += 1
    else faults.push(`kill ${round} left ${what}`)
    if (round % 20 === 19) say(`${round + 1} kills, ${seen.old} old, ${seen.new} new`)
  }
  const figures = `${count} kills within ${whole.toFixed(0)} ms, ${seen.old} left the old set, ${seen.new} the new one, ${faults.length} anything else`
  return { figures, faults }
}

/** A backup, and a database with later rows that a crash left in its log. */
async function makeSets(kept: string): Promise<void> {
  mkdirSync(kept)
  const first = await start({ folder: kept, env: adminEnv })
  await first.stop()
  copyFileSync(join(kept, 'capsule.db'), join(kept, 'backup.db'))
  const later = await start({ folder: kept, env: adminEnv })
  const sqlite = new Database(join(kept, 'capsule.db'))
  // The server that was just started writes too.
  sqlite.run('PRAGMA busy_timeout = 5000')
  for (let row = 0; row < LATER; row += 1)
    sqlite.run("INSERT INTO user (id, name, email, created_at, updated_at) VALUES (?, 'Later', ?, 0, 0)", [
      `later-${row}`,
      `${row}@example.org`,
    ])
  await later.kill()
  // Closed only now, or its end would write the log back.
  for (const end of ['', '-wal']) copyFileSync(join(kept, `capsule.db${end}`), join(kept, `set.db${end}`))
  sqlite.close()
}

function layOut(folder: string, kept: string): string {
  const place = join(folder, 'place')
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place)
  for (const end of ['', '-wal']) copyFileSync(join(kept, `set.db${end}`), join(place, `capsule.db${end}`))
  copyFileSync(join(kept, 'backup.db'), join(place, 'backup.db'))
  return place
}

/** Which of the two it is, or what else it is. */
function judge(place: string): string {
  const aside = readdirSync(place).filter((name) => /-replaced-[\dTZ]+$/.test(name))
  const left = readdirSync(place).filter((name) => name.includes('-restoring'))
  if (left.length > 0) return left.join(', ')
  const later = countLater(join(place, 'capsule.db'))
  if (later === LATER) return aside.length === 0 ? 'old' : 'the old rows, and a set put aside'
  if (later !== 0) return `${later} of ${LATER} later rows`
  const [name] = aside
  if (name === undefined || !existsSync(join(place, name))) return 'the backup, without the old set'
  return countLater(join(place, name)) === LATER ? 'new' : 'the backup, and an old set without its log'
}

function countLater(path: string): number {
  const sqlite = new Database(path)
  const row = sqlite
    .query<{ amount: number }, []>("SELECT count(*) AS amount FROM user WHERE id LIKE 'later-%'")
    .get()
  const whole = sqlite.query<{ integrity_check: string }, []>('PRAGMA integrity_check').get()?.integrity_check
  sqlite.close()
  return whole === 'ok' ? (row?.amount ?? -1) : -1
}
