import { z } from 'zod'
import * as words from '@/lib/words/requests'
import { AppError } from '../errors'
import { readBytes } from './body'
import { log } from '../log'

/** What a policy refused: the directive, what was to be loaded, and where. */
type Violation = { directive: string; blocked: string; page: string }

/** https://www.w3.org/TR/CSP3/#deprecated-serialize-violation */
const Report = z
  .object({
    'csp-report': z.object({
      'document-uri': z.string().catch(''),
      'effective-directive': z.string().catch(''),
      'violated-directive': z.string().catch(''),
      'blocked-uri': z.string().catch(''),
    }),
  })
  .transform(({ 'csp-report': report }): Violation => ({
    directive: report['effective-directive'] || report['violated-directive'],
    blocked: report['blocked-uri'],
    page: report['document-uri'],
  }))

/** So many different ones are logged in an hour; all are counted. */
const MOST_SAMPLES = 20
const HOUR = 60 * 60_000

let counted = 0
const samples = { since: 0, seen: new Set<string>() }

/** How many violations were reported since the start, for the metrics. */
export function countViolations(): number {
  return counted
}

/** Reads a browser's report, counts it and logs a sample. Throws `wrong_type`, `too_large` or `bad_input`. */
export async function takeReport(request: Request, now = Date.now()): Promise<void> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type !== 'application/csp-report') throw new AppError('wrong_type', words.sendReport)
  const text = new TextDecoder().decode(await readBytes(request))
  const parsed = Report.safeParse(parseJson(text))
  if (!parsed.success) throw new AppError('bad_input', words.noReport)
  counted += 1
  sample(parsed.data, now)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Addresses without what may be secret in them; each different violation once an hour. */
function sample({ directive, blocked, page }: Violation, now: number): void {
  if (now - samples.since > HOUR) {
    samples.since = now
    samples.seen.clear()
  }
  const fields = {
    directive: directive.slice(0, 50),
    blocked: originOf(blocked),
    page: pathOf(page),
  }
  const key = Object.values(fields).join(' ')
  if (samples.seen.has(key) || samples.seen.size >= MOST_SAMPLES) return
  samples.seen.add(key)
  log('warn', 'a browser refused something by our policy', fields)
}

function originOf(url: string): string {
  return URL.parse(url)?.origin ?? url.slice(0, 20)
}

/** A path may hold a one-time token as its last part, so only its first one is kept. */
function pathOf(url: string): string {
  return `/${URL.parse(url)?.pathname.split('/')[1] ?? ''}`.slice(0, 50)
}
