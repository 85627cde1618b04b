import { dlopen } from 'bun:ffi'

const isMac = process.platform === 'darwin'

/** CLOCK_THREAD_CPUTIME_ID. `process.threadCpuUsage` is only as fine as the scheduler's tick, which is milliseconds. */
const clock = isMac ? 16 : 3

const { symbols } = dlopen(isMac ? 'libSystem.B.dylib' : 'libc.so.6', {
  clock_gettime: { args: ['i32', 'ptr'], returns: 'i32' },
})

const time = new BigInt64Array(2)

/** The processor time that this thread has had so far, in milliseconds: what else the machine does is not in it. */
export function readThreadCpu(): number {
  symbols.clock_gettime(clock, time)
  const [seconds = 0n, nanoseconds = 0n] = time
  return Number(seconds) * 1000 + Number(nanoseconds) / 1e6
}
