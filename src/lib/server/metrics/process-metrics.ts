import { readdirSync } from 'node:fs'
import type { Metric } from '@/lib/metric'
import * as words from '@/lib/words/metrics'
import { counters } from '../counters'

const startedAt = Date.now() / 1000 - process.uptime()

/** What Prometheus calls so for every program: https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics */
export function processMetrics(): Metric[] {
  const { rss } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  return [
    gauge('process_resident_memory_bytes', words.memory, rss),
    gauge('process_start_time_seconds', words.startTime, startedAt),
    ...countOpenFiles(),
    {
      name: 'process_cpu_seconds_total',
      help: words.processorTime,
      type: 'counter',
      samples: [{ value: (user + system) / 1_000_000 }],
    },
  ]
}

/** What only this app counts of its process; the names get its prefix. */
export function runtimeMetrics(): Metric[] {
  const { heapUsed, heapTotal } = process.memoryUsage()
  return [
    gauge('heap_used_bytes', words.heapUsed, heapUsed),
    gauge('heap_total_bytes', words.heapTotal, heapTotal),
    {
      name: 'uncaught_exceptions_total',
      help: words.uncaught,
      type: 'counter',
      samples: [{ value: counters.uncaughtExceptions }],
    },
    {
      name: 'unhandled_rejections_total',
      help: words.unhandled,
      type: 'counter',
      samples: [{ value: counters.unhandledRejections }],
    },
  ]
}

/** There where the system tells: Linux. */
function countOpenFiles(): Metric[] {
  try {
    return [gauge('process_open_fds', words.openFiles, readdirSync('/proc/self/fd').length)]
  } catch {
    return []
  }
}

function gauge(name: string, help: string, value: number): Metric {
  return { name, help, type: 'gauge', samples: [{ value }] }
}
