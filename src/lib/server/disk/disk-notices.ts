import type { Notice } from '@/lib/notice'
import * as words from '@/lib/words/running'
import type { DiskLevel } from './watermarks'

/** What the admins are told while the disk is low or full. */
export function listDiskNotices(level: DiskLevel, free: number): Notice[] {
  if (level === 'ample') return []
  return [
    {
      tone: level === 'full' ? 'danger' : 'warning',
      text: words.disk(level, (free / 1e6).toFixed(1)),
    },
  ]
}
