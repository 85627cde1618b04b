import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { listFiles, makeFolder, runCapsule, startCapsule } from './support/binary'

const Pace = z.object({ rate: z.number().positive(), p50: z.number(), p99: z.number() })
const Report = z.object({
  disk: Pace,
  passwords: Pace,
  answered: z.array(Pace.extend({ what: z.string(), kind: z.enum(['page', 'read', 'write']) })),
  backup: z.object({ bytes: z.number().min(67_000_000), milliseconds: z.number().positive() }),
})

const quick = ['bench', '--seconds', '0.2']

it('capsule bench refuses what is no number of seconds, and a folder that is not there', async () => {
  const folder = makeFolder()
  const wrong = await runCapsule(['bench', '--seconds', 'many'], { folder })
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('--seconds takes a number')])
  const lost = await runCapsule(quick, { folder, env: { DATABASE_PATH: './lost/capsule.db' } })
  expect([lost.code, lost.stderr]).toEqual([1, expect.stringContaining('there is no folder')])
  expect(listFiles(folder)).toEqual([])
})

it('capsule bench measures beside a running server, whose file it leaves alone, and leaves nothing', async () => {
  const folder = makeFolder()
  const capsule = await startCapsule({ folder })
  const left = join(folder, 'capsule.db-bench')
  mkdirSync(left)
  chmodSync(left, 0o777)
  writeFileSync(join(left, 'bench.db'), 'of one that was killed')

  const said = await runCapsule(quick, { folder })
  expect([said.code, said.stderr]).toEqual([0, expect.stringContaining('Your data is not touched.')])
  expect(said.stdout).toMatch(/[\d,]+ people at work at once/)
  expect(said.stdout).toMatch(/[\d,]+ answers of visitors a second/)
  expect(listFiles(folder)).not.toContain('capsule.db-bench')
  expect((await fetch(`${capsule.url}/readyz`)).status).toBe(200)
  await capsule.stop()
})

it('capsule bench says the same for machines', async () => {
  const folder = makeFolder()
  const { stdout } = await runCapsule([...quick, '--json'], { folder })
  const { answered } = Report.parse(JSON.parse(stdout))
  expect(answered.map(({ kind }) => kind).toSorted()).toEqual([
    'page',
    'page',
    'read',
    'read',
    'write',
    'write',
  ])
  expect(listFiles(folder)).toEqual([])
})
