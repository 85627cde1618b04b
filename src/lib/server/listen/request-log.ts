import { isLogged, log, type LogLevel } from '../log'
import type { RequestFacts } from './listener'

/** How a route is called that leads nowhere: what a client made up stays out of the log. */
const NO_ROUTE = '(none)'

export type Answered = {
  method: string
  response: Response
  requestId: string
  /** `performance.now()` of when it came. */
  begun: number
  /** What the middleware found out; undefined where the app was not asked. */
  facts?: RequestFacts
  /** An embedded file: there are many to each page, so they are logged for debugging alone. */
  isFile?: boolean
}

/**
 * One line for an answer: never a path, a query, a header or a body, in which secrets stand, but the route's pattern and
 * who asked, by id.
 */
export function logRequest({ method, response, requestId, begun, facts, isFile = false }: Answered): void {
  const { status, headers } = response
  const level = levelOf(status, isFile)
  if (!isLogged(level)) return
  log(level, 'request', {
    method,
    route: isFile ? '(file)' : (facts?.route ?? NO_ROUTE),
    status,
    ms: Math.round((performance.now() - begun) * 10) / 10,
    bytes: Number(headers.get('content-length') ?? 0) || undefined,
    requestId,
    accountId: facts?.actor?.accountId,
  })
}

function levelOf(status: number, isFile: boolean): LogLevel {
  if (status >= 500) return 'warn'
  return isFile ? 'debug' : 'info'
}
