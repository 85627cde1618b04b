import { instance } from './instance'

/**
 * What an answer may load and do, by what it is: a page of the app, one that frames another, one of the instance's administration, one for visitors
 * that others may frame, a message as mail programs show it, data, or a file that somebody put in.
 */
export type PolicyProfile = 'app' | 'preview' | 'admin' | 'public' | 'mail' | 'api' | 'download'

/** The profile that an answer declares. A public page names the origins that may frame it. */
export type Policy =
  { profile: Exclude<PolicyProfile, 'public'> } | { profile: 'public'; framedBy: readonly string[] }

/** The hashes of scripts and styles that stand in a page, as its renderer found them. */
export type PageSources = { scripts: string[]; styles: string[] }

/**
 * Where a browser reports what a policy refused. By `report-uri`, which all of them heed: where `report-to` stands beside it
 * Chromium uses that alone, and was seen to report nothing at all from http://localhost.
 */
export const VIOLATIONS_PATH = '/api/violations'

type Directives = Record<string, string[]>

/** Nothing is allowed that is not named: https://www.w3.org/TR/CSP3/ */
const nothing: Directives = {
  'default-src': ["'none'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
}

/** Scripts and styles of our own files, and inline ones by their hash alone. */
function page({ scripts, styles }: PageSources): Directives {
  return {
    ...nothing,
    'script-src': ["'self'", ...scripts],
    'style-src': ["'self'", ...styles],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'manifest-src': ["'self'"],
    'form-action': ["'self'"],
    'report-uri': [VIOLATIONS_PATH],
  }
}

/** The header's value. `sources` are of the page; data and files have none. */
export function renderPolicy(policy: Policy, sources: PageSources = noSources, isHttps = true): string {
  return Object.entries(directivesOf(policy, sources, isHttps))
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ')
}

function directivesOf(policy: Policy, sources: PageSources, isHttps: boolean): Directives {
  switch (policy.profile) {
    case 'app':
      // A picture in a note is loaded from where its author says, over https where we are.
      return {
        ...page(sources),
        'img-src': ["'self'", 'data:', 'blob:', 'https:', ...(isHttps ? [] : ['http:'])],
      }
    case 'preview':
      return { ...page(sources), 'frame-src': ["'self'"] }
    case 'admin':
      return page(sources)
    case 'public':
      return {
        ...page(sources),
        'frame-ancestors': policy.framedBy.length > 0 ? [...policy.framedBy] : ["'none'"],
      }
    case 'mail':
      // Mail programs want styles in attributes. Nothing runs in it, nothing is loaded, and it has no origin.
      return { ...nothing, 'style-src': ["'unsafe-inline'"], 'frame-ancestors': ["'self'"], sandbox: [] }
    case 'api':
      return nothing
    case 'download':
      return { ...nothing, sandbox: [] }
  }
}

const noSources: PageSources = { scripts: [], styles: [] }
let ofPages = noSources

/** Says once, at the start, what the pages of the build hold. */
export function setPageSources(sources: PageSources): void {
  ofPages = sources
}

/** What the pages of the build hold, those that were rendered ahead excepted; nothing in development. */
export function pageSources(): PageSources {
  return ofPages
}

/** What was read once: there are as many policies as pages that were rendered ahead. */
const known = new Map<string, PageSources>()

/** The hashes that a policy as Astro writes it (`script-src 'self' 'sha256-...'; style-src ...`) names. */
export function readSources(policy: string): PageSources {
  const sources = known.get(policy) ?? {
    scripts: hashesOf(policy, 'script-src'),
    styles: hashesOf(policy, 'style-src'),
  }
  known.set(policy, sources)
  return sources
}

function hashesOf(policy: string, name: string): string[] {
  const directive = policy.split(';').find((part) => part.trim().startsWith(`${name} `)) ?? ''
  return directive.match(/'sha(?:256|384|512)-[A-Za-z0-9+/=_-]+'/g) ?? []
}

/** Sets the policy of an answer. `X-Frame-Options` gives way to it (CSP3, 6.4.2.1). */
export function setPolicy(headers: Headers, policy: Policy, sources?: PageSources): void {
  const isHttps = instance().address.origins[0].startsWith('https:')
  headers.set('Content-Security-Policy', policyText(policy, sources, isHttps))
}

/** What was written once of sources that were read once; whoever may frame a page can change, so that is written anew. */
const written = new WeakMap<PageSources, Map<string, string>>()

function policyText(policy: Policy, sources: PageSources | undefined, isHttps: boolean): string {
  if (!sources || policy.profile === 'public') return renderPolicy(policy, sources, isHttps)
  const own = written.get(sources) ?? new Map<string, string>()
  const key = `${policy.profile} ${isHttps}`
  const text = own.get(key) ?? renderPolicy(policy, sources, isHttps)
  written.set(sources, own.set(key, text))
  return text
}
