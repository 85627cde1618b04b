import type { Step } from './steps'

/** What a step of a page without scripts adds to the figures of a form. `reached` is how far somebody had come before. */
export type Progress = { reached: number; starts: boolean; page: number | null }

/**
 * How far somebody came who went from one step to another: each page counts once, however often they go back, and they began
 * once they got past the first.
 */
export function progressOf(reached: number, from: Step, to: Step | 'send'): Progress {
  const isOn = to === 'review' || to === 'send' || (typeof from === 'number' && to > from)
  const page = typeof to === 'number' && isOn && to > reached ? to : null
  return {
    reached: Math.max(reached, page ?? 0, isOn ? 1 : 0),
    starts: reached === 0 && from === 0 && isOn,
    page: page === null ? null : page + 1,
  }
}
