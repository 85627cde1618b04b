import { Database } from 'bun:sqlite'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Drill, Outcome } from './drill'
import { inFolder, start } from './support/capsule'
import { adminEnv, signIn, writeNote } from './support/person'

const HISTORY = 120

/** The binary itself is started on every so many of the broken sets; SQLite alone reads each of them. */
const STARTED_EVERY = 25

export const drill: Drill = {
  name: 'wal',
  summary:
    'the log beside the file cut and flipped at many places: always a prefix of the acknowledged history',
  count: { full: 500, short: 60 },
  run: ({ count, say }) => inFolder((folder) => breakLog(folder, count, say)),
}

async function breakLog(folder: string, count: number, say: (line: string) => void): Promise<Outcome> {
  const { history, file, log } = await writeHistory(folder)
  const faults: string[] = []
  const lengths = new Set<number>()
  let started = 0
  for (let place = 0; place < count; place += 1) {
    const broken = place % 2 === 0 ? cut(log, place / count) : flip(log, place / count, place)
    const way = place % 2 === 0 ? 'cut' : 'flipped'
    const copy = join(folder, 'copy')
    layOut(copy, file, broken)
    if (place % STARTED_EVERY === 0) {
      started += 1
      const capsule = await start({ folder: copy })
      await capsule.kill()
    }
    const fault = judge(join(copy, 'capsule.db'), history, lengths)
    if (fault) faults.push(`${way} at ${place} of ${count}: ${fault}`)
    if (place % 100 === 99) say(`${place + 1} places`)
  }
  const figures = `${count} broken logs of ${(log.length / 1024).toFixed(0)} KiB, ${lengths.size} different prefixes of ${history.length} writes, ${started} starts of the binary, ${faults.length} wrong`
  return { figures, faults }
}

/** Notes one after the other, each acknowledged before the next; then the file and its log as a crash leaves them. */
async function writeHistory(folder: string) {
  const capsule = await start({ folder, env: adminEnv })
  const client = await signIn(capsule.url)
  const history: string[] = []
  for (let at = 0; at < HISTORY; at += 1) {
    const id = await writeNote(client, `note ${at}`, ['a', 'b'])
    if (id === null) throw new Error('A note was not taken.')
    history.push(id)
  }
  await capsule.kill()
  const path = join(folder, 'capsule.db')
  return { history, file: readFileSync(path), log: readFileSync(`${path}-wal`) }
}

function cut(log: Buffer, share: number): Buffer {
  return log.subarray(0, Math.floor(log.length * share))
}

/** One bit, anywhere in a page or in its header. */
function flip(log: Buffer, share: number, bit: number): Buffer {
  const flipped = Buffer.from(log)
  const at = Math.floor(log.length * share)
  flipped[at] = (flipped[at] ?? 0) ^ (1 << (bit % 8))
  return flipped
}

function layOut(folder: string, file: Buffer, log: Buffer): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  writeFileSync(join(folder, 'capsule.db'), file)
  writeFileSync(join(folder, 'capsule.db-wal'), log)
}

/** What is wrong, or null: the notes must be the first so many of the history, each with its tags. */
function judge(path: string, history: string[], lengths: Set<number>): string | null {
  const db = new Database(path)
  try {
    const integrity = db.query('PRAGMA integrity_check').values().flat().join()
    if (integrity !== 'ok') return integrity
    const kept = db.query('SELECT id FROM notes ORDER BY seq').values().flat()
    lengths.add(kept.length)
    if (kept.join() !== history.slice(0, kept.length).join()) return `${kept.length} notes that are no prefix`
    const tags = db.query('SELECT count(*) FROM note_tags').values().flat()[0]
    return tags === kept.length * 2 ? null : `${String(tags)} tags of ${kept.length} notes`
  } finally {
    db.close()
  }
}
