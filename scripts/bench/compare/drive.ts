import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'

/**
 * One kind of request, sent over and over. Header names are lower case. With `turns` each request goes to the next of them, at
 * the origin `url`; `{number}` in its body is a number that no other request has, `{address}` in a header one of many addresses.
 */
export type Aim = {
  url: string
  method?: 'GET' | 'POST'
  headers: Record<string, string>
  body?: string
  turns?: readonly Turn[]
}

/** Where one request of several goes, and with what. */
export type Turn = { path: string; body: string }

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
  drives += 1
  return generator === 'wrk' ? byWrk(aim, seconds) : byAutocannon(aim, seconds)
}

/** So that no two drives send the same number. */
let drives = 0

/** Requests of one drive come from so many addresses in turn, each drive from others. */
const ADDRESSES = 16_384

/** The request of a place among those of this drive. */
export function requestAt({ url, turns = [], ...aim }: Aim, place: number): Aim {
  const turn = turns[place % turns.length]
  if (!turn) return { url, ...aim }
  const address = `10.${drives}.${Math.floor((place % ADDRESSES) / 256)}.${place % 256}`
  const headers = Object.entries(aim.headers).map(([name, value]) => [
    name,
    value.replaceAll('{address}', address),
  ])
  return {
    ...aim,
    url: `${url}${turn.path}`,
    headers: Object.fromEntries(headers),
    body: turn.body.replaceAll('{number}', `${drives}-${place}`),
  }
}

async function byAutocannon(aim: Aim, seconds: number): Promise<Drive> {
  const { url, method = 'GET', headers, body, turns } = aim
  let place = 0
  const setupRequest = (request: autocannon.Request) => {
    const next = requestAt(aim, (place += 1))
    return { ...request, path: new URL(next.url).pathname, headers: next.headers, body: next.body }
  }
  const result = await autocannon({
    url,
    method,
    headers,
    ...(body !== undefined && { body }),
    ...(turns && { requests: [{ setupRequest }] }),
    connections: CONNECTIONS,
    duration: seconds,
  })
  assertAllGood(url, result.non2xx + result.errors + result.timeouts)
  return { rate: result['2xx'] / result.duration, p50: result.latency.p50, p99: result.latency.p99 }
}

async function byWrk(aim: Aim, seconds: number): Promise<Drive> {
  const { url } = aim
  const folder = mkdtempSync(join(tmpdir(), 'bench-wrk-'))
  const script = join(folder, 'request.lua')
  writeFileSync(script, scriptOf(aim))
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
function scriptOf({ method = 'GET', headers, body, turns = [] }: Aim): string {
  return [
    `wrk.method = ${JSON.stringify(method)}`,
    ...(body ? [`wrk.body = ${JSON.stringify(body)}`] : []),
    ...Object.entries(headers).map(
      ([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`,
    ),
    ...(turns.length > 0 ? takeTurns(headers, turns) : []),
    'done = function(summary, latency)',
    '  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout',
    `  print(string.format("RESULT %d %d %d %d %d", summary.requests, summary.duration, failed,`,
    '    latency:percentile(50), latency:percentile(99)))',
    'end',
  ].join('\n')
}

/** What `requestAt` does, in Lua. */
function takeTurns(headers: Record<string, string>, turns: readonly Turn[]): string[] {
  const list = (values: string[]) => `{ ${values.map((value) => JSON.stringify(value)).join(', ')} }`
  const addressed = Object.keys(headers).filter((name) => headers[name]?.includes('{address}'))
  return [
    `local paths = ${list(turns.map(({ path }) => path))}`,
    `local bodies = ${list(turns.map(({ body }) => body))}`,
    `local addressed = ${list(addressed)}`,
    'local place = 0',
    'request = function()',
    '  place = place + 1',
    `  local address = string.format("10.${drives}.%d.%d", math.floor((place % ${ADDRESSES}) / 256), place % 256)`,
    '  for _, name in ipairs(addressed) do wrk.headers[name] = address end',
    '  local turn = place % #paths + 1',
    `  local body = string.gsub(bodies[turn], "{number}", "${drives}-" .. place)`,
    '  return wrk.format(nil, paths[turn], nil, body)',
    'end',
  ]
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
