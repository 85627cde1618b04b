import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { identity } from '@/app'
import { memoryOf } from './compare/lanes'
import { median, summarise } from './load'
import { end, freePort, untilReady } from './servers'

// bun scripts/bench/start.ts [binary]: milliseconds from exec to the first 200, of a binary on a database that is there, of one that
// makes its own, and of the smallest server that Bun compiles; and the memory of ours half a minute after its start.

const STARTS = 10
const MARKS = { existing: 150, times: 6, fresh: 300, idleMegabytes: 110 }
const IDLE_MS = 30_000

const binary = resolve(process.argv[2] ?? `dist/${identity.command}`)
const folder = mkdtempSync(join(tmpdir(), 'bench-start-'))
try {
  const bare = await compileBare()
  await start(binary, 'kept')
  const rounds: { existing: number; fresh: number; bare: number }[] = []
  for (let round = 0; round < STARTS; round += 1) {
    rounds.push({
      existing: await start(binary, 'kept'),
      fresh: await start(binary, `fresh-${round}`),
      bare: await start(bare, 'kept'),
    })
  }
  const all = (name: keyof (typeof rounds)[number]) => rounds.map((round) => round[name])
  const times = median(all('existing')) / median(all('bare'))
  console.log(`| start to the first 200, ${STARTS} in turns | median (least, most) | mark |`)
  console.log('| --- | --- | --- |')
  console.log(`| a file that is there, ms | ${summarise(all('existing'))} | ${MARKS.existing} |`)
  console.log(`| no file, all migrations, ms | ${summarise(all('fresh'))} | ${MARKS.fresh} |`)
  console.log(`| a bare server that Bun compiled, ms | ${summarise(all('bare'))} | |`)
  console.log(`| ours to the bare one | ${times.toFixed(1)} | ${MARKS.times} |`)
  const idle = await measureIdle()
  console.log(`| memory, idle after the start, MB | ${idle.toFixed(0)} | ${MARKS.idleMegabytes} |`)
  const isMet =
    median(all('existing')) <= MARKS.existing &&
    median(all('fresh')) <= MARKS.fresh &&
    times <= MARKS.times &&
    idle <= MARKS.idleMegabytes
  process.exitCode = isMet ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The least that a compiled server has to do before it answers. */
async function compileBare(): Promise<string> {
  const source = join(folder, 'bare.ts')
  writeFileSync(
    source,
    "Bun.serve({ hostname: '127.0.0.1', port: Number(process.env.PORT), fetch: () => new Response('ok') })",
  )
  const path = join(folder, 'bare')
  const build = Bun.spawnSync([
    process.execPath,
    'build',
    '--compile',
    '--bytecode',
    source,
    '--outfile',
    path,
  ])
  if (!build.success) throw new Error(`The bare server could not be compiled: ${build.stderr.toString()}`)
  return path
}

/** Starts a binary once on a file of that name, waits for its first answer and stops it. */
async function start(path: string, name: string): Promise<number> {
  const port = freePort()
  const before = performance.now()
  const server = spawn(path, name, port)
  await untilReady(`http://127.0.0.1:${port}/healthz`)
  const milliseconds = performance.now() - before
  await end(server)
  return milliseconds
}

async function measureIdle(): Promise<number> {
  const port = freePort()
  const server = spawn(binary, 'kept', port)
  await untilReady(`http://127.0.0.1:${port}/healthz`)
  await Bun.sleep(IDLE_MS)
  const { now } = memoryOf(server)
  await end(server)
  return now
}

function spawn(path: string, name: string, port: number) {
  return Bun.spawn([path], {
    cwd: folder,
    env: { PORT: String(port), LOG_LEVEL: 'warn', DATABASE_PATH: join(folder, `${name}.db`) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
