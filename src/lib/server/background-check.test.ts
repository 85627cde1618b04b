// @vitest-environment node
import { expect, it } from 'vitest'
import { checkInBackground } from './background-check'
import { databaseReadiness } from './database-readiness'

/** A child that prints this. */
const saying = (text: string) => ['sh', '-c', `printf '%s' '${text}'`, 'sh']

it.each([
  [
    'a child that found damage',
    '{"damage":"page 3 is never used"}',
    'page 3 is never used',
    /page 3 is never used/,
  ],
  ['a child that found none', '{"damage":null}', null, null],
  ['a child that could not look', 'no such file', null, null],
])('%s decides whether the database is ready', async (_name, output, damage, readiness) => {
  const checking = checkInBackground('capsule.db', saying(output))
  expect(databaseReadiness()).toMatch(/still being looked through/)
  expect(await checking).toBe(damage)
  const after = databaseReadiness()
  expect(readiness === null ? after === null : readiness.test(after ?? '')).toBe(true)
})
