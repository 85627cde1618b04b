import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { startCapsule, type Lane } from './compare/lanes'
import { makeWorld, type Size, type World } from './compare/world'
import { listTimes, timesOf, type Ask } from './requests'
import { end, untilReady } from './servers'

// bun scripts/bench/sizes.ts [--in FOLDER] [1000 10000 ...]: the same questions of databases of 1,000 to 1,000,000 notes (each with
// two tags) and of 10 to 100,000 accounts. Build first. The time of a question at the largest size is compared with that at the
// smallest, which is asked in turns with it. With --in the databases are made in that folder and left there for the next run, which
// has six hours before their sessions end; a million notes take a quarter of an hour to write.

const ROUNDS = 5
const EACH = 40
const MOST = { ratio: 1.3, searchMs: 50 }
const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  options: { in: { type: 'string' } },
  allowPositionals: true,
})
const given = positionals.map(Number)
const notes = given.length > 0 ? given : [1000, 10_000, 100_000, 1_000_000]
const sizes: Size[] = [
  ...notes.map((count) => ({ notes: count, accounts: 10 })),
  ...(given.length > 0 ? [] : [1000, 100_000].map((accounts) => ({ notes: 1000, accounts }))),
]

const questions = ['list', 'one', 'create', 'search, a rare word', 'search, a common word'] as const
type Question = (typeof questions)[number]
type Asked = { size: Size; lane: Lane; ask: Record<Question, Ask>; times: Record<Question, number[]> }

const folder = mkdtempSync(join(tmpdir(), 'bench-sizes-'))
const worlds = values.in ?? folder
const all: Asked[] = []
try {
  for (const size of sizes) all.push(await open(size))
  for (const { ask } of all) for (const name of questions) await listTimes(EACH, ask[name])
  for (let round = 0; round < ROUNDS; round += 1)
    for (const name of questions)
      for (const { ask, times } of all) times[name].push(...(await listTimes(EACH, ask[name])))
  report()
  judge()
} finally {
  await Promise.all(all.map(({ lane }) => end(lane.server)))
  rmSync(folder, { recursive: true, force: true })
}

/** A server on a database of that size, once it has looked through its file: a large one is looked through beside the server. */
async function open(size: Size): Promise<Asked> {
  const name = `${size.notes}-${size.accounts}`
  const own = join(folder, name)
  mkdirSync(own)
  const world = await worldAt(join(worlds, `${name}.db`), size)
  const lane = await startCapsule(own, world.path)
  await untilReady(`${lane.origin}/readyz`, 10 * 60_000)
  const none = (): number[] => []
  return {
    size,
    lane,
    ask: listAsks(lane.origin, world),
    times: {
      list: none(),
      one: none(),
      create: none(),
      'search, a rare word': none(),
      'search, a common word': none(),
    },
  }
}

/** The database at `path` with what a client needs of it: the one that an earlier run left there, or a new one. */
async function worldAt(path: string, size: Size): Promise<World> {
  const beside = Bun.file(`${path}.json`)
  if (await beside.exists()) return beside.json()
  mkdirSync(dirname(path), { recursive: true })
  const world = await makeWorld(path, size)
  await Bun.write(beside, JSON.stringify(world))
  return world
}

function listAsks(origin: string, { cookie, noteId }: World): Record<Question, Ask> {
  const headers = { cookie, origin, 'content-type': 'application/json' }
  const get = (path: string) => () => fetch(`${origin}${path}`, { headers })
  const body = (place: number) =>
    JSON.stringify({ title: `Of the bench ${place}`, body: 'Flour, water, salt.', tags: ['bread'] })
  return {
    list: get('/api/notes'),
    one: get(`/api/notes/${noteId}`),
    create: (place) => fetch(`${origin}/api/notes`, { method: 'POST', headers, body: body(place) }),
    'search, a rare word': get('/api/notes?q=rare'),
    'search, a common word': get('/api/notes?q=common'),
  }
}

function report(): void {
  console.log(
    `${ROUNDS} rounds of ${EACH} requests each, one after the other, the sizes in turns; p50 / p95 in ms`,
  )
  console.log(`| notes | accounts | ${questions.join(' | ')} |`)
  console.log(`| --- | --- |${' --- |'.repeat(questions.length)}`)
  for (const { size, times } of all) {
    const cells = questions.map((name) => {
      const { p50, p95 } = timesOf(times[name])
      return `${p50.toFixed(2)} / ${p95.toFixed(2)}`
    })
    console.log(
      `| ${size.notes.toLocaleString('en')} | ${size.accounts.toLocaleString('en')} | ${cells.join(' | ')} |`,
    )
  }
}

/** The marks: how much slower the largest is than the smallest, and how long a search takes there. */
function judge(): void {
  const few = all[0]?.times
  const many = all[notes.length - 1]?.times
  if (!few || !many) return
  for (const name of ['list', 'one', 'create'] as const) {
    const ratio = timesOf(many[name]).p50 / timesOf(few[name]).p50
    console.log(
      `\n${name}: p50 at the largest is ${ratio.toFixed(2)} times that at the smallest (mark ${MOST.ratio})`,
    )
    if (ratio > MOST.ratio) process.exitCode = 1
  }
  if (timesOf(many['search, a common word']).p95 > MOST.searchMs) process.exitCode = 1
}
