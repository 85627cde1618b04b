import type { Subprocess } from 'bun'
import { readFileSync } from 'node:fs'
import { OperatorError } from '../errors'
import { ownCommand } from '../own-command'

/** A server of this same program: where it answers, and what it holds of memory, in bytes; null where the system does not say. */
export type OwnServer = { origin: string; memory: () => number | null; stop: () => Promise<void> }

/** Starts this program once more on another file, without limits and on a port that the system chose. */
export async function startOwnServer(database: string, signal: AbortSignal): Promise<OwnServer> {
  const child = Bun.spawn(ownCommand(), {
    env: { DATABASE_PATH: database, PORT: '0', RATE_LIMITS: 'off', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const kill = () => child.kill('SIGKILL')
  signal.addEventListener('abort', kill)
  const stop = async () => {
    signal.removeEventListener('abort', kill)
    child.kill('SIGTERM')
    await child.exited
  }
  try {
    return { origin: await readOrigin(child), memory: () => readMemory(child.pid), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** It greets once it listens. */
async function readOrigin({ stdout }: Subprocess<'ignore', 'pipe', 'inherit'>): Promise<string> {
  const decoder = new TextDecoder()
  const reader = stdout.getReader()
  let said = ''
  for (;;) {
    const { done, value } = await reader.read()
    said += decoder.decode(value, { stream: !done })
    const origin = /address +(http\S+)\n/.exec(said)?.[1]
    if (origin !== undefined) return origin
    if (done) throw new OperatorError('the server that was to be measured did not start.')
  }
}

/** Linux alone tells it of another process. */
function readMemory(pid: number): number | null {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) * 1024
  } catch {
    return null
  }
}
