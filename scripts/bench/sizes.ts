import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCapsule } from './compare/lanes'
import { makeWorld, type Size, type World } from './compare/world'
import { timeRequests, type Times } from './requests'
import { end } from './servers'

// bun scripts/bench/sizes.ts [1000 10000 ...]: the same questions of databases of 1,000 to 1,000,000 notes (each with two tags)
// and of 10 to 100,000 accounts. Build first. The time of a question at the largest size is compared with that at the smallest.

const COUNT = 200
const MOST = { ratio: 1.3, searchMs: 50 }
const given = process.argv.slice(2).map(Number)
const notes = given.length > 0 ? given : [1000, 10_000, 100_000, 1_000_000]
const sizes: Size[] = [
  ...notes.map((count) => ({ notes: count, accounts: 10 })),
  ...(given.length > 0 ? [] : [1000, 100_000].map((accounts) => ({ notes: 1000, accounts }))),
]

const questions = ['list', 'one', 'create', 'search, a rare word', 'search, a common word'] as const
type Answers = Record<(typeof questions)[number], Times>

console.log(`${COUNT} requests each, one after the other; p50 / p95 in ms`)
console.log(`| notes | accounts | ${questions.join(' | ')} |`)
console.log(`| --- | --- |${' --- |'.repeat(questions.length)}`)
const measured: { size: Size; answers: Answers }[] = []
for (const size of sizes) {
  const answers = await measure(size)
  measured.push({ size, answers })
  const cells = questions.map((name) => `${answers[name].p50.toFixed(2)} / ${answers[name].p95.toFixed(2)}`)
  console.log(
    `| ${size.notes.toLocaleString('en')} | ${size.accounts.toLocaleString('en')} | ${cells.join(' | ')} |`,
  )
}
judge()

async function measure(size: Size): Promise<Answers> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-sizes-'))
  try {
    const world = await makeWorld(join(folder, 'world.db'), size)
    const { origin, server } = await startCapsule(folder, world.path)
    try {
      return await ask(origin, world)
    } finally {
      await end(server)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function ask(origin: string, { cookie, noteId }: World): Promise<Answers> {
  const headers = { cookie, origin, 'content-type': 'application/json' }
  const get = (path: string) => () => fetch(`${origin}${path}`, { headers })
  const body = (place: number) =>
    JSON.stringify({ title: `Of the bench ${place}`, body: 'Flour, water, salt.', tags: ['bread'] })
  const create = (place: number) =>
    fetch(`${origin}/api/notes`, { method: 'POST', headers, body: body(place) })
  await timeRequests(COUNT, get('/api/notes'))
  return {
    list: await timeRequests(COUNT, get('/api/notes')),
    one: await timeRequests(COUNT, get(`/api/notes/${noteId}`)),
    create: await timeRequests(COUNT, create),
    'search, a rare word': await timeRequests(COUNT, get('/api/notes?q=rare')),
    'search, a common word': await timeRequests(COUNT, get('/api/notes?q=common')),
  }
}

/** The marks: how much slower the largest is than the smallest, and how long a search takes there. */
function judge(): void {
  const few = measured[0]?.answers
  const many = measured[notes.length - 1]?.answers
  if (!few || !many) return
  for (const name of ['list', 'one', 'create'] as const) {
    const ratio = many[name].p50 / few[name].p50
    console.log(
      `\n${name}: p50 at the largest is ${ratio.toFixed(2)} times that at the smallest (mark ${MOST.ratio})`,
    )
    if (ratio > MOST.ratio) process.exitCode = 1
  }
  if (many['search, a common word'].p95 > MOST.searchMs) process.exitCode = 1
}
