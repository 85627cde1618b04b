import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'

/** One kind of request, sent over and over. Header names are lower case. */
export type Aim = { url: string; method?: 'GET' | 'POST'; headers: Record<string, string>; body?: string }

/** What came of it: answers with 2xx a second, and the milliseconds that half and 99 of 100 took at most. */
export type Drive = { rate: number; p50: number; p99: number }

const CONNECTIONS = 16

/** The generator in use: `wrk` takes the least from what it measures, and is taken where it is installed. */
export const generator = Bun.which('wrk') ? 'wrk' : 'autocannon'

/**
 * Sends the request over 16 kept-alive connections for `seconds`. Throws when any answer was no success, so that no
 * refusal counts as a quick answer.
 */
export async function drive(aim: Aim, seconds: number): Promise<Drive> {
  return generator === 'wrk' ? byWrk(aim, seconds) : byAutocannon(aim, seconds)
}

async function byAutocannon({ url, method = 'GET', headers, body }: Aim, seconds: number): Promise<Drive> {
  const result = await autocannon({
    url,
    method,
    headers,
    ...(body !== undefined && { body }),
    connections: CONNECTIONS,
    duration: seconds,
  })
  assertAllGood(url, result.non2xx + result.errors + result.timeouts)
  return { rate: result['2xx'] / result.duration, p50: result.latency.p50, p99: result.latency.p99 }
}

async function byWrk({ url, method = 'GET', headers, body }: Aim, seconds: number): Promise<Drive> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-wrk-'))
  const script = join(folder, 'request.lua')
  writeFileSync(script, scriptOf({ method, headers, body: body ?? '' }))
  try {
    const child = Bun.spawn(
      ['wrk', '-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '--timeout', '30s', '-s', script, url],
      { stdout: 'pipe', stderr: 'inherit' },
    )
    return readWrk(url, await new Response(child.stdout).text())
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** JSON's quoting is Lua's for what stands in a header or a body of ours. */
function scriptOf(request: { method: string; headers: Record<string, string>; body: string }): string {
  return [
    `wrk.method = ${JSON.stringify(request.method)}`,
    ...(request.body ? [`wrk.body = ${JSON.stringify(request.body)}`] : []),
    ...Object.entries(request.headers).map(
      ([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`,
    ),
    'done = function(summary, latency)',
    '  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout',
    `  print(string.format("RESULT %d %d %d %d %d", summary.requests, summary.duration, failed,`,
    '    latency:percentile(50), latency:percentile(99)))',
    'end',
  ].join('\n')
}

function readWrk(url: string, said: string): Drive {
  const [requests, microseconds, failed, p50, p99] = (/RESULT (.*)/.exec(said)?.[1] ?? '')
    .split(' ')
    .map(Number)
  if (!requests || !microseconds) throw new Error(`wrk did not say what it measured at ${url}: ${said}`)
  assertAllGood(url, failed ?? 0)
  return { rate: requests / (microseconds / 1e6), p50: (p50 ?? 0) / 1000, p99: (p99 ?? 0) / 1000 }
}

function assertAllGood(url: string, failed: number): void {
  if (failed > 0) throw new Error(`${failed} answers of ${url} were no success.`)
}
