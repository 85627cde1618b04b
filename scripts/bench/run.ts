import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { listAsks, type Ask } from './compare/asks'
import { drive, generator, requestAt, type Aim, type Drive } from './compare/drive'
import { memoryOf, startCapsule, startFloor, startStock, type EmbeddedFile, type Lane } from './compare/lanes'
import { makeWorld, type World } from './compare/world'
import { median } from './load'
import { end } from './servers'

// bun run bench [--notes 1000] [--accounts 10] [--rounds 5] [--seconds 3] [--only TEXT] [--stock]: the binary beside a server that
// does the same by hand, in turns, under the same load; with --stock beside the same pages on the adapter's own entry as well, which
// is built for it. Every answer is compared before and after it is timed. Build first.

const { values } = parseArgs({
  options: {
    notes: { type: 'string', default: '1000' },
    accounts: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    stock: { type: 'boolean', default: false },
  },
})
const rounds = Number(values.rounds)
const seconds = Number(values.seconds)

type Round = { ours: Drive; floor: Drive; stock?: Drive }

const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const lanes: Lane[] = []
try {
  const world = await makeWorld(join(folder, 'world.db'), {
    notes: Number(values.notes),
    accounts: Number(values.accounts),
  })
  const ours = await take(startCapsule(folder, world.path))
  const idle = memoryOf(ours.server).now
  const file = await findFile(ours, world)
  const floor = await take(startFloor(folder, world.path, file))
  console.log(
    `${values.notes} notes, ${values.accounts} accounts; ${rounds} rounds of ${seconds} s by ${generator}, 16 connections`,
  )
  const stock = values.stock ? await take(startStock(folder, world.path)) : undefined
  console.log('| what | floor /s | Capsule /s | p50 ms | p99 ms | ratio (least, most) | mark | stock |')
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |')
  let missed = 0
  for (const ask of listAsks(world, file)) {
    if (!ask.name.includes(values.only)) continue
    const asked = ask.isLimited ? await take(startCapsule(folder, world.path, true)) : ours
    missed += report(ask, await compare(ask, { ours: asked, floor, stock })) ? 0 : 1
  }
  const memory = memoryOf(ours.server)
  console.log(
    `memory of Capsule, MB: ${idle.toFixed(0)} after the start, ${memory.now.toFixed(0)} now, ${memory.most.toFixed(0)} at most; floor ${memoryOf(floor.server).now.toFixed(0)}`,
  )
  process.exitCode = missed === 0 ? 0 : 1
} finally {
  await Promise.all(lanes.map(({ server }) => end(server)))
  rmSync(folder, { recursive: true, force: true })
}

async function take(starting: Promise<Lane>): Promise<Lane> {
  const lane = await starting
  lanes.push(lane)
  return lane
}

/** The largest script that the page of notes loads, as it is answered to a browser. */
async function findFile({ origin }: Lane, { cookie }: World): Promise<EmbeddedFile> {
  const page = await (await fetch(`${origin}/notes`, { headers: { cookie } })).text()
  const paths = [...new Set(page.match(/\/_astro\/[\w.-]+\.js/g))]
  const files = await Promise.all(paths.map((path) => readFile(origin, path)))
  const [largest] = files.toSorted((one, other) => other.bytes.length - one.bytes.length)
  if (!largest) throw new Error('The page of notes loads no script.')
  return largest
}

async function readFile(origin: string, path: string): Promise<EmbeddedFile> {
  const response = await fetch(`${origin}${path}`, {
    headers: { 'accept-encoding': 'br' },
    decompress: false,
  })
  const bytes = Buffer.from(await response.arrayBuffer()).toString('base64')
  const own = ['date', 'content-length', 'x-request-id']
  return {
    path,
    headers: Object.fromEntries([...response.headers].filter(([name]) => !own.includes(name))),
    bytes,
  }
}

type Lanes = { ours: Lane; floor: Lane; stock: Lane | undefined }

async function compare(ask: Ask, { ours, floor, stock }: Lanes): Promise<Round[]> {
  const [our, their] = [ask.ours(ours.origin), ask.floor(floor.origin)]
  await assertSame(ask, our, their)
  const third = stock && !ask.isLimited ? await answered(ask.ours(stock.origin)) : undefined
  await Promise.all([drive(our, 1), drive(their, 1), third && drive(third, 1)])
  const all: Round[] = []
  for (let round = 0; round < rounds; round += 1) {
    all.push({
      floor: await drive(their, seconds),
      ours: await drive(our, seconds),
      ...(third && { stock: await drive(third, seconds) }),
    })
  }
  await assertSame(ask, our, their)
  return all
}

async function assertSame({ name, isSame }: Ask, ours: Aim, floor: Aim): Promise<void> {
  const [our, their] = await Promise.all([ours, floor].map(textOf))
  if (!isSame(our ?? '', their ?? '')) {
    throw new Error(`${name}: the answers differ.\n${our?.slice(0, 1500)}\n${their?.slice(0, 1500)}`)
  }
}

/** What the third lane can be asked too: a file may have another name there. */
async function answered(aim: Aim): Promise<Aim | undefined> {
  const { url, method = 'GET', headers, body } = requestAt(aim, 0)
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) })
  await response.arrayBuffer()
  return response.ok ? aim : undefined
}

async function textOf(aim: Aim): Promise<string> {
  const { url, method = 'GET', headers, body } = requestAt(aim, 0)
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return response.text()
}

/** One line of the table; true when the mark is met by the median. */
function report({ name, mark, least = 0 }: Ask, all: Round[]): boolean {
  const middle = (read: (round: Round) => number) => median(all.map(read))
  const ratios = all.map(({ ours, floor }) => ours.rate / floor.rate)
  const ratio = `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}, ${Math.max(...ratios).toFixed(2)})`
  const cells = [
    name,
    middle(({ floor }) => floor.rate).toFixed(0),
    middle(({ ours }) => ours.rate).toFixed(0),
    middle(({ ours }) => ours.p50).toFixed(1),
    middle(({ ours }) => ours.p99).toFixed(1),
    ratio,
    mark.toFixed(2),
    stockRatio(all),
  ]
  console.log(`| ${cells.join(' | ')} |`)
  return median(ratios) >= mark && middle(({ ours }) => ours.rate) >= least
}

/** How near the third lane comes to the floor, where it was measured. */
function stockRatio(all: Round[]): string {
  const ratios = all.flatMap(({ stock, floor }) => (stock ? [stock.rate / floor.rate] : []))
  return ratios.length === 0 ? '–' : median(ratios).toFixed(2)
}
