import { transaction, type Transaction } from '@/lib/server/db'
import { chanceOf, type Chance } from '@/lib/server/demo-chance'
import { audit, auditValues } from '@/lib/server/schema/audit'
import type { DemoMember } from './people.demo'

const DAY = 86_400_000
const HOUR = 3_600_000

/** Writes a year of sign-ins into the audit log, some of them in vain, and returns how many. */
export function seedSignIns(people: readonly DemoMember[], now: Date): number {
  return transaction((tx) => {
    let count = 0
    for (let ago = 365; ago >= 0; ago -= 1) {
      for (const [place, person] of people.entries()) {
        const chance = chanceOf(`${person.key} ${ago}`)
        const at = new Date(Math.floor(now.getTime() / DAY) * DAY - ago * DAY + timeOfDay(chance))
        if (ago > person.joined || at > now || !chance.is(person.days / 100)) continue
        const address = `203.0.113.${20 + place}`
        if (chance.is(0.05))
          write(tx, 'account.sign_in_failed', person, address, new Date(at.getTime() - 30_000))
        write(tx, 'account.signed_in', person, address, at)
        count += 1
      }
    }
    return count
  })
}

/** Bakers come early. */
function timeOfDay(chance: Chance): number {
  return chance.between(4, 16) * HOUR + chance.between(0, 3_599) * 1000
}

function write(
  tx: Transaction,
  action: 'account.signed_in' | 'account.sign_in_failed',
  { accountId, name }: DemoMember,
  address: string,
  at: Date,
): void {
  const isIn = action === 'account.signed_in'
  const id = Bun.randomUUIDv7('hex', at)
  const actorId = isIn ? accountId : null
  tx.insert(audit).values({ id, at, action, source: 'web', actorId, subjectId: accountId }).run()
  const details = JSON.stringify({ method: 'password', ...(!isIn && { failures: 1 }) })
  tx.insert(auditValues)
    .values({ auditId: id, address, actor: isIn ? name : null, subject: isIn ? null : name, details })
    .run()
}
