/** What came of asking whether something has arrived. `over` when there is nothing to ask for any more. */
export type Look = 'some' | 'none' | 'failed' | 'over'

/** In milliseconds. */
export const pace = { least: 5000, idle: 30_000, failed: 120_000 } as const

/** How long to wait before asking again: longer while nothing comes, and ever longer while nobody answers; null for never. */
export function nextWait(wait: number, look: Look): number | null {
  if (look === 'over') return null
  if (look === 'some') return pace.least
  if (look === 'none') return Math.min(wait * 1.25, pace.idle)
  return Math.min(Math.max(wait, pace.least) * 2, pace.failed)
}
