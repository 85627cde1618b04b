const KIB = 1024
const MIB = 1024 * KIB

/** How much may still be written: everything, nothing by visitors, or nothing but what makes room. */
export type DiskLevel = 'ample' | 'low' | 'full'

/** In bytes: the disk's size, what is free on it, what the file itself can use again, what the ballast has lent. */
export type Space = { total: number; free: number; reusable: number; lent: number }

/** Below these marks, in bytes, a disk of this size is low or full: a share of it, within bounds that fit a small box. */
export function marksOf(total: number): { low: number; full: number } {
  return {
    low: clamp(total * 0.03, 1.5 * MIB, 256 * MIB),
    full: clamp(total * 0.01, 512 * KIB, 64 * MIB),
  }
}

/** Without this much on the disk itself the log cannot grow, and nothing can be written whatever the file has. */
const LEAST_FREE = 256 * KIB

/** True when nothing can be written any more but into what the ballast lent. */
export function isDry({ free, lent }: Pick<Space, 'free' | 'lent'>): boolean {
  return free - lent < LEAST_FREE
}

/** What deletes gave back counts, since the file grows into it first; what the ballast lent does not. */
export function levelOf({ total, free, reusable, lent }: Space): DiskLevel {
  const marks = marksOf(total)
  const room = free - lent + (free > LEAST_FREE ? reusable : 0)
  if (room < marks.full) return 'full'
  return room < marks.low ? 'low' : 'ample'
}

/** The size of the ballast on a disk with this much free: a thousandth, 1 to 16 MiB; 0 where it would make the disk low. */
export function ballastFor({ total, free }: Pick<Space, 'total' | 'free'>): number {
  const bytes = Math.round(clamp(free / 1000, MIB, 16 * MIB))
  return free - bytes > marksOf(total).low + bytes ? bytes : 0
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
