import type { Notice } from '@/lib/notice'
import { findHold } from '@/lib/server/jobs/queue'
import * as words from './words/figures'

/** Tells the admins while jobs are held: nothing else shows that no mail goes out. */
export function listHoldNotices(): Notice[] {
  if (!findHold()) return []
  return [
    {
      tone: 'warning',
      text: words.heldNotice,
      href: '/admin/jobs',
      action: words.heldNoticeAction,
    },
  ]
}
