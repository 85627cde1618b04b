import { createHash, timingSafeEqual } from 'node:crypto'
import { instance } from '../instance'

/**
 * Who may read the metrics: with METRICS_TOKEN whoever sends it as a bearer (RFC 6750, 2.1), without one whoever asks from
 * this machine itself. `hidden` is for everybody else where there is no token to ask for.
 */
export function checkMetricsAccess(
  headers: Headers,
  isFromHere: () => boolean,
): 'open' | 'refused' | 'hidden' {
  const { METRICS_TOKEN } = instance().config
  if (METRICS_TOKEN === undefined) return isFromHere() ? 'open' : 'hidden'
  const [, given] = /^bearer +(.+)$/i.exec(headers.get('authorization') ?? '') ?? []
  return given !== undefined && isSame(given, METRICS_TOKEN) ? 'open' : 'refused'
}

/** In a time that tells nothing of where two texts differ. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(hash(one), hash(other))
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
