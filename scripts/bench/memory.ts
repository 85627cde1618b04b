import { existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { identity } from '@/app'
import { listAsks } from './compare/asks'
import { drive } from './compare/drive'
import { memoryOf, startCapsule, type Lane } from './compare/lanes'
import { makeWorld, type World } from './compare/world'
import { end } from './servers'

// bun scripts/bench/memory.ts [--minutes 30] [--seconds 60] [--only load|minutes|limited]: what the server holds of memory: after
// full load for a minute, and with 50 requests a second at minute 10 and at the end; then the same full load in 512 MB while a
// backup is made (Linux with control groups, as root; elsewhere that is left out and said). Build first.

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    seconds: { type: 'string', default: '60' },
    only: { type: 'string', default: '' },
  },
})
const MARKS = { load: 220, growth: 5 }
const LIMIT = 512 * 1024 * 1024
const PER_SECOND = 50

const folder = mkdtempSync(join(tmpdir(), 'bench-memory-'))
try {
  const world = await makeWorld(join(folder, 'world.db'), { notes: 10_000, accounts: 100 })
  console.log('| memory of the server, MB | figure | mark |')
  console.log('| --- | --- | --- |')
  const parts = Object.entries({ load: measureLoad, minutes: measureMinutes, limited: measureLimited })
  for (const [name, part] of parts)
    if (values.only === '' || name === values.only) await withLane(world, part)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function withLane(world: World, work: (lane: Lane, world: World) => Promise<void>): Promise<void> {
  const lane = await startCapsule(mkdtempSync(join(folder, 'lane-')), world.path)
  try {
    await work(lane, world)
  } finally {
    await end(lane.server)
  }
}

function row(what: string, figure: number, mark?: number): void {
  console.log(`| ${what} | ${figure.toFixed(1)} | ${mark ?? ''} |`)
  if (mark !== undefined && figure > mark) process.exitCode = 1
}

/** Every question in turn, as fast as 16 connections go. */
async function loadFully({ origin }: Lane, world: World, seconds: number): Promise<void> {
  const file = { path: '/healthz', headers: {}, bytes: '' }
  const asks = listAsks(world, file).filter(({ isLimited }) => !isLimited)
  for (const ask of asks) await drive(ask.ours(origin), Math.ceil(seconds / asks.length))
}

async function measureLoad(lane: Lane, world: World): Promise<void> {
  await loadFully(lane, world, Number(values.seconds))
  row(`after ${values.seconds} s at full load`, memoryOf(lane.server).now, MARKS.load)
}

async function measureMinutes({ origin, server }: Lane, world: World): Promise<void> {
  const minutes = Number(values.minutes)
  const headers = { cookie: world.cookie }
  const paths = ['/api/notes', `/api/notes/${world.noteId}`, '/notes', '/api/notes?q=rare', '/']
  const at = new Map<number, number>()
  let sent = 0
  const start = performance.now()
  for (let minute = 0; minute < minutes;) {
    const answer = await fetch(`${origin}${paths[sent % paths.length]}`, { headers })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}.`)
    sent += 1
    await Bun.sleep(Math.max(0, start + (sent * 1000) / PER_SECOND - performance.now()))
    if (performance.now() - start < (minute + 1) * 60_000) continue
    minute += 1
    at.set(minute, memoryOf(server).now)
  }
  const early = at.get(Math.min(10, Math.ceil(minutes / 3))) ?? 0
  const late = at.get(minutes) ?? 0
  row(`at ${PER_SECOND} a second, minute ${Math.min(10, Math.ceil(minutes / 3))}`, early)
  row(`the same, minute ${minutes}`, late)
  row('that is more', late - early, MARKS.growth)
}

/** The kernel ends what takes more: whoever is there at the end has not. */
async function measureLimited(lane: Lane, world: World): Promise<void> {
  const group = limit(lane.server.pid)
  if (group === null)
    return console.log('| within 512 MB, a backup running | not measured: no control groups here | |')
  const backup = Bun.spawn([`dist/${identity.command}`, 'backup', join(folder, 'copy.db')], {
    env: { DATABASE_PATH: lane.path },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await loadFully(lane, world, Number(values.seconds))
  const isDone = (await backup.exited) === 0
  const isAlive = lane.server.exitCode === null
  row('most, within 512 MB and a backup running', memoryOf(lane.server).most, 512)
  if (!isDone || !isAlive) throw new Error('Within 512 MB the server or the backup ended badly.')
  await end(lane.server)
  rmdirSync(group)
}

/** Bounds a process and what it starts; null where this machine has no way to. */
function limit(pid: number): string | null {
  const isSecond = existsSync('/sys/fs/cgroup/cgroup.controllers')
  const group = join(
    isSecond ? '/sys/fs/cgroup' : '/sys/fs/cgroup/memory',
    `${identity.command}-bench-${pid}`,
  )
  try {
    mkdirSync(group)
    writeFileSync(join(group, isSecond ? 'memory.max' : 'memory.limit_in_bytes'), String(LIMIT))
    writeFileSync(join(group, 'cgroup.procs'), String(pid))
    return group
  } catch {
    return null
  }
}
