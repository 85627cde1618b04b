import * as words from './words/api'

export type ApiIssue = { path: string; message: string }

/**
 * What came of a call: the data, or a sentence for the person with what else the answer held. `retryAfter` is how many seconds
 * the server wants to be left alone.
 */
export type ApiResult<T> =
  | { ok: true; data: T; next: string | null }
  | {
      ok: false
      status: number
      error: string
      issues: ApiIssue[]
      current: unknown
      /** By which the log knows a fault of the server; null for what was merely refused. */
      requestId: string | null
      retryAfter: number | null
    }

/** A Zod schema, or what else says what an answer holds. */
type Reader<T> = { parse: (data: unknown) => T }

/** What any answer will do for. */
export const anything: Reader<unknown> = { parse: (data) => data }

type Call<T> = {
  method?: string
  body?: unknown
  /** What the data is read by; a function loads it together with the answer, so that a page does without it until then. */
  schema: Reader<T> | (() => Promise<Reader<T>>)
  signal?: AbortSignal
  /** The version that was read, where there is no body that says it. */
  version?: number
}

/** Calls our own API. Never throws but for an aborted signal: no network is an answer with status 0. */
export async function callApi<T>(path: string, call: Call<T>): Promise<ApiResult<T>> {
  try {
    const loading = Promise.resolve(typeof call.schema === 'function' ? call.schema() : call.schema)
    // Whether it came matters only once there is an answer to read.
    loading.catch(() => undefined)
    const response = await fetch(path, {
      method: call.method ?? 'GET',
      headers: {
        Accept: 'application/json',
        ...(call.body !== undefined && { 'Content-Type': 'application/json' }),
        ...(call.version !== undefined && { 'If-Match': `"${call.version}"` }),
      },
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal: call.signal ?? null,
    })
    const answer: unknown = response.status === 204 ? {} : await response.json()
    if (!response.ok) return refusal(response, answer)
    return { ok: true, data: (await loading).parse(field(answer, 'data')), next: readNext(answer) }
  } catch (error) {
    if (call.signal?.aborted) throw error
    return {
      ok: false,
      status: 0,
      error: words.unreachable,
      issues: [],
      current: undefined,
      requestId: null,
      retryAfter: null,
    }
  }
}

function refusal({ status, headers }: Response, answer: unknown): ApiResult<never> {
  const seconds = Number(headers.get('Retry-After') ?? NaN)
  const error = field(answer, 'error')
  const requestId = field(answer, 'requestId')
  const text = status === 401 ? words.signedOut : error
  return {
    ok: false,
    status,
    error: typeof text === 'string' ? text : words.failed,
    issues: readIssues(field(answer, 'issues')),
    current: field(answer, 'data'),
    requestId: typeof requestId === 'string' ? requestId : null,
    retryAfter: Number.isFinite(seconds) ? seconds : null,
  }
}

function readIssues(issues: unknown): ApiIssue[] {
  if (!Array.isArray(issues)) return []
  return issues.map((issue: unknown) => ({
    path: String(field(issue, 'path')),
    message: String(field(issue, 'message')),
  }))
}

function readNext(answer: unknown): string | null {
  const next = field(field(answer, 'page'), 'next')
  return typeof next === 'string' ? next : null
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
