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

  const begin = String(Date.now() + 2000)
  const run = () =>
    Bun.spawn([process.execPath, 'src/test/claim-jobs.ts', path, begin], {
      stdout: 'pipe',
      stderr: 'inherit',
    })
  const processes = Array.from({ length: workers }, run)
  const outputs = await Promise.all(processes.map(({ stdout }) => new Response(stdout).text()))
  const had = outputs.map((output) => z.array(z.number()).parse(JSON.parse(output)))

  expect(had.filter((places) => places.length > 0).length).toBeGreaterThan(1)
  expect(had.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: amount }, (_, place) => place))
  expect(client.select().from(jobs).all()).toEqual([])
  setInstance(undefined)
  client.$client.close()
  rmSync(folder, { recursive: true })
}, 30_000)
