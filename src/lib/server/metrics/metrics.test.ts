// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { database, transaction } from '@/lib/server/db'
import { enqueueJob, holdJobs } from '@/lib/server/jobs/queue'
import { configureLog } from '@/lib/server/log'
import { checkMetricsAccess } from '@/lib/server/metrics/metrics-access'
import { collectMetrics } from '@/lib/server/metrics/collect'
import { writeExposition } from '@/lib/server/metrics/exposition'
import { Histogram } from '@/lib/server/metrics/histogram'
import { countRequest } from '@/lib/server/metrics/requests'
import { addReadyCheck, findUnready } from '@/lib/server/ready'
import { findSetting } from '@/lib/server/settings'
import * as metrics from '@/pages/metrics'
import * as readyz from '@/pages/readyz'
import { readExposition } from '@/test/exposition'
import { useInstance } from '@/test/instance'
import { send } from '@/test/request'

configureLog({ level: 'error', format: 'text' })

const token = 'a token that nobody guesses'
const here = () => true
const elsewhere = () => false
const bearer = (text: string) => new Headers({ authorization: text })

describe('without a token', () => {
  useInstance()

  test('the metrics are there for this machine alone, and nobody else learns of them', async () => {
    expect(checkMetricsAccess(new Headers(), elsewhere)).toBe('hidden')
    expect(checkMetricsAccess(bearer(`Bearer ${token}`), elsewhere)).toBe('hidden')
    expect(checkMetricsAccess(new Headers(), here)).toBe('open')
    const { status } = await send(
      { GET: async (context) => Promise.try(() => metrics.GET(context)) },
      'GET',
      '/api/metrics',
    )
    expect(status).toBe(404)
  })
})

describe('with a token', () => {
  useInstance({ METRICS_TOKEN: token })

  test.each([
    ['', 'refused'],
    [token, 'refused'],
    [`Basic ${token}`, 'refused'],
    [`Bearer ${token}x`, 'refused'],
    [`Bearer ${token.slice(0, -1)}`, 'refused'],
    ['Bearer ', 'refused'],
    [`Bearer ${token}`, 'open'],
    [`bearer ${token}`, 'open'],
  ])('%j is %s, from this machine too', (text, access) => {
    expect(checkMetricsAccess(bearer(text), here)).toBe(access)
    expect(checkMetricsAccess(bearer(text), elsewhere)).toBe(access)
  })

  test('the endpoint asks for it, and answers in the format of Prometheus', async () => {
    const refused = await send(metrics, 'GET', '/metrics')
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toBe('Bearer')
    const headers = { authorization: `Bearer ${token}` }
    const answer = await send(metrics, 'GET', '/metrics', { headers })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(readExposition(String(answer.body)).length).toBeGreaterThan(20)
  })
})

