import type { Notice } from '@/lib/notice'
import type { DiskLevel } from './watermarks'

const texts = {
  low: 'Visitors can send nothing',
  full: 'Nothing can be written but what makes room: admins can sign in and delete',
} as const

/** What the admins are told while the disk is low or full. */
export function listDiskNotices(level: DiskLevel, free: number): Notice[] {
  if (level === 'ample') return []
  const left = `${(free / 1e6).toFixed(1)} MB are free`
  return [
    {
      tone: level === 'full' ? 'danger' : 'warning',
      text: `The disk of the database is ${level === 'full' ? 'full' : 'almost full'}: ${left}. ${texts[level]}. Make room on it, or delete what nobody needs; it goes on by itself then.`,
    },
  ]
}
