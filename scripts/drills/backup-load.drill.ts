import { Database } from 'bun:sqlite'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Client } from '../../e2e/support/client'
import type { Drill, Outcome } from './drill'
import { inFolder, start } from './support/capsule'
import { adminEnv, signIn } from './support/person'

const Made = z.object({
  data: z.object({ id: z.string(), state: z.string(), reason: z.string().nullish() }),
})

/** How large the file is made, in megabytes. */
const SIZE = 500

/** What a backup may cost the people who work meanwhile. */
const MOST = { milliseconds: 100, megabytes: 64 }

export const drill: Drill = {
  name: 'backup-load',
  summary: `a backup of ${SIZE} MB: how long other requests take meanwhile, and how much memory it needs`,
  count: { full: 3, short: 0 },
  run: ({ count, say }) => inFolder((folder) => measure(folder, count, say)),
}

async function measure(folder: string, count: number, say: (line: string) => void): Promise<Outcome> {
  const first = await start({ folder, env: adminEnv })
  await first.stop()
  fill(join(folder, 'capsule.db'))
  const capsule = await start({ folder, env: adminEnv })
  const client = await signIn(capsule.url)
  for (let at = 0; at < 50; at += 1) await client.get('/api/notes')
  const before = memoryOf(capsule.pid)
  const seen: Seen = { times: [], most: before }
  for (let round = 1; round <= count; round += 1) {
    const begun = performance.now()
    await watchBackup(client, capsule.pid, seen)
    say(`backup ${round}: ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  }
  await capsule.stop()
  const slow = seen.times.toSorted((a, b) => a - b)[Math.floor(seen.times.length * 0.99)] ?? 0
  const extra = (seen.most - before) / 1e6
  const faults: string[] = []
  if (slow > MOST.milliseconds) faults.push(`the 99th percentile was ${slow.toFixed(0)} ms`)
  if (extra > MOST.megabytes) faults.push(`it took ${extra.toFixed(0)} MB more`)
  const figures = `${count} backups of ${SIZE} MB, ${seen.times.length} requests meanwhile, 99th percentile ${slow.toFixed(0)} ms, ${extra.toFixed(0)} MB more`
  return { figures, faults }
}

type Seen = { times: number[]; most: number }

/** By the admin's button, as far as it goes: other requests meanwhile, and the memory of the server with its child. */
async function watchBackup(client: Client, pid: number, seen: Seen): Promise<void> {
  const { json } = await client.post('/api/backups')
  const { id } = Made.parse(json).data
  for (;;) {
    const from = performance.now()
    const { state, reason } = Made.parse((await client.get(`/api/backups/${id}`)).json).data
    if (state === 'failed') throw new Error(`The backup failed: ${reason}`)
    if (state === 'verified') return
    await client.get('/api/notes')
    seen.times.push(performance.now() - from)
    seen.most = Math.max(seen.most, memoryOf(pid))
    await Bun.sleep(10)
  }
}

/** A table of our own beside the others, until the file is large enough. */
function fill(path: string): void {
  const file = new Database(path)
  file.run('CREATE TABLE drill (text BLOB)')
  const insert = file.query(
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) INSERT INTO drill SELECT randomblob(1000000) FROM n',
  )
  for (let megabytes = 0; megabytes < SIZE; megabytes += 10) insert.run()
  file.run('PRAGMA wal_checkpoint(TRUNCATE)')
  file.close()
}

/** What a process and its children hold in memory of their own, in bytes: the program itself is there once. */
function memoryOf(pid: number): number {
  try {
    const [, kibibytes = '0'] = /^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
    return children.reduce((sum, child) => sum + memoryOf(Number(child)), Number(kibibytes) * 1024)
  } catch {
    // It ended just now.
    return 0
  }
}