describe('the figures', () => {
  useInstance()

  const read = async () => readExposition(writeExposition(await collectMetrics()))
  const find = async (name: string, labels: Record<string, string> = {}) => {
    const series = (await read()).flatMap((family) => family.series)
    const isIt = (one: (typeof series)[number]) =>
      one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value)
    return series.find(isIt)?.value
  }

  test('have each a help, a type and the prefix of the app, or the name that every program uses', async () => {
    for (const { name, help } of await read()) {
      expect(name).toMatch(/^(capsule|process)_[a-z_]+$/)
      expect(help).toMatch(/\.$/)
    }
  })

  test('count answers by route, method and status, and methods that somebody made up as one', async () => {
    countRequest('/counted/[id]', 'GET', 200, 0.003)
    countRequest('/counted/[id]', 'GET', 200, 20)
    countRequest('/counted/[id]', 'BREW', 418, 0.1)
    countRequest('/counted/[id]', 'STEEP', 418, 0.1)
    const route = '/counted/[id]'
    expect(await find('capsule_http_requests_total', { route, method: 'GET', status: '200' })).toBe(2)
    expect(await find('capsule_http_requests_total', { route, method: 'other', status: '418' })).toBe(2)
    expect(await find('capsule_http_request_duration_seconds_bucket', { route, le: '0.005' })).toBe(1)
    expect(await find('capsule_http_request_duration_seconds_bucket', { route, le: '10' })).toBe(3)
    expect(await find('capsule_http_request_duration_seconds_count', { route })).toBe(4)
  })

  test('time each kind of statement, and how long a transaction waits for its lock', async () => {
    const countOf = (statement: string) =>
      find('capsule_sqlite_statement_duration_seconds_count', { statement })
    const countCommits = () => find('capsule_sqlite_commit_duration_seconds_count')
    const waits = () => find('capsule_sqlite_lock_wait_seconds_count')
    const [selects, inserts, commits, waited] = [
      await countOf('select'),
      await countOf('insert'),
      await countCommits(),
      await waits(),
    ]
    database().$client.prepare('SELECT 1').all()
    transaction((tx) => holdJobs(tx, new Date()))
    expect(await countOf('select')).toBeGreaterThan(selects ?? 0)
    expect(await countOf('insert')).toBeGreaterThan(inserts ?? 0)
    expect(await countCommits()).toBeGreaterThan(commits ?? 0)
    expect(await waits()).toBeGreaterThan(waited ?? 0)
  })

  test('tell of jobs, of mail and of backups', async () => {
    transaction((tx) => {
      enqueueJob(tx, { kind: 'bake' }, new Date())
      enqueueJob(tx, { kind: 'bake', runAt: new Date(Date.now() + 60_000) }, new Date())
      holdJobs(tx, new Date())
    })
    expect(await find('capsule_jobs', { status: 'waiting' })).toBe(2)
    expect(await find('capsule_jobs', { status: 'dead' })).toBe(0)
    expect(await find('capsule_jobs_held')).toBe(1)
    expect(await find('capsule_mails', { status: 'queued' })).toBe(0)
    expect(await find('capsule_backup_last_verified_timestamp_seconds')).toBe(0)
    expect(await find('capsule_backups_failed')).toBe(0)
  })

  test('are written as the format has them, whatever a label holds', () => {
    const sizes = new Histogram([1, 2])
    for (const value of [0.5, 1, 1.5, 7]) sizes.observe(value)
    const text = writeExposition([
      {
        name: 'a_total',
        help: 'back\\slash\nline',
        type: 'counter',
        samples: [{ labels: { b: 'q"\\\n' }, value: 1 }],
      },
      { name: 'sizes', help: 'sizes', type: 'histogram', samples: [{ value: sizes }] },
    ])
    expect(text).toBe(
      [
        '# HELP a_total back\\\\slash\\nline',
        '# TYPE a_total counter',
        'a_total{b="q\\"\\\\\\n"} 1',
        '# HELP sizes sizes',
        '# TYPE sizes histogram',
        'sizes_bucket{le="1"} 2',
        'sizes_bucket{le="2"} 3',
        'sizes_bucket{le="+Inf"} 4',
        'sizes_sum 10',
        'sizes_count 4',
        '',
      ].join('\n'),
    )
    expect(readExposition(text)[0]?.series[0]?.labels).toEqual({ b: 'q"\\\n' })
  })
})

test.each([
  ['no end', 'a 1'],
  ['no help', '# TYPE a gauge\na 1\n'],
  ['another help', '# HELP b b\n# TYPE a gauge\na 1\n'],
  ['two places', '# HELP a a\n# TYPE a gauge\na 1\n# HELP a a\n# TYPE a gauge\na 1\n'],
  ['a series twice', '# HELP a a\n# TYPE a gauge\na 1\na 2\n'],
  ['no number', '# HELP a a\n# TYPE a gauge\na one\n'],
  ['a label without quotes', '# HELP a a\n# TYPE a gauge\na{b=c} 1\n'],
  ['another name', '# HELP a a\n# TYPE a gauge\nb 1\n'],
  ['a counter by type alone', '# HELP a a\n# TYPE a counter\na 1\n'],
  ['no bucket for everything', '# HELP a a\n# TYPE a histogram\na_bucket{le="1"} 1\na_sum 1\na_count 1\n'],
  ['a sum of buckets', '# HELP a a\n# TYPE a histogram\na_bucket{le="+Inf"} 1\na_sum 1\na_count 2\n'],
])('the reader of the format refuses %s', (_, text) => {
  expect(() => readExposition(text)).toThrow(/./)
})

describe('/readyz', () => {
  useInstance()

  test('writes to the database, once a second at most', async () => {
    const answer = await send(readyz, 'GET', '/readyz')
    expect([answer.status, answer.body]).toEqual([200, { ready: true }])
    const written = findSetting('ready_at')
    expect(Date.parse(written ?? '')).not.toBeNaN()
    database().$client.run("UPDATE settings SET value = 'before' WHERE key = 'ready_at'")
    const now = Date.now()
    findUnready(now)
    expect(findSetting('ready_at')).toBe('before')
    findUnready(now + 2000)
    expect(findSetting('ready_at')).not.toBe('before')
  })

  test('answers 503 with the reasons, also for a database that cannot be written', async () => {
    const end = addReadyCheck(() => 'The oven is cold.')
    const endBroken = addReadyCheck(() => {
      throw new Error('no')
    })
    database().$client.run('PRAGMA query_only = ON')
    const answer = await send(readyz, 'GET', '/readyz')
    end()
    endBroken()
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(answer.body).toEqual({
      ready: false,
      reasons: [
        'The database cannot be written.',
        'The oven is cold.',
        'One of the checks failed; the log says why.',
      ],
    })
    database().$client.run('PRAGMA query_only = OFF')
    expect(findUnready(Date.now() + 2000)).toEqual([])
  })
})
