import { AppError } from '@/lib/server/errors'
import * as faults from '../words/link-faults'
import type { LinkCounts } from './links.server'

/** Throws `conflict` when there are other links than the page knew of: most likely it was sent once more by a reload. */
export function assertNew({ unused, used, revoked }: LinkCounts, known: number): void {
  if (unused + used + revoked !== known) throw new AppError('conflict', faults.madeMeanwhile)
}
