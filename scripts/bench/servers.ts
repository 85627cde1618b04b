import { readFileSync } from 'node:fs'
import type { Subprocess } from 'bun'

/** A free port of this machine, as the system gave it a moment ago. */
export function freePort(): number {
  const probe = Bun.listen({ hostname: '127.0.0.1', port: 0, socket: { data: () => undefined } })
  const { port } = probe
  probe.stop(true)
  return port
}

/** Asks until `url` answers 200, as often as it can. Throws when that takes more than `patience`, in milliseconds. */
export async function untilReady(url: string, patience = 10_000): Promise<void> {
  const deadline = performance.now() + patience
  while (performance.now() < deadline) {
    const response = await fetch(url).catch(() => undefined)
    await response?.arrayBuffer()
    if (response?.status === 200) return
    await Bun.sleep(1)
  }
  throw new Error(`${url} did not answer.`)
}

/** Ends a server that was started for a measurement. */
export async function end(server: Subprocess): Promise<void> {
  server.kill('SIGTERM')
  const forced = setTimeout(() => server.kill('SIGKILL'), 5000)
  await server.exited
  clearTimeout(forced)
}

/** Processor time that a server has used so far, in microseconds; from Linux's /proc, whose unit is 10 ms. */
export function processorTime({ pid }: Subprocess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}
