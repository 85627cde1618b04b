import type { Metric } from '@/lib/metric'
import * as words from '@/lib/words/metrics'
import type { DatabaseClient } from '../db'
import { Histogram } from './histogram'

type Sqlite = DatabaseClient['$client']
type Statement = ReturnType<Sqlite['prepare']>

/** Seconds. */
const BOUNDS = [0.0001, 0.001, 0.01, 0.1, 1]

const verbs = ['select', 'insert', 'update', 'delete', 'other'] as const
const others = new Histogram(BOUNDS)
const durations = new Map(verbs.map((verb) => [verb, verb === 'other' ? others : new Histogram(BOUNDS)]))
const waits = new Histogram(BOUNDS)
const commits = new Histogram(BOUNDS)

/** From now on measures each statement of a connection. Costs two looks at the clock each. */
export function timeStatements(sqlite: Sqlite): void {
  const prepare = sqlite.prepare.bind(sqlite)
  const timed: typeof prepare = (sql, ...rest) => timeStatement(prepare(sql, ...rest), histogramOf(sql))
  sqlite.prepare = timed
}

function timeStatement<S extends Statement>(statement: S, histogram: Histogram): S {
  for (const name of ['all', 'get', 'run', 'values'] as const) {
    const run: (...values: never[]) => unknown = statement[name].bind(statement)
    const timed = (...values: never[]) => {
      const begun = performance.now()
      try {
        return run(...values)
      } finally {
        histogram.observe((performance.now() - begun) / 1000)
      }
    }
    Object.defineProperty(statement, name, { value: timed })
  }
  return statement
}

function histogramOf(sql: string): Histogram {
  const [, word = ''] = /^\s*(\w+)/.exec(sql) ?? []
  const verb = word.toLowerCase()
  const known = verbs.find((name) => name === verb) ?? (verb === 'with' ? 'select' : 'other')
  return durations.get(known) ?? others
}

/** Measures a transaction: until it has its lock, and from its last statement until it is on the disk. */
export function timeTransaction() {
  let last = performance.now()
  const observe = (histogram: Histogram) => histogram.observe((performance.now() - last) / 1000)
  return {
    begun: () => observe(waits),
    done: () => void (last = performance.now()),
    committed: () => observe(commits),
  }
}

export function statementMetrics(): Metric[] {
  return [
    {
      name: 'sqlite_statement_duration_seconds',
      help: words.statementDuration,
      type: 'histogram',
      samples: [...durations].map(([statement, value]) => ({ labels: { statement }, value })),
    },
    {
      name: 'sqlite_lock_wait_seconds',
      help: words.lockWait,
      type: 'histogram',
      samples: [{ value: waits }],
    },
    {
      name: 'sqlite_commit_duration_seconds',
      help: words.commitDuration,
      type: 'histogram',
      samples: [{ value: commits }],
    },
  ]
}
