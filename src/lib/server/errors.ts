import type { z } from 'zod'
import * as words from '@/lib/words/errors'
import type { CountedBy } from './limits/limits'

/** The few ways in which a request fails, each with its status. */
const statuses = {
  bad_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  unproved: 403,
  not_found: 404,
  method_not_allowed: 405,
  too_slow: 408,
  conflict: 409,
  stale: 412,
  too_large: 413,
  wrong_type: 415,
  wrong_host: 421,
  version_missing: 428,
  internal: 500,
  limited: 429,
  busy: 503,
} as const satisfies Record<keyof typeof words.failures, number>

export type ErrorCode = keyof typeof statuses

/** One thing that is wrong with an input: the path of the field, empty for the whole, and a sentence. */
export type Issue = { path: string; message: string }

/**
 * What the error page shows. `unsent` is a form that came after the session had ended, or too early: it can be sent again, or it is
 * `secret`, held something that is not written into a page.
 */
export type Failure = {
  status: number
  message: string
  requestId: string
  unsent: URLSearchParams | 'secret' | null
  /** The same address may answer when it is opened again. */
  canRetry: boolean
  /** Seconds until it is worth another try, where that is known. */
  retryAfter: number | undefined
}

type Details = {
  /** For 400: what is wrong, field by field. */
  issues?: Issue[]
  /** For 412: the state that the caller did not know. */
  current?: unknown
  /** For 429 and 503: seconds until it is worth another try. */
  retryAfter?: number
  /** For 429: the limit that was reached. */
  countedBy?: CountedBy
  /** For 405: the methods that the address takes. */
  allow?: string[]
  cause?: unknown
}

/** What services throw. `lib/server/middleware/errors.ts` turns it into an answer. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly issues: Issue[] | undefined
  readonly current: unknown
  readonly retryAfter: number | undefined
  readonly countedBy: CountedBy | undefined
  readonly allow: string[] | undefined

  constructor(code: ErrorCode, message?: string, details: Details = {}) {
    super(message ?? words.failures[code], { cause: details.cause })
    this.name = 'AppError'
    this.code = code
    this.issues = details.issues
    this.current = details.current
    this.retryAfter = details.retryAfter
    this.countedBy = details.countedBy
    this.allow = details.allow
  }

  get status(): number {
    return statuses[this.code]
  }
}

/** What an endpoint answers for an error; the request id only where the fault is ours. */
export function toErrorBody(error: AppError, requestId: string) {
  return {
    error: error.message,
    issues: error.issues,
    data: error.current,
    requestId: error.status >= 500 ? requestId : undefined,
  }
}

/** The same in Better Auth's own shape, which its client reads. */
export function toAuthErrorBody({ code, message, issues = [] }: AppError) {
  const sentences = issues.map((issue) => issue.message).join(' ')
  return { code: code.toUpperCase(), message: sentences || message }
}

/** The code for a status that something else answered with, such as the framework. */
export function codeOf(status: number): ErrorCode {
  const [code] = Object.entries(statuses).find(([, own]) => own === status) ?? []
  return isErrorCode(code) ? code : 'internal'
}

function isErrorCode(code: string | undefined): code is ErrorCode {
  return code !== undefined && code in statuses
}

/** A 400 that names each field, from what Zod found. */
export function badInput(error: z.ZodError): AppError {
  return new AppError('bad_input', undefined, { issues: toIssues(error) })
}

/** More than anybody reads. */
const MOST_ISSUES = 100

export function toIssues(error: z.ZodError): Issue[] {
  return error.issues
    .slice(0, MOST_ISSUES)
    .map((issue) => ({ path: issue.path.map(String).join('.'), message: sentence(issue) }))
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys') return issue.message
  return words.unknownFields(issue.keys.slice(0, 20).join(', ').slice(0, 500))
}

/** A problem that stops a command: one plain sentence for the operator, no stack. */
export class OperatorError extends Error {
  readonly exitCode: number

  constructor(message: string, { exitCode = 1, cause }: { exitCode?: number; cause?: unknown } = {}) {
    super(message, { cause })
    this.name = 'OperatorError'
    this.exitCode = exitCode
  }
}
