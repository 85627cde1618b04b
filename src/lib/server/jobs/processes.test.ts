// @vitest-environment node
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { features, identity } from '@/app'
import { readConfig } from '@/lib/server/config'
import { openDatabase, transaction } from '@/lib/server/db'
import { setInstance } from '@/lib/server/instance'
import { enqueueJob } from '@/lib/server/jobs/queue'
import { migrate, readMigrations } from '@/lib/server/migrate'
import { jobs } from '@/lib/server/schema/jobs'
import { useDatabase } from '@/lib/server/start'

const workers = 4
const amount = 200

/** A process that is ready when it says so, and begins when it is told: however long it takes to start. */
function startWorker(path: string) {
  const child = Bun.spawn([process.execPath, 'src/test/claim-jobs.ts', path], {
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'inherit',
  })
  const ready = Promise.withResolvers<void>()
  const read = async () => {
    const decoder = new TextDecoder()
    let said = ''
    for await (const piece of child.stdout) {
      said += decoder.decode(piece, { stream: true })
      if (said.startsWith('ready\n')) ready.resolve()
    }
    return said.replace('ready\n', '')
  }
  const begin = () => {
    child.stdin.write('go\n')
    void child.stdin.end()
  }
  return { ready: ready.promise, begin, output: read() }
}

test(`${workers} processes on one file run each of ${amount} jobs exactly once`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'capsule-jobs-'))
  const path = join(folder, 'capsule.db')
  const client = openDatabase(path, identity.applicationId)
  migrate(client, readMigrations('migrations'))
  useDatabase(client, { identity, features }, readConfig(identity, {}))
  const now = new Date()
  transaction((tx) => {
    for (let place = 0; place < amount; place += 1) enqueueJob(tx, { kind: 'count', payload: place }, now)
  })

  const workersAtIt = Array.from({ length: workers }, () => startWorker(path))
  await Promise.all(workersAtIt.map(({ ready }) => ready))
  for (const { begin } of workersAtIt) begin()
  const outputs = await Promise.all(workersAtIt.map(({ output }) => output))
  const had = outputs.map((output) => z.array(z.number()).parse(JSON.parse(output)))

  expect(had.filter((places) => places.length > 0).length).toBeGreaterThan(1)
  expect(had.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: amount }, (_, place) => place))
  expect(client.select().from(jobs).all()).toEqual([])
  setInstance(undefined)
  client.$client.close()
  rmSync(folder, { recursive: true })
}, 30_000)
