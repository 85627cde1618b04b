// @vitest-environment node
import { describe, expect, test } from 'vitest'
import type { JobHandler } from '@/lib/feature'
import { database, transaction } from '@/lib/server/db'
import {
  enqueueJob,
  findHold,
  holdJobs,
  releaseJobs,
  requeueLostJobs,
  reviveJob,
  type NewJob,
} from '@/lib/server/jobs/queue'
import { LEASE_MS, runNextJob } from '@/lib/server/jobs/run'
import { scheduleJobs } from '@/lib/server/jobs/schedule'
import { startWorker } from '@/lib/server/jobs/worker'
import { configureLog } from '@/lib/server/log'
import { jobs } from '@/lib/server/schema/jobs'
import { useInstance } from '@/test/instance'

configureLog({ level: 'error', format: 'text' })
useInstance()

const MINUTE = 60_000
const noon = new Date('2026-01-01T12:00:00Z')
const after = (minutes: number, from = noon) => new Date(from.getTime() + minutes * MINUTE)

const add = (job: NewJob, now = noon) => transaction((tx) => enqueueJob(tx, job, now))
const rows = () => database().select().from(jobs).all()

/** A handler that notes what it was called with, and does what it is told. */
function recorder(act: (attempt: number) => void | Promise<void> = () => undefined) {
  const runs: { payload: unknown; attempt: number }[] = []
  const failures: { attempt: number; isLast: boolean; reason: string }[] = []
  const handler: JobHandler = {
    run: async (payload, { attempt }) => {
      runs.push({ payload, attempt })
      await act(attempt)
    },
    failed: (_payload, { attempt, isLast, reason }) => void failures.push({ attempt, isLast, reason }),
  }
  return { runs, failures, handler }
}

const refuse = () => {
  throw new Error('not now')
}

describe('a job that fails', () => {
  test('is tried again after a minute, then after about twice as long each time, six hours at most', async () => {
    const { handler, failures } = recorder(refuse)
    add({ kind: 'bake' })
    const waits: number[] = []
    let now = noon
    for (let attempt = 1; attempt < 12; attempt += 1) {
      expect(await runNextJob({ bake: handler }, now)).toBe(true)
      const next = rows()[0]?.runAt ?? now
      waits.push((next.getTime() - now.getTime()) / MINUTE)
      expect(await runNextJob({ bake: handler }, new Date(next.getTime() - 1))).toBe(false)
      now = next
    }

    const expected = [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]
    waits.forEach((wait, place) => {
      const base = expected[place] ?? 0
      expect(wait).toBeGreaterThanOrEqual(Math.max(1, base * 0.8))
      expect(wait).toBeLessThanOrEqual(Math.min(360, base * 1.2))
    })
    expect(failures.every(({ isLast }) => !isLast)).toBe(true)
    expect(rows()[0]).toMatchObject({ attempts: 11, lastError: 'not now', leasedUntil: null, failedAt: null })
  })

  test('together with a hundred others does not come back together with them', async () => {
    const { handler } = recorder(refuse)
    for (let count = 0; count < 100; count += 1) add({ kind: 'bake' })
    database().update(jobs).set({ attempts: 5 }).run()
    while (await runNextJob({ bake: handler }, noon));

    expect(new Set(rows().map(({ runAt }) => runAt.getTime())).size).toBeGreaterThan(50)
  })

  test('by taking longer than it may is told to stop and tried again', async () => {
    const stopped = Promise.withResolvers<unknown>()
    const slow: JobHandler = {
      timeLimit: 20,
      run: async (_payload, { signal }) => {
        signal.addEventListener('abort', () => stopped.resolve(signal.reason))
        await new Promise(() => {})
      },
    }
    add({ kind: 'bake' })
    await runNextJob({ bake: slow }, noon)

    expect(String(await stopped.promise)).toContain('This took longer than 0.02 s.')
    expect(rows()[0]).toMatchObject({
      attempts: 1,
      lastError: 'This took longer than 0.02 s.',
      failedAt: null,
    })
  })

  test('for good can be revived, with all its tries, and only then', async () => {
    const { handler, runs } = recorder()
    add({ kind: 'forgotten' })
    const id = rows()[0]?.id ?? ''
    expect(transaction((tx) => reviveJob(tx, id, noon))).toBe(false)
    await runNextJob({}, noon)

    expect(transaction((tx) => reviveJob(tx, id, after(1)))).toBe(true)
    expect(rows()[0]).toMatchObject({
      id,
      failedAt: null,
      attempts: 0,
      lastError: 'Nothing here does forgotten.',
    })
    await runNextJob({ forgotten: handler }, after(1))
    expect(runs).toHaveLength(1)
  })

  test('is given up after the twelfth try, and kept', async () => {
    const { handler, runs, failures } = recorder(refuse)
    add({ kind: 'bake' })
    for (let day = 0; day < 20; day += 1) await runNextJob({ bake: handler }, after(day * 24 * 60))

    expect(runs).toHaveLength(12)
    expect(failures.at(-1)).toEqual({ attempt: 12, isLast: true, reason: 'not now' })
    expect(rows()).toEqual([expect.objectContaining({ attempts: 12, failedAt: after(11 * 24 * 60) })])
  })

  test('of a kind that nobody knows is given up at once', async () => {
    add({ kind: 'forgotten' })
    await runNextJob({}, noon)

    expect(rows()[0]).toMatchObject({ failedAt: noon, lastError: 'Nothing here does forgotten.' })
    expect(await runNextJob({}, after(9999))).toBe(false)
  })

  test('makes way for a new one with the same key once it was given up', async () => {
    add({ kind: 'forgotten', key: 'the one' })
    await runNextJob({}, noon)
    add({ kind: 'bake', key: 'the one' })

    expect(rows()).toEqual([expect.objectContaining({ kind: 'bake', failedAt: null, attempts: 0 })])
  })

  test('does not keep the others from running', async () => {
    const { handler, runs } = recorder()
    const { handler: failing } = recorder(refuse)
    add({ kind: 'fail' })
    add({ kind: 'bake' }, after(1))
    await runNextJob({ bake: handler, fail: failing }, after(1))
    await runNextJob({ bake: handler, fail: failing }, after(1))

    expect(runs).toHaveLength(1)
  })
})

