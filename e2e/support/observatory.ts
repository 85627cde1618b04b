/**
 * The scoring of MDN's HTTP Observatory, as its documentation tells it (version 5 of the tests): it begins with 100, takes away for what is
 * missing, and adds for what is better than it must be, once 90 are reached.
 * https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring
 */
export function score(
  response: Response,
  cookies: string[],
  html = '',
): { total: number; marks: Record<string, number> } {
  const { headers } = response
  const marks = {
    'content-security-policy': scorePolicy(parsePolicy(headers.get('content-security-policy') ?? '')),
    cookies: scoreCookies(cookies),
    'cross-origin-resource-sharing': headers.get('access-control-allow-origin') === '*' ? -50 : 0,
    'referrer-policy': scoreReferrer(headers.get('referrer-policy')),
    'strict-transport-security': scoreTransport(headers.get('strict-transport-security')),
    'subresource-integrity': /<script[^>]+src="(https?:)?\/\//.test(html) ? -5 : 0,
    'x-content-type-options': headers.get('x-content-type-options') === 'nosniff' ? 0 : -5,
    'x-frame-options': scoreFrames(headers),
    'cross-origin-resource-policy': scoreResource(headers.get('cross-origin-resource-policy')),
  }
  const values = Object.values(marks)
  const sum = (some: number[]) => some.reduce((all, one) => all + one, 0)
  const withoutBonus = Math.max(0, 100 + sum(values.filter((value) => value < 0)))
  const total = withoutBonus < 90 ? withoutBonus : withoutBonus + sum(values.filter((value) => value > 0))
  return { total, marks }
}

type Directives = Map<string, string[]>

function parsePolicy(policy: string): Directives {
  const parts = policy.split(';').map((part) => part.trim().split(/\s+/))
  return new Map(parts.filter(([name]) => name).map(([name = '', ...values]) => [name.toLowerCase(), values]))
}

function scorePolicy(policy: Directives): number {
  if (policy.size === 0) return -25
  const of = (name: string) => policy.get(name) ?? policy.get('default-src') ?? ['*']
  const isInsecure = (names: string[]) => names.some((name) => policy.get(name)?.includes('http:'))
  if (isInsecure(['script-src', 'style-src', 'font-src', 'connect-src', 'frame-src', 'default-src']))
    return -20
  if (isInsecure(['img-src', 'media-src'])) return -10
  const isOpen = (values: string[]) =>
    values.some((value) => ['*', 'http:', 'https:', 'data:', "'unsafe-inline'"].includes(value))
  if (isOpen(of('script-src')) || isOpen(of('object-src'))) return -20
  if (of('script-src').includes("'unsafe-eval'")) return -10
  if (of('style-src').includes("'unsafe-inline'")) return 0
  const isTight = ["'none'", "'self'"].includes(policy.get('form-action')?.join(' ') ?? '')
  return policy.get('default-src')?.join() === "'none'" && isTight ? 10 : 5
}

function scoreCookies(cookies: string[]): number {
  if (cookies.length === 0) return 0
  if (cookies.some((cookie) => !/;\s*secure/i.test(cookie))) return -40
  if (cookies.some((cookie) => /session/i.test(cookie) && !/;\s*httponly/i.test(cookie))) return -30
  return cookies.every((cookie) => /;\s*samesite=(lax|strict)/i.test(cookie)) ? 5 : 0
}

const PRIVATE_REFERRERS = ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin']

function scoreReferrer(value: string | null): number {
  if (value === null) return 0
  return PRIVATE_REFERRERS.includes(value) ? 5 : -5
}

const SIX_MONTHS = 15_768_000

function scoreTransport(value: string | null): number {
  if (value === null) return -20
  return Number(/max-age=(\d+)/.exec(value)?.[1] ?? 0) >= SIX_MONTHS ? 0 : -10
}

function scoreFrames(headers: Headers): number {
  if (parsePolicy(headers.get('content-security-policy') ?? '').has('frame-ancestors')) return 5
  return ['DENY', 'SAMEORIGIN'].includes(headers.get('x-frame-options') ?? '') ? 0 : -20
}

function scoreResource(value: string | null): number {
  if (value === null) return 0
  return value === 'same-origin' || value === 'same-site' ? 10 : -5
}
