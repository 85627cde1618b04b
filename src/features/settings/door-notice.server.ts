import { hasMailServer } from '@/features/mails/mails.server'
import type { Notice } from '@/lib/notice'
import { registrationMode } from '@/lib/server/in-force'

/** Tells the admins that nobody who signs up gets the link that opens their account. */
export function listDoorNotices(): Notice[] {
  if (registrationMode() !== 'open' || hasMailServer()) return []
  return [
    {
      tone: 'warning',
      text: 'Everybody can sign up, but there is no mail server: the links that confirm an address stay in the outbox.',
      href: '/admin/mails',
      action: 'Open the outbox',
    },
  ]
}
