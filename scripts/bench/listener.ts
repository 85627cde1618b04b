import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Subprocess } from 'bun'
import { measure, median, summarise } from './load'
import { end, freePort, processorTime, untilReady } from './servers'
import { buildStock } from './stock'

// bun scripts/bench/listener.ts: /healthz on our listener against the stock entry of @astrojs/node, in turns.
// Both are the server bundle of these sources, the same pages and the same middleware, run by this Bun as
// `bun dist/server/entry.mjs`; in the stock copy only the adapter's entry is its own again. It opens no database, and
// /healthz without a cookie asks for none. Our bundle is taken from dist/: build first. The processor time of an answer
// is said too: unlike the rate it hardly depends on what else the machine does.

const ROUNDS = 7
const WARM_UP_MS = 2000
const ROUND_MS = 3000
const CONNECTIONS = 32
const LEAST_RATIO = 3

const folder = mkdtempSync(join(tmpdir(), 'bench-listener-'))
const servers: Subprocess[] = []

type Started = { port: number; server: Subprocess }
type Rate = { rate: number; microseconds: number }

try {
  const ours = await serve(process.cwd())
  const stock = await serve(await buildStock(join(folder, 'stock')), [
    '--preload',
    './scripts/bench/open-instance.ts',
  ])
  await measureAt(ours, WARM_UP_MS)
  await measureAt(stock, WARM_UP_MS)
  const rounds: { ours: Rate; stock: Rate }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ ours: await measureAt(ours, ROUND_MS), stock: await measureAt(stock, ROUND_MS) })
  }
  report(rounds)
} finally {
  await Promise.all(servers.map(end))
  rmSync(folder, { recursive: true, force: true })
}

/** Runs the bundle of a folder, with something loaded before it. */
async function serve(root: string, preload: string[] = []): Promise<Started> {
  const port = freePort()
  const server = Bun.spawn([process.execPath, ...preload, join(root, 'dist/server/entry.mjs')], {
    cwd: preload.length > 0 ? root : folder,
    env: {
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'warn',
      RATE_LIMITS: 'off',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  servers.push(server)
  await untilReady(`http://127.0.0.1:${port}/healthz`)
  return { port, server }
}

/** Requests a second, and the microseconds of processor time that the server takes for one. */
async function measureAt({ port, server }: Started, milliseconds: number): Promise<Rate> {
  const before = processorTime(server)
  const rate = await measure({ port, path: '/healthz', connections: CONNECTIONS, milliseconds })
  return { rate, microseconds: (processorTime(server) - before) / (rate * (milliseconds / 1000)) }
}

function report(rounds: { ours: Rate; stock: Rate }[]): void {
  const [ours, stock] = [rounds.map((round) => round.ours), rounds.map((round) => round.stock)]
  const ratios = rounds.map((round) => round.ours.rate / round.stock.rate)
  console.log(`${ROUNDS} rounds, ${CONNECTIONS} connections; median (least, most)`)
  console.log(`requests a second   ours ${summarise(ours.map(({ rate }) => rate))}`)
  console.log(`                    stock ${summarise(stock.map(({ rate }) => rate))}`)
  console.log(`                    ratio ${summarise(ratios, 2)}`)
  console.log(`processor time, µs  ours ${summarise(ours.map(({ microseconds }) => microseconds))}`)
  console.log(`                    stock ${summarise(stock.map(({ microseconds }) => microseconds))}`)
  process.exitCode = median(ratios) >= LEAST_RATIO ? 0 : 1
}
