import { renderPolicy } from '../csp'
import { instance } from '../instance'

/** Set on every answer. */
const everyAnswer = Object.entries({
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy':
    'accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
})

/** Set on every answer that does not say otherwise itself. */
const byDefault = Object.entries({
  'Content-Security-Policy': renderPolicy({ profile: 'api' }),
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
})

/** Two years. Browsers heed it over https alone (RFC 6797, 7.2); other names under this one are not ours to bind. */
const HSTS = 'max-age=63072000'

/** The headers that every answer carries, whatever made it. */
export function seal(response: Response, requestId: string): Response {
  addStanding(response.headers)
  return mark(response, requestId)
}

/** Those of them that are the same at any time, for answers that are prepared; they are then only marked. */
export function addStanding(headers: Headers): Headers {
  for (const [name, value] of everyAnswer) headers.set(name, value)
  for (const [name, value] of byDefault) if (!headers.has(name)) headers.set(name, value)
  return headers
}

/** Those that belong to one answer. */
export function mark(response: Response, requestId: string): Response {
  const { headers } = response
  if (instance().address.origins[0].startsWith('https:')) headers.set('Strict-Transport-Security', HSTS)
  headers.set('X-Request-Id', requestId)
  return response
}
