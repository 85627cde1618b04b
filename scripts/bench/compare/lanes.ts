import { cpSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Subprocess } from 'bun'
import { freePort, untilReady } from '../servers'
import { buildStock, unpreparedEdits } from '../stock'

/** A server under measurement, on a database of its own, `path`, that is a copy of the same one. */
export type Lane = { name: string; origin: string; server: Subprocess; path: string }

/** An embedded file as a client gets it: `bytes` in Base64. */
export type EmbeddedFile = { path: string; headers: Record<string, string>; bytes: string }

/** Starts the binary on a copy of the database; its limits are off unless `isLimited`. */
export async function startCapsule(folder: string, database: string, isLimited = false): Promise<Lane> {
  const path = copyOf(database, folder, isLimited ? 'limited' : 'capsule')
  return start('Capsule', [resolve('dist/capsule')], {
    DATABASE_PATH: path,
    LOG_LEVEL: 'error',
    ...(!isLimited && { RATE_LIMITS: 'off' }),
  })
}

/** Builds the same pages on the adapter's own entry, with the session by Better Auth and unprepared queries, and starts that. */
export async function startStock(folder: string, database: string): Promise<Lane> {
  const root = await buildStock(join(folder, 'stock'), unpreparedEdits)
  const command = [process.execPath, '--preload', './scripts/bench/open-instance.ts', 'dist/server/entry.mjs']
  const env = {
    BENCH_DATABASE: copyOf(database, folder, 'stock-lane'),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    RATE_LIMITS: 'off',
    NODE_ENV: 'production',
  }
  return start('stock', command, env, root)
}

/** Starts the server that does the same by hand. */
export async function startFloor(folder: string, database: string, file: EmbeddedFile): Promise<Lane> {
  const path = copyOf(database, folder, 'floor')
  return start('floor', [process.execPath, resolve('scripts/bench/compare/floor.ts')], {
    DATABASE_PATH: path,
    FILE: JSON.stringify(file),
  })
}

function copyOf(database: string, folder: string, name: string): string {
  const path = join(folder, `${name}.db`)
  cpSync(database, path)
  return path
}

async function start(
  name: string,
  command: string[],
  env: Record<string, string>,
  cwd = process.cwd(),
): Promise<Lane> {
  const port = freePort()
  const server = Bun.spawn(command, {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', PORT: String(port), ...env },
    // What the stock entry says of connections that the generator closes is no news.
    stdio: ['ignore', 'ignore', name === 'stock' ? 'ignore' : 'inherit'],
  })
  const origin = `http://localhost:${port}`
  await untilReady(`${origin}/healthz`)
  return { name, origin, server, path: env['DATABASE_PATH'] ?? env['BENCH_DATABASE'] ?? '' }
}

/** Resident memory of a process now, and the most it ever was, in MB; from Linux's /proc. */
export function memoryOf({ pid }: Subprocess): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024
  return { now: read('VmRSS'), most: read('VmHWM') }
}
