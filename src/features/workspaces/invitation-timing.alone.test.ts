import { describe, expect, it } from 'vitest'
import type { Member } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { mails } from '@/lib/server/schema/mails'
import { buildMember, useInstance } from '@/test/instance'
import { compareTimes, TRIES } from '@/test/timing'
import { invite, resendInvitation } from './invitations.server'

/** Five messages an hour may go to one address. */
const CALLS = 4
const inTwoHours = new Date(Date.now() + 2 * 3_600_000)

describe('a known and an unknown address take the same time', { timeout: 300_000 }, () => {
  useInstance()

  it('to invite, and to invite again', async () => {
    const owners: Member[] = []
    const known: string[] = []
    for (let place = 0; place < TRIES; place += 1) {
      owners.push(buildMember('owner'))
      known.push(buildMember('owner').email)
    }
    const addresses = {
      known: (place: number) => known[place] ?? '',
      unknown: (place: number) => `other${place}@example.org`,
    }
    const ownerOf = (place: number) => owners[place] ?? buildMember('owner')
    const ids = new Map<string, string>()
    const inviting = await compareTimes(
      async (email, place) => {
        const { id } = await invite(ownerOf(place), { email, role: 'member' })
        ids.set(email, id)
      },
      addresses,
      CALLS,
    )
    expect(inviting).toBeLessThan(0.1)
    const resending = await compareTimes(
      (email, place) => resendInvitation(ownerOf(place), ids.get(email) ?? '', inTwoHours),
      addresses,
      CALLS,
    )
    expect(resending).toBeLessThan(0.1)
    expect(database().select().from(mails).all()).toHaveLength(TRIES * 2 * 2 * CALLS)
  })
})
