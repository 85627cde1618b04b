import { readdirSync } from 'node:fs'
import type { Metric } from '@/lib/metric'
import { counters } from '../counters'

const startedAt = Date.now() / 1000 - process.uptime()

/** What Prometheus calls so for every program: https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics */
export function processMetrics(): Metric[] {
  const { rss } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  return [
    gauge('process_resident_memory_bytes', 'Memory that the process has.', rss),
    gauge('process_start_time_seconds', 'When the process was started, in seconds since 1970.', startedAt),
    ...countOpenFiles(),
    {
      name: 'process_cpu_seconds_total',
      help: 'Processor time that the process took.',
      type: 'counter',
      samples: [{ value: (user + system) / 1_000_000 }],
    },
  ]
}

/** What only this app counts of its process; the names get its prefix. */
export function runtimeMetrics(): Metric[] {
  const { heapUsed, heapTotal } = process.memoryUsage()
  return [
    gauge('heap_used_bytes', 'Memory of JavaScript objects in use.', heapUsed),
    gauge('heap_total_bytes', 'Memory that is kept for JavaScript objects.', heapTotal),
    {
      name: 'uncaught_exceptions_total',
      help: 'Exceptions that nobody caught: each ends the process.',
      type: 'counter',
      samples: [{ value: counters.uncaughtExceptions }],
    },
    {
      name: 'unhandled_rejections_total',
      help: 'Promises that failed while nobody waited for them.',
      type: 'counter',
      samples: [{ value: counters.unhandledRejections }],
    },
  ]
}

/** There where the system tells: Linux. */
function countOpenFiles(): Metric[] {
  try {
    return [gauge('process_open_fds', 'Open files and sockets.', readdirSync('/proc/self/fd').length)]
  } catch {
    return []
  }
}

function gauge(name: string, help: string, value: number): Metric {
  return { name, help, type: 'gauge', samples: [{ value }] }
}
