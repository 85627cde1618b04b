import type { Notice } from '@/lib/notice'
import { findHold } from '@/lib/server/jobs/queue'

/** Tells the admins while jobs are held: nothing else shows that no mail goes out. */
export function listHoldNotices(): Notice[] {
  if (!findHold()) return []
  return [
    {
      tone: 'warning',
      text: 'Jobs and mail are held: nothing is sent and nothing runs in the background until you release them.',
      href: '/admin/jobs',
      action: 'Look at the jobs',
    },
  ]
}
