import { expect, it } from 'vitest'
import { database } from '@/lib/server/db'
import { credentialFailures } from '@/lib/server/schema/limits'
import { useInstance } from '@/test/instance'
import { countGuess } from './delays'

useInstance()

/** No row of a wrong password finds room any more. */
function fillDisk(): void {
  const { $client: sqlite } = database()
  sqlite.run(
    'CREATE TRIGGER no_room BEFORE INSERT ON credential_failures BEGIN INSERT INTO settings VALUES (1, hex(zeroblob(1000000))); END',
  )
  const [pages] = Object.values(sqlite.query<Record<string, number>, []>('PRAGMA page_count').get() ?? {})
  sqlite.run(`PRAGMA max_page_count = ${pages}`)
}

it('goes on counting on a full disk, from what was written before, and writes it down when there is room again', () => {
  const now = new Date()
  const counted = () => countGuess('sign-in:ada@example.org', now)
  const kept = () =>
    database().select({ failures: credentialFailures.failures }).from(credentialFailures).all()
  expect([counted(), counted()]).toEqual([1, 2])
  fillDisk()
  expect([counted(), counted(), counted()]).toEqual([3, 4, 5])
  expect(counted).toThrow('There were too many wrong passwords')
  expect(kept()).toEqual([{ failures: 2 }])

  database().$client.run('DROP TRIGGER no_room')
  expect(countGuess('sign-in:ada@example.org', new Date(now.getTime() + 60_000))).toBe(6)
  expect(kept()).toEqual([{ failures: 6 }])
})
