import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readExposition } from '@/test/exposition'
import { startCapsule, type Capsule } from './support/binary'

const token = 'a token that nobody guesses'

describe('the metrics of a server without a token', () => {
  let capsule: Capsule
  beforeAll(async () => {
    capsule = await startCapsule()
  })
  afterAll(() => capsule.stop())

  test.each([
    ['X-Forwarded-For', '127.0.0.1'],
    ['Forwarded', 'for=127.0.0.1'],
    ['X-Real-IP', '127.0.0.1'],
    ['X-Forwarded-Proto', 'https'],
    ['X-Forwarded-Host', 'localhost'],
  ])('are not there for a request with %s: it came through a proxy', async (name, value) => {
    const { status } = await fetch(`${capsule.url}/metrics`, { headers: { [name]: value } })
    expect(status).toBe(404)
  })

  test('are there for this machine, in the format of Prometheus', async () => {
    await fetch(`${capsule.url}/login`)
    await fetch(`${capsule.url}/nowhere`)
    const answer = await fetch(`${capsule.url}/metrics`)
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    const families = readExposition(await answer.text())
    const series = families.flatMap((family) => family.series)
    const valueOf = (name: string, labels: Record<string, string> = {}) =>
      series.find(
        (one) =>
          one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value),
      )?.value
    console.log(`${families.length} families, ${series.length} series`)

    const page = { route: '/login', method: 'GET', status: '200' }
    expect(valueOf('capsule_http_requests_total', page)).toBe(1)
    expect(valueOf('capsule_http_request_duration_seconds_count', { route: '/login' })).toBe(1)
    expect(series.some(({ labels }) => labels['route']?.includes('nowhere'))).toBe(false)
    expect(valueOf('capsule_sqlite_file_bytes', { file: 'database' })).toBeGreaterThan(4096)
    expect(
      valueOf('capsule_sqlite_statement_duration_seconds_count', { statement: 'select' }),
    ).toBeGreaterThan(0)
    expect(valueOf('capsule_sqlite_lock_wait_seconds_count')).toBeGreaterThan(0)
    expect(valueOf('capsule_mails', { status: 'queued' })).toBe(0)
    expect(valueOf('process_resident_memory_bytes')).toBeGreaterThan(10_000_000)
  })

  test('count the jobs, whose code is loaded after the start', async () => {
    const countScheduled = async () => {
      const families = readExposition(await (await fetch(`${capsule.url}/metrics`)).text())
      const series = families.flatMap((family) => family.series)
      return series.find(({ name, labels }) => name === 'capsule_jobs' && labels['status'] === 'scheduled')
        ?.value
    }
    await expect.poll(countScheduled, { timeout: 10_000 }).toBeGreaterThan(2)
  })

  test('say nothing against it: /readyz answers 200', async () => {
    const answer = await fetch(`${capsule.url}/readyz`)
    expect([answer.status, await answer.json()]).toEqual([200, { ready: true }])
  })
})

test('with a token they are for whoever sends it, also through a proxy', async () => {
  const capsule = await startCapsule({ env: { METRICS_TOKEN: token } })
  const ask = (headers: Record<string, string>) => fetch(`${capsule.url}/metrics`, { headers })
  expect((await ask({})).status).toBe(401)
  expect((await ask({ Authorization: `Bearer ${token}.` })).status).toBe(401)
  expect((await ask({ Authorization: `Bearer ${token}`, 'X-Forwarded-For': '192.0.2.1' })).status).toBe(200)
  expect(capsule.stderr()).not.toContain(token)
  expect(await capsule.stop()).toBe(0)
})
