import { instance } from './instance'
import { onJobAdded, runNextJob, scheduleJobs, type JobHandlers } from './jobs'
import { describeError, log } from './log'
import { sweep } from './sweep'

/** How often the worker looks for jobs that became due, or that a command beside the server added. */
const POLL_MS = 1000

/** Runs jobs in the background. `stop` claims no more and waits `graceMs` for the one under way. */
export type Worker = { stop: (graceMs: number) => Promise<void> }

/** What the library and every feature do in the background, by the kind of job. */
export async function loadJobHandlers(): Promise<JobHandlers> {
  const loaded = await Promise.all(instance().features.map(async ({ jobs }) => (await jobs?.()) ?? {}))
  return loaded.reduce((all, some) => ({ ...all, ...some }), { sweep })
}

/**
 * Runs jobs as they become due, one after the other. A job that the grace did not suffice for keeps its lease, and is
 * tried again by the next worker when that has run out.
 */
export async function startWorker(given?: JobHandlers): Promise<Worker> {
  const handlers = given ?? (await loadJobHandlers())
  scheduleJobs(handlers, new Date())
  const bell = makeBell()
  const stopping = new AbortController()
  async function work() {
    while (!stopping.signal.aborted) {
      const ran = await runSafely(handlers)
      if (!ran && !stopping.signal.aborted) await bell.wait(POLL_MS)
    }
  }
  const working = work()
  return {
    stop: async (graceMs) => {
      stopping.abort()
      bell.close()
      const grace = Promise.withResolvers<void>()
      const timer = setTimeout(grace.resolve, graceMs)
      await Promise.race([working, grace.promise])
      clearTimeout(timer)
    },
  }
}

/** A full disk or a mistake in a handler must not end the worker: it looks again a moment later. */
async function runSafely(handlers: JobHandlers): Promise<boolean> {
  try {
    return await runNextJob(handlers, new Date())
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
    close: () => {
      stopListening()
      ring()
    },
  }
}
