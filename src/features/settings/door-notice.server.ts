import { hasMailServer } from '@/features/mails/mails.server'
import type { Notice } from '@/lib/notice'
import { registrationMode } from '@/lib/server/in-force'
import * as words from './words/settings'

/** Tells the admins that nobody who signs up gets the link that opens their account. */
export function listDoorNotices(): Notice[] {
  if (registrationMode() !== 'open' || hasMailServer()) return []
  return [
    {
      tone: 'warning',
      text: words.openDoor,
      href: '/admin/mails',
      action: words.openDoorAction,
    },
  ]
}
