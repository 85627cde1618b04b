import { setImmediate } from 'node:timers/promises'
import { transaction } from '../db'
import { instance } from '../instance'
import { describeError, log } from '../log'
import { optimize } from './optimize'
import { onJobAdded, requeueLostJobs, type JobHandlers } from './queue'
import { runNextJob, type Ending, type Lane } from './run'
import { scheduleJobs } from './schedule'
import { sweep } from './sweep'

/** How often the worker looks for jobs that became due, or that a command beside the server added. */
const POLL_MS = 1000

/** A lane that has not looked for work for this long hangs, unless a job of it is under way. */
const SILENT_MS = 10 * POLL_MS

/** What is under way learns so long before the end of the grace that it has to stop. */
const LAST_MS = 1000

/**
 * Runs jobs in the background. `stop` claims no more and waits `graceMs` for those under way. A long one is told to stop
 * at once, a quick one a second before the end; what does not end all the same is left behind and begins anew with the
 * next start.
 */
export type Worker = { stop: (graceMs: number) => Promise<void>; isAlive: () => boolean }

/** What the library and every feature do in the background, by the kind of job. `between` is waited for after each feature's code. */
export async function loadJobHandlers(between?: () => Promise<unknown>): Promise<JobHandlers> {
  const all: JobHandlers = { sweep, optimize }
  for (const { jobs } of instance().features) {
    Object.assign(all, await jobs?.())
    await between?.()
  }
  return all
}

/**
 * Runs jobs as they become due, one after the other in each lane. Only one worker has a file, by the file's lock: what an
 * earlier one left when it died is taken up at once.
 */
export async function startWorker(given?: JobHandlers): Promise<Worker> {
  // Requests that came meanwhile are answered before the next feature's code is loaded.
  const handlers = given ?? (await loadJobHandlers(() => setImmediate()))
  const lost = transaction((tx) => requeueLostJobs(tx))
  if (lost > 0) log('info', 'jobs of a server that died are taken up again', { jobs: lost })
  scheduleJobs(handlers, new Date())
  const stopping = new AbortController()
  const lanes = (['quick', 'long'] as const).map((lane) => startLane(lane, handlers, stopping.signal))
  return {
    isAlive: () => lanes.every((lane) => lane.isAlive()),
    stop: async (graceMs) => {
      stopping.abort()
      await Promise.all(lanes.map((lane) => lane.stop(graceMs)))
    },
  }
}

function startLane(lane: Lane, handlers: JobHandlers, signal: AbortSignal) {
  const bell = makeBell()
  const [telling, leaving] = [new AbortController(), new AbortController()]
  const ending = { told: telling.signal, over: leaving.signal }
  let looked = Date.now()
  let isBusy = false
  async function work() {
    while (!signal.aborted) {
      isBusy = true
      const ran = await runSafely(handlers, lane, ending)
      isBusy = false
      looked = Date.now()
      if (!ran && !signal.aborted) await bell.wait(POLL_MS)
    }
    bell.close()
  }
  const done = work()
  async function stop(graceMs: number) {
    bell.ring()
    const patience = lane === 'long' ? 0 : Math.max(graceMs - LAST_MS, 0)
    const timers = [
      setTimeout(() => telling.abort(new Error('The server stops.')), patience),
      setTimeout(() => leaving.abort(new Error('The server stops.')), graceMs),
    ]
    await done
    timers.forEach(clearTimeout)
  }
  return { stop, isAlive: () => isBusy || Date.now() - looked < SILENT_MS }
}

/** A full disk or a mistake in a handler must not end the worker: it looks again a moment later. */
async function runSafely(handlers: JobHandlers, lane: Lane, ending: Ending): Promise<boolean> {
  try {
    return await runNextJob(handlers, new Date(), lane, ending)
  } catch (error) {
    log('error', 'the worker could not run a job', { error: describeError(error) })
    return false
  }
}

/** Rings when this process has added a job; `wait` returns then, or after a while. */
function makeBell() {
  let isRung = false
  let wake = () => {}
  function ring() {
    isRung = true
    wake()
  }
  // The job's transaction has not been committed when this is called, but it will be before a timer runs.
  const stopListening = onJobAdded(() => setTimeout(ring, 0))
  return {
    ring,
    wait: async (ms: number) => {
      if (!isRung) {
        const { promise, resolve } = Promise.withResolvers<void>()
        const timer = setTimeout(resolve, ms)
        wake = resolve
        await promise
        clearTimeout(timer)
      }
      isRung = false
    },
    close: stopListening,
  }
}