describe('a job', () => {
  test('that is not due waits', async () => {
    const { handler, runs } = recorder()
    add({ kind: 'bake', runAt: after(10) })

    expect(await runNextJob({ bake: handler }, after(9))).toBe(false)
    expect(await runNextJob({ bake: handler }, after(10))).toBe(true)
    expect(runs).toHaveLength(1)
  })

  test('runs with its payload and is gone', async () => {
    const { handler, runs } = recorder()
    add({ kind: 'bake', payload: { loaves: 3 } })
    await runNextJob({ bake: handler }, noon)

    expect(runs).toEqual([{ payload: { loaves: 3 }, attempt: 1 }])
    expect(rows()).toEqual([])
  })

  test('is not there when its transaction was rolled back', async () => {
    expect(() =>
      transaction((tx) => {
        enqueueJob(tx, { kind: 'bake' }, noon)
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(await runNextJob({}, noon)).toBe(false)
  })

  test('with a key is there once while it waits', () => {
    add({ kind: 'bake', key: 'daily', payload: 1 })
    add({ kind: 'bake', key: 'daily', payload: 2 })

    expect(rows().map(({ payload }) => payload)).toEqual(['1'])
  })

  test('is claimed by one of fifty workers that ask at the same time', async () => {
    const held = Promise.withResolvers<void>()
    const { handler, runs } = recorder(() => held.promise)
    for (let count = 0; count < 10; count += 1) add({ kind: 'bake', payload: count })
    const working = Array.from({ length: 50 }, () => runNextJob({ bake: handler }, noon))
    held.resolve()

    expect((await Promise.all(working)).filter(Boolean)).toHaveLength(10)
    expect(runs.map(({ payload }) => payload)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  test('whose worker died is free again when its lease ran out, and the first worker no longer decides', async () => {
    const dead = Promise.withResolvers<void>()
    const lost = recorder(() => dead.promise)
    const { handler, runs } = recorder(refuse)
    add({ kind: 'bake' })
    const first = runNextJob({ bake: lost.handler }, noon)

    expect(await runNextJob({ bake: handler }, new Date(noon.getTime() + LEASE_MS))).toBe(false)
    const later = new Date(noon.getTime() + LEASE_MS + 1)
    expect(await runNextJob({ bake: handler }, later)).toBe(true)
    expect(runs).toEqual([{ payload: {}, attempt: 2 }])
    dead.resolve()
    await first
    expect(rows()).toEqual([expect.objectContaining({ attempts: 2, lastError: 'not now' })])
  })

  test('that kills every worker is given up without being run a thirteenth time', async () => {
    const { handler, runs, failures } = recorder()
    add({ kind: 'bake' })
    database().update(jobs).set({ attempts: 12, leasedUntil: noon }).run()
    await runNextJob({ bake: handler }, after(1))

    expect(runs).toEqual([])
    expect(failures).toEqual([{ attempt: 13, isLast: true, reason: 'No worker outlived this job.' }])
  })
})

describe('a schedule', () => {
  const quarter = { schedule: '*/15 * * * *' }

  test('runs at its times, and is never there twice', async () => {
    const { handler, runs } = recorder()
    const handlers = { tidy: { ...handler, ...quarter } }
    scheduleJobs(handlers, after(1))
    scheduleJobs(handlers, after(1))

    expect(rows().map(({ runAt }) => runAt)).toEqual([after(15)])
    expect(await runNextJob(handlers, after(14))).toBe(false)
    await runNextJob(handlers, after(15))
    expect(runs).toHaveLength(1)
    expect(rows().map(({ runAt }) => runAt)).toEqual([after(30)])
  })

  test('that was missed while nothing ran is made up for once, at once', async () => {
    const { handler, runs } = recorder()
    const handlers = { tidy: { ...handler, ...quarter } }
    scheduleJobs(handlers, after(1))
    scheduleJobs(handlers, after(100))
    await runNextJob(handlers, after(100))

    expect(runs).toHaveLength(1)
    expect(rows().map(({ runAt }) => runAt)).toEqual([after(105)])
  })

  test('that was changed or dropped is followed from the next start on', () => {
    const { handler } = recorder()
    scheduleJobs({ tidy: { ...handler, ...quarter } }, after(1))
    scheduleJobs({ tidy: { ...handler, schedule: '*/20 * * * *' } }, after(2))
    expect(rows().map(({ runAt }) => runAt)).toEqual([after(20)])

    scheduleJobs({ tidy: handler }, after(3))
    expect(rows()).toEqual([])
  })

  test('that fails is tried again sooner, and never given up', async () => {
    const { handler, failures } = recorder(refuse)
    const handlers = { tidy: { ...handler, ...quarter } }
    scheduleJobs(handlers, noon)
    let now = after(15)
    const waits: number[] = []
    for (let count = 0; count < 15; count += 1) {
      await runNextJob(handlers, now)
      const next = rows()[0]?.runAt ?? now
      waits.push((next.getTime() - now.getTime()) / MINUTE)
      now = next
    }

    expect(failures).toHaveLength(15)
    expect(failures.some(({ isLast }) => isLast)).toBe(false)
    expect(Math.max(...waits)).toBeLessThanOrEqual(15)
    expect(waits[0]).toBeLessThanOrEqual(1.2)
  })
})

describe('held jobs', () => {
  test('do not run before they are released', async () => {
    const { handler, runs } = recorder()
    add({ kind: 'bake' })
    transaction((tx) => holdJobs(tx, noon))

    expect(await runNextJob({ bake: handler }, after(1))).toBe(false)
    expect(findHold()).toEqual(noon)
    transaction(releaseJobs)
    expect(await runNextJob({ bake: handler }, after(1))).toBe(true)
    expect(runs).toHaveLength(1)
    expect(findHold()).toBeNull()
  })
})

describe('a long job', () => {
  test('runs in a lane of its own, which takes nothing else', async () => {
    const { handler, runs } = recorder()
    const handlers = { bake: { ...handler, isLong: true }, wipe: handler }
    add({ kind: 'bake', payload: 'long' })
    add({ kind: 'wipe', payload: 'quick' })

    expect(await runNextJob(handlers, noon)).toBe(true)
    expect(await runNextJob(handlers, noon)).toBe(false)
    expect(runs.map(({ payload }) => payload)).toEqual(['quick'])
    expect(await runNextJob(handlers, noon, 'long')).toBe(true)
    expect(await runNextJob(handlers, noon, 'long')).toBe(false)
    expect(runs.map(({ payload }) => payload)).toEqual(['quick', 'long'])
  })
})

describe('the worker', () => {
  test('takes up a job as soon as it is added, and lets it finish when it is stopped', async () => {
    const begun = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const worker = await startWorker({
      bake: {
        run: () => {
          begun.resolve()
          return held.promise
        },
      },
    })
    add({ kind: 'bake' })
    await begun.promise
    const stopping = worker.stop(10_000)
    expect(rows().filter(({ kind }) => kind === 'bake')).toHaveLength(1)
    held.resolve()
    await stopping

    expect(rows().filter(({ kind }) => kind === 'bake')).toEqual([])
  })

  test('does not wait for ever for a job that does not end', async () => {
    const begun = Promise.withResolvers<void>()
    const worker = await startWorker({
      bake: {
        run: () => {
          begun.resolve()
          return new Promise(() => {})
        },
      },
    })
    add({ kind: 'bake' })
    await begun.promise
    await worker.stop(5)

    expect(rows().filter(({ kind }) => kind === 'bake')).toHaveLength(1)
  })

  test('takes up at once what a server left that died', async () => {
    const { handler, runs } = recorder()
    const ran = Promise.withResolvers<void>()
    add({ kind: 'bake' }, new Date())
    database()
      .update(jobs)
      .set({ attempts: 1, leasedUntil: new Date(Date.now() + 60 * MINUTE) })
      .run()
    const worker = await startWorker({
      bake: {
        run: async (...call) => {
          await handler.run(...call)
          ran.resolve()
        },
      },
    })
    await ran.promise
    expect(worker.isAlive()).toBe(true)
    await worker.stop(1000)

    expect(runs).toEqual([{ payload: {}, attempt: 2 }])
    expect(transaction((tx) => requeueLostJobs(tx))).toBe(0)
  })

  test('tells a long job at once to stop, and puts it back as if it had not begun', async () => {
    const begun = Promise.withResolvers<void>()
    const backUp: JobHandler = {
      isLong: true,
      run: (_payload, { signal }) => {
        begun.resolve()
        return new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        )
      },
      failed: () => expect.unreachable('a job that was stopped did not fail'),
    }
    const worker = await startWorker({ back_up: backUp })
    add({ kind: 'back_up' })
    await begun.promise
    await worker.stop(60_000)

    const [job] = rows().filter(({ kind }) => kind === 'back_up')
    expect(job).toMatchObject({ attempts: 0, leasedUntil: null, failedAt: null, lastError: null })
    expect(transaction((tx) => requeueLostJobs(tx))).toBe(0)
  })

  test('leaves a job behind that does not stop, and puts it back', async () => {
    const begun = Promise.withResolvers<void>()
    const told = Promise.withResolvers<void>()
    const worker = await startWorker({
      bake: {
        run: (_payload, { signal }) => {
          signal.addEventListener('abort', () => told.resolve())
          begun.resolve()
          return new Promise(() => {})
        },
      },
    })
    add({ kind: 'bake' })
    await begun.promise
    await worker.stop(20)
    await told.promise

    const [job] = rows().filter(({ kind }) => kind === 'bake')
    expect(job).toMatchObject({ attempts: 0, leasedUntil: null, failedAt: null })
    expect(transaction((tx) => requeueLostJobs(tx))).toBe(0)
  })

  test('goes on after a handler that throws even when it is told of its failure', async () => {
    configureLog({ level: 'error', format: 'text' })
    const baked = Promise.withResolvers<void>()
    const worker = await startWorker({
      burn: { run: async () => refuse(), failed: refuse },
      bake: { run: async () => baked.resolve() },
    })
    add({ kind: 'burn' })
    add({ kind: 'bake' })
    await baked.promise
    await worker.stop(1000)

    expect(rows().filter(({ kind }) => kind === 'bake')).toEqual([])
  })
})
