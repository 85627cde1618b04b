import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Subprocess } from 'bun'
import { measure, median, summarise } from './load'
import { end, freePort, untilReady } from './servers'

// bun scripts/bench/listener.ts: /healthz on our listener against the stock entry of @astrojs/node, in turns.
// Both are the server bundle of these sources, the same pages and the same middleware, run by this Bun as
// `bun dist/server/entry.mjs`; in the stock copy only the adapter's entry is its own again. It opens no database, and
// /healthz without a cookie asks for none. Our bundle is taken from dist/: build first.

const ROUNDS = 5
const WARM_UP_MS = 2000
const ROUND_MS = 4000
const CONNECTIONS = 32
const LEAST_RATIO = 3

const folder = mkdtempSync(join(tmpdir(), 'bench-listener-'))
const servers: Subprocess[] = []
try {
  const ours = await serve(process.cwd())
  const stock = await serve(await buildStock())
  await measureAt(ours, WARM_UP_MS)
  await measureAt(stock, WARM_UP_MS)
  const rounds: { ours: number; stock: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ ours: await measureAt(ours, ROUND_MS), stock: await measureAt(stock, ROUND_MS) })
  }
  report(rounds)
} finally {
  await Promise.all(servers.map(end))
  rmSync(folder, { recursive: true, force: true })
}

/** A copy of what git tracks or would track, built with the adapter as its package has it. */
async function buildStock(): Promise<string> {
  const copy = join(folder, 'stock')
  const listed = Bun.spawnSync(['git', 'ls-files', '-coz', '--exclude-standard'])
  for (const path of listed.stdout.toString().split('\0').filter(Boolean)) cpSync(path, join(copy, path))
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
  const config = join(copy, 'astro.config.mjs')
  const source = readFileSync(config, 'utf8')
  const stock = source.replace("nodeWithEntry('./src/main.ts')", "node({ mode: 'standalone' })")
  if (stock === source) throw new Error('astro.config.mjs does not set its adapter as this expects.')
  writeFileSync(config, stock)
  const build = Bun.spawn([process.execPath, '--bun', 'astro', 'build', '--silent'], {
    cwd: copy,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if ((await build.exited) !== 0) throw new Error('The stock copy could not be built.')
  return copy
}

/** Runs the bundle of a folder and returns its port. */
async function serve(root: string): Promise<number> {
  const port = freePort()
  const server = Bun.spawn([process.execPath, join(root, 'dist/server/entry.mjs')], {
    cwd: folder,
    env: { HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'warn', NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  servers.push(server)
  await untilReady(`http://127.0.0.1:${port}/healthz`)
  return port
}

function measureAt(port: number, milliseconds: number): Promise<number> {
  return measure({ port, path: '/healthz', connections: CONNECTIONS, milliseconds })
}

function report(rounds: { ours: number; stock: number }[]): void {
  for (const { ours, stock } of rounds) {
    console.log(`ours ${ours.toFixed(0)}  stock ${stock.toFixed(0)}  ratio ${(ours / stock).toFixed(2)}`)
  }
  const ratios = rounds.map(({ ours, stock }) => ours / stock)
  console.log(`requests a second, median (least, most), ${CONNECTIONS} connections:`)
  console.log(`  ours   ${summarise(rounds.map(({ ours }) => ours))}`)
  console.log(`  stock  ${summarise(rounds.map(({ stock }) => stock))}`)
  console.log(`  ratio  ${summarise(ratios, 2)}`)
  process.exitCode = median(ratios) >= LEAST_RATIO ? 0 : 1
}
