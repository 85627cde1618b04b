import type { Figure } from '@/lib/figure'
import { countOf } from '@/lib/count-of'
import { writeNumber } from '@/lib/numbers'
import { countMails } from './mail-metrics.server'
import { hasMailServer } from './mails.server'

/** Whether mail goes out, and what waits or was given up. */
export function listMailFigures(): Figure[] {
  const { queued, failed } = countMails()
  const about = hasMailServer()
    ? `${countOf(failed, 'message')} given up`
    : 'There is no mail server: hand them on'
  return [
    {
      label: 'Mail that waits',
      value: writeNumber(queued),
      about,
      href: '/admin/mails',
      ...(failed > 0 && { tone: 'warning' as const }),
    },
  ]
}
