import { Database } from 'bun:sqlite'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Drill, Outcome } from './drill'
import { command, inFolder, start } from './support/capsule'
import { adminEnv, signIn, writeNote } from './support/person'

/** How many notes are written a second while a backup is made. */
const RATE = 200

export const drill: Drill = {
  name: 'backup',
  summary:
    'backups under 200 writes a second, each restored in an empty folder: all that was acknowledged before is there',
  count: { full: 10, short: 2 },
  run: ({ count, say }) => inFolder((folder) => backUp(folder, count, say)),
}

async function backUp(folder: string, count: number, say: (line: string) => void): Promise<Outcome> {
  const faults: string[] = []
  const capsule = await start({ folder, env: adminEnv })
  const writer = keepWriting(await signIn(capsule.url))
  for (let round = 1; round <= count; round += 1) {
    await Bun.sleep(500)
    const before = [...writer.acknowledged]
    const name = `backup-${round}.db`
    const { code, stderr } = await command(['backup', name], { folder })
    if (code !== 0) faults.push(`backup ${round} ended with ${code}: ${stderr}`)
    else faults.push(...(await judge(folder, name, before)).map((fault) => `backup ${round}: ${fault}`))
    say(`backup ${round}: ${before.length} notes before it, ${writer.acknowledged.size} after the restore`)
  }
  const { written, seconds } = await writer.stop()
  const refused = written - writer.acknowledged.size
  if (refused > 0) faults.push(`${refused} notes were not taken`)
  if ((await capsule.stop()) !== 0) faults.push('the server did not stop cleanly')
  const strange = readdirSync(folder).filter((name) => name.includes('partial'))
  if (strange.length > 0) faults.push(`${strange.join(', ')} was left`)
  const rate = (writer.acknowledged.size / seconds).toFixed(0)
  return {
    figures: `${count} backups and restores under ${rate} writes a second, ${faults.length} faults`,
    faults,
  }
}

/** Writes at the rate, whatever an answer takes, until it is stopped. */
function keepWriting(client: Awaited<ReturnType<typeof signIn>>) {
  const acknowledged = new Set<string>()
  const begun = performance.now()
  let written = 0
  const waiting = new Set<Promise<void>>()
  const write = async () => {
    const id = await writeNote(client, `note ${written}`)
    if (id !== null) acknowledged.add(id)
  }
  const timer = setInterval(() => {
    const due = ((performance.now() - begun) / 1000) * RATE
    while (written < due && waiting.size < RATE) {
      written += 1
      const one = write().finally(() => waiting.delete(one))
      waiting.add(one)
    }
  }, 10)
  const stop = async () => {
    clearInterval(timer)
    await Promise.all(waiting)
    return { written, seconds: (performance.now() - begun) / 1000 }
  }
  return { acknowledged, stop }
}

/** On another box, with nothing but the backup. */
async function judge(folder: string, name: string, before: string[]): Promise<string[]> {
  const box = join(folder, `box-${name}`)
  mkdirSync(box)
  const { code, stderr } = await command(['restore', join(folder, name)], { folder: box })
  if (code !== 0) return [`the restore ended with ${code}: ${stderr}`]
  const restored = await start({ folder: box })
  const faults: string[] = []
  await signIn(restored.url)
  const file = new Database(join(box, 'capsule.db'), { readonly: true })
  const kept = new Set(file.query('SELECT id FROM notes').values().flat())
  file.close()
  const lost = before.filter((id) => !kept.has(id)).length
  if (lost > 0) faults.push(`${lost} of ${before.length} acknowledged notes are missing`)
  if ((await restored.stop()) !== 0) faults.push('the restored one did not stop cleanly')
  if (existsSync(join(box, 'capsule.db-wal'))) faults.push('a log was left beside the restored file')
  return faults
}
