import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { identity } from '@/app'
import { median, summarise } from './load'
import { end, freePort, untilReady } from './servers'

// bun scripts/bench/start.ts [binary]: milliseconds from exec to the first 200 on a database that is there already.

const STARTS = 10
const LIMIT_MS = 150

const binary = resolve(process.argv[2] ?? `dist/${identity.command}`)
const folder = mkdtempSync(join(tmpdir(), 'bench-start-'))
try {
  await start()
  const times: number[] = []
  for (let round = 0; round < STARTS; round += 1) times.push(await start())
  console.log(`start to the first 200, ms, of ${STARTS}: ${summarise(times)}`)
  process.exitCode = median(times) < LIMIT_MS ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Starts the binary once, waits for its first answer and stops it. */
async function start(): Promise<number> {
  const port = freePort()
  const before = performance.now()
  const server = Bun.spawn([binary], {
    cwd: folder,
    env: { PORT: String(port), LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await untilReady(`http://127.0.0.1:${port}/healthz`)
  const milliseconds = performance.now() - before
  await end(server)
  return milliseconds
}
