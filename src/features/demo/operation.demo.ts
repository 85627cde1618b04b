import { addErrors } from '@/lib/server/metrics/error-days'
import { chanceOf } from '@/lib/server/demo-chance'
import { transaction } from '@/lib/server/db'
import { session } from '@/lib/server/schema/accounts'
import type { DemoMember } from './people.demo'

const DAY = 86_400_000
const HOUR = 3_600_000

const devices = [
  'Mozilla/5.0 (X11; Linux x64; rv:145.0) Gecko/20100101 Firefox/145.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15',
]

/** The browsers in which people but the first are signed in. Nobody has their tokens. */
export function seedSessions(people: readonly DemoMember[], now: Date): void {
  transaction((tx) => {
    for (const [place, { key, accountId, joined }] of people.entries()) {
      if (place === 0) continue
      const chance = chanceOf(`sessions ${key}`)
      const count = chance.between(0, 3)
      for (let own = 0; own < count; own += 1) {
        const usedAt = new Date(now.getTime() - chance.between(1, 60) * HOUR)
        const days = Math.min(joined, chance.between(3, 20))
        const createdAt = new Date(now.getTime() - days * DAY - HOUR)
        tx.insert(session)
          .values({
            id: Bun.randomUUIDv7(),
            token: crypto.randomUUID(),
            userId: accountId,
            ipAddress: `203.0.113.${20 + place}`,
            userAgent: devices[(place + own) % devices.length],
            provedAt: createdAt,
            createdAt,
            updatedAt: usedAt,
            expiresAt: new Date(usedAt.getTime() + 7 * DAY),
          })
          .run()
      }
    }
  })
}

/** A quiet instance: an error now and then, and one evening on which the disk was full. */
export function seedErrors(now: Date): void {
  const days = new Map<string, number>()
  for (let ago = 1; ago <= 90; ago += 1) {
    const chance = chanceOf(`errors ${ago}`)
    const count = ago === 17 ? 23 : chance.is(0.15) ? chance.between(1, 3) : 0
    if (count > 0) days.set(new Date(now.getTime() - ago * DAY).toISOString().slice(0, 10), count)
  }
  addErrors(days)
}
