import { readFileSync } from 'node:fs'

export const MIB = 1024 * 1024

/** Resident memory of a process, in bytes. */
export function memoryOf(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) * 1024
}

/** Does something to a server and returns by how many bytes its memory grew at the most meanwhile. */
export async function growthDuring(pid: number, name: string, work: () => Promise<void>): Promise<number> {
  const before = memoryOf(pid)
  let most = before
  const timer = setInterval(() => (most = Math.max(most, memoryOf(pid))), 10)
  await work().finally(() => clearInterval(timer))
  const growth = Math.max(most, memoryOf(pid)) - before
  console.log(`${name}: memory grew by ${(growth / MIB).toFixed(1)} MiB`)
  return growth
}
