import type { AppError } from '../errors'
import type { CountedBy } from './limits'

/**
 * `RateLimit-Policy` and `RateLimit` as the IETF's draft has them (draft-ietf-httpapi-ratelimit-headers-10): the quota and
 * its window in seconds, what is left of it, and the seconds until all of it is there again.
 */
export function setLimitHeaders(headers: Headers, { name, quota, standing }: CountedBy): void {
  headers.set('RateLimit-Policy', `"${name}";q=${quota.max};w=${quota.seconds}`)
  headers.set('RateLimit', `"${name}";r=${standing.left};t=${standing.resetSeconds}`)
}

/** What the answer to a failure says of when it is worth another try, and by which limit it was refused. */
export function waitOf({ retryAfter, countedBy }: AppError, headers = new Headers()): Headers {
  if (retryAfter !== undefined) headers.set('Retry-After', String(retryAfter))
  if (countedBy) setLimitHeaders(headers, countedBy)
  return headers
}
