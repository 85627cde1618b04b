import { isLogged, log, type LogLevel } from '../log'
import { countError } from '../metrics/error-days'
import { countRequest } from '../metrics/requests'
import type { RequestFacts } from './listener'

/** How a route is called that leads nowhere: what a client made up stays out of the log. */
const NO_ROUTE = '(none)'

type Answered = {
  method: string
  response: Response
  requestId: string
  /** How long it took. */
  milliseconds: number
  /** What the middleware found out; undefined where the app was not asked. */
  facts?: RequestFacts | undefined
  /** An embedded file: there are many to each page, so they are logged for debugging alone. */
  isFile?: boolean
}

/**
 * Counts an answer, and writes one line: never a path, a query, a header or a body, in which secrets stand, but the route's
 * pattern and who asked, by id.
 */
export function noteRequest({
  method,
  response,
  requestId,
  milliseconds,
  facts,
  isFile = false,
}: Answered): void {
  const { status, headers } = response
  const route = isFile ? '(file)' : (facts?.route ?? NO_ROUTE)
  countRequest(route, method, status, milliseconds / 1000)
  if (status >= 500) countError()
  const level = levelOf(status, isFile)
  if (!isLogged(level)) return
  log(level, 'request', {
    method,
    route,
    status,
    ms: Math.round(milliseconds * 10) / 10,
    bytes: Number(headers.get('content-length') ?? 0) || undefined,
    requestId,
    accountId: facts?.actor?.accountId,
  })
}

function levelOf(status: number, isFile: boolean): LogLevel {
  if (status >= 500) return 'warn'
  return isFile ? 'debug' : 'info'
}
