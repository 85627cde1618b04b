import { describe, expect, test } from 'vitest'
import { listDrills } from '../scripts/drills/list'

/** In short: what is right or wrong in each drill, never how long it took. */
describe('a drill', async () => {
  const drills = (await listDrills()).filter(({ count }) => count.short > 0)

  test.each(drills)(
    '$name: $summary',
    async ({ name, count, obstacle, run }) => {
      const reason = obstacle?.() ?? null
      if (reason !== null) return void console.log(`${name}: left out, ${reason}`)
      const { figures, faults } = await run({ count: count.short, say: () => undefined })

      console.log(`${name}: ${figures}`)
      expect(faults).toEqual([])
    },
    300_000,
  )
})
