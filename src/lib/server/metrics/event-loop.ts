import type { Metric } from '@/lib/metric'
import * as words from '@/lib/words/metrics'
import { Histogram } from './histogram'

/** How often the delay is measured, in milliseconds: a loop that is held up for longer is always seen. */
const EVERY_MS = 500

/** Seconds. */
const delays = new Histogram([0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5])

/** Measures from now on how late a timer comes. Returns how to end it. */
export function watchEventLoop(): () => void {
  let due = performance.now() + EVERY_MS
  const timer = setInterval(() => {
    const now = performance.now()
    delays.observe(Math.max(0, now - due) / 1000)
    due = now + EVERY_MS
  }, EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}

export function eventLoopMetrics(): Metric[] {
  return [
    {
      name: 'event_loop_delay_seconds',
      help: words.eventLoopDelay,
      type: 'histogram',
      samples: [{ value: delays }],
    },
  ]
}
