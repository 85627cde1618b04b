import type { Figure } from '@/lib/figure'
import { shortSize } from '@/lib/size'
import { relativeTime } from '@/lib/time'
import { lastVerifiedBackup } from './backup-rows.server'
import * as words from './words/figures'

/** A week without a backup is more than most would like to write again. */
const OLD_MS = 7 * 24 * 60 * 60_000

/** When the data was last safe elsewhere. */
export function listBackupFigures(now: Date): Figure[] {
  const last = lastVerifiedBackup()
  const at = last?.finishedAt
  if (!at)
    return [
      {
        label: words.lastBackup,
        value: words.never,
        about: words.makeOne,
        href: '/admin/backups',
        tone: 'warning',
      },
    ]
  return [
    {
      label: words.lastBackup,
      value: relativeTime(at.toISOString(), now.toISOString()),
      about: words.verified(shortSize(last.bytes ?? 0)),
      href: '/admin/backups',
      ...(now.getTime() - at.getTime() > OLD_MS && { tone: 'warning' as const }),
    },
  ]
}
