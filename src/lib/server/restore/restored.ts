import type { Feature } from '@/lib/feature'
import { writeAudit } from '../audit'
import { database, transaction } from '../db'
import { holdJobs } from '../jobs/queue'
import { findMark, isCopied, setMark } from '../running-mark'

/**
 * What a restored database needs before anybody is served from it, in one transaction: every feature ends what must not
 * come back (sessions, one-time tokens, links), and jobs and mail are held until an admin releases them. For the running
 * instance, of this version's schema.
 */
export async function settleRestored(features: readonly Feature[], now = new Date()): Promise<void> {
  const hooks = await Promise.all(features.map(({ restored }) => restored?.()))
  transaction((tx) => {
    for (const end of hooks) end?.(now)
    holdJobs(tx, now)
    writeAudit(tx, { action: 'instance.restored', actor: null }, now)
    setMark(database(), isCopied(findMark(database())) ? 'copied' : 'stopped')
  })
}
