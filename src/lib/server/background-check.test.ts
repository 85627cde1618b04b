// @vitest-environment node
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { checkInBackground } from './background-check'
import { databaseReadiness } from './database-readiness'

let folder: string
let stop: AbortController
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-check-'))
  stop = new AbortController()
})
afterEach(() => rmSync(folder, { recursive: true }))

const check = (script: string, wait = 1) =>
  checkInBackground({
    path: 'capsule.db',
    signal: stop.signal,
    command: ['/bin/sh', '-c', script, 'sh'],
    wait,
  })

it.each([
  ['found damage', '{"damage":"page 3 is never used"}', 'page 3 is never used', /page 3 is never used/],
  ['found none', '{"damage":null}', null, null],
])('a child that %s decides whether the database is ready', async (_name, output, damage, readiness) => {
  const checking = check(`printf '%s' '${output}'`)
  expect(databaseReadiness()).toMatch(/still being looked through/)
  expect(await checking).toBe(damage)
  const after = databaseReadiness()
  expect(readiness === null ? after === null : readiness.test(after ?? '')).toBe(true)
})

it.each([
  ['is killed', 'kill -9 $$'],
  ['cannot look', 'echo no memory >&2; exit 1'],
  ['is killed having written half of its answer', "printf '{\"dama'; kill -9 $$"],
])('a child that %s has found nothing: it is tried again', async (_name, end) => {
  const mark = join(folder, 'once')
  const damage = await check(
    `if [ -e ${mark} ]; then printf '{"damage":"page 3 is never used"}'; else : > ${mark}; ${end}; fi`,
  )
  expect(damage).toBe('page 3 is never used')
})

it('says that it could not be looked through until it is, and ends with the signal', async () => {
  const checking = check(`: > ${join(folder, 'ran')}; kill -9 $$`, 60_000)
  await expect.poll(databaseReadiness).toMatch(/could not be looked through \(.*SIGKILL\); it is tried again/)
  expect(existsSync(join(folder, 'ran'))).toBe(true)
  stop.abort()
  expect(await checking).toBeNull()
  expect(databaseReadiness()).toMatch(/could not be looked through/)
})

it('ends a child that is looking with the signal', async () => {
  const checking = check('exec sleep 60')
  stop.abort()
  expect(await checking).toBeNull()
})
