import type { Metric } from '@/lib/metric'
import * as words from '@/lib/words/metrics'
import { Histogram } from './histogram'

/** Seconds: from an answer out of memory to one that somebody gave up waiting for. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

type RouteFigures = { durations: Histogram; answers: Map<string, Map<number, number>> }

const routes = new Map<string, RouteFigures>()

/** Counts an answer, by the pattern of its route: what a client made up makes no figure of its own. */
export function countRequest(route: string, method: string, status: number, seconds: number): void {
  const figures = routes.get(route) ?? addRoute(route)
  figures.durations.observe(seconds)
  const byStatus = figures.answers.get(method) ?? addMethod(figures, method)
  byStatus.set(status, (byStatus.get(status) ?? 0) + 1)
}

function addRoute(route: string): RouteFigures {
  const figures = { durations: new Histogram(BOUNDS), answers: new Map() }
  routes.set(route, figures)
  return figures
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

function addMethod({ answers }: RouteFigures, method: string): Map<number, number> {
  const name = METHODS.includes(method) ? method : 'other'
  const byStatus = answers.get(name) ?? new Map<number, number>()
  answers.set(name, byStatus)
  return byStatus
}

export function requestMetrics(): Metric[] {
  const all = [...routes]
  return [
    {
      name: 'http_requests_total',
      help: words.requests,
      type: 'counter',
      samples: all.flatMap(([route, { answers }]) =>
        [...answers].flatMap(([method, byStatus]) =>
          [...byStatus].map(([status, value]) => ({
            labels: { route, method, status: String(status) },
            value,
          })),
        ),
      ),
    },
    {
      name: 'http_request_duration_seconds',
      help: words.requestDuration,
      type: 'histogram',
      samples: all.map(([route, { durations }]) => ({ labels: { route }, value: durations })),
    },
  ]
}

/** How many answers there were since the start, and how many of them say that something broke here. */
export function countAnswers(): { all: number; failed: number } {
  const counted = { all: 0, failed: 0 }
  for (const { answers } of routes.values()) {
    for (const byStatus of answers.values()) {
      for (const [status, count] of byStatus) {
        counted.all += count
        if (status >= 500) counted.failed += count
      }
    }
  }
  return counted
}
