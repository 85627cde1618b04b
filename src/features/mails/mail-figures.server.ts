import type { Figure } from '@/lib/figure'
import { writeNumber } from '@/lib/numbers'
import { countMails } from './mail-metrics.server'
import { hasMailServer } from './mails.server'
import * as words from './words/figures'

/** Whether mail goes out, and what waits or was given up. */
export function listMailFigures(): Figure[] {
  const { queued, failed } = countMails()
  const about = hasMailServer() ? words.givenUp(failed) : words.noMailServer
  return [
    {
      label: words.mailThatWaits,
      value: writeNumber(queued),
      about,
      href: '/admin/mails',
      ...(failed > 0 && { tone: 'warning' as const }),
    },
  ]
}
