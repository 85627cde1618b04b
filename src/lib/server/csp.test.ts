// @vitest-environment node
import { describe, expect, it, test, vi } from 'vitest'
import { POST } from '@/pages/api/violations'
import { useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { readSources, renderPolicy, setPolicy, type Policy } from './csp'
import { countViolations } from './http/violations'

useInstance()

const sources = { scripts: ["'sha256-aaaa='"], styles: ["'sha384-bb/b+'"] }
const profiles: Policy[] = [
  { profile: 'app' },
  { profile: 'preview' },
  { profile: 'admin' },
  { profile: 'public', framedBy: ['https://shop.example'] },
  { profile: 'public', framedBy: [] },
  { profile: 'api' },
  { profile: 'download' },
]

function directives(policy: Policy): Map<string, string> {
  const parts = renderPolicy(policy, sources).split('; ')
  return new Map(parts.map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')]))
}

describe.each(profiles)('the policy %o', (policy) => {
  it('allows nothing that is not named, no inline code, and says who may frame it', () => {
    const all = directives(policy)
    expect(all.get('default-src')).toBe("'none'")
    expect(all.get('object-src')).toBe("'none'")
    expect(all.get('base-uri')).toBe("'none'")
    expect([...all.values()].join(' ')).not.toMatch(/unsafe|\*/)
    for (const name of ['form-action', 'frame-ancestors']) expect(all.get(name)).toBeDefined()
  })
})

test('a page runs its own files and what its hashes name, and posts to us alone', () => {
  const app = directives({ profile: 'app' })
  expect(app.get('script-src')).toBe("'self' 'sha256-aaaa='")
  expect(app.get('style-src')).toBe("'self' 'sha384-bb/b+'")
  expect(app.get('form-action')).toBe("'self'")
  expect(app.get('frame-ancestors')).toBe("'none'")
  expect(app.get('report-uri')).toBe('/api/violations')
})

test('pictures come from elsewhere in the app, where notes have them, and not in the administration', () => {
  expect(directives({ profile: 'app' }).get('img-src')).toContain('https:')
  expect(directives({ profile: 'admin' }).get('img-src')).not.toContain('http')
})

test('a public page is framed by the origins that its owner names, and by nobody without one', () => {
  expect(directives({ profile: 'public', framedBy: ['https://shop.example'] }).get('frame-ancestors')).toBe(
    'https://shop.example',
  )
  expect(directives({ profile: 'public', framedBy: [] }).get('frame-ancestors')).toBe("'none'")
})

test('a file that somebody put in is opened in a sandbox', () => {
  expect(directives({ profile: 'download' }).get('sandbox')).toBe('')
  const headers = new Headers()
  setPolicy(headers, { profile: 'download' })
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
  )
})

test('the hashes of a page are read, and nothing else of what was said of it', () => {
  const policy =
    "script-src 'self' 'unsafe-inline' 'sha256-aaaa=' https://evil.example; style-src 'sha384-bb/b+'"
  expect(readSources(policy)).toEqual(sources)
  expect(readSources('')).toEqual({ scripts: [], styles: [] })
})

describe('a report of a browser', () => {
  const old = {
    'csp-report': {
      'document-uri': 'https://capsule.test/reset/secret-token?token=secret-token',
      'effective-directive': 'script-src-elem',
      'blocked-uri': 'https://evil.example/secret-token?x',
    },
  }
  const report = (body: unknown, type: string) =>
    send({ POST }, 'POST', '/api/violations', {
      body: JSON.stringify(body),
      headers: { 'content-type': type },
    })

  it.each([
    ['of another type', old, 'application/json', 415],
    ['of no report', { a: 1 }, 'application/csp-report', 400],
    ['of a newer kind, which no browser sends by report-uri', [], 'application/reports+json', 415],
  ])('%s is refused', async (_, body, type, status) => {
    const before = countViolations()
    expect((await report(body, type)).status).toBe(status)
    expect(countViolations()).toBe(before)
  })

  it('is counted, and logged without what may be secret', async () => {
    const before = countViolations()
    const written = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
    expect((await report(old, 'application/csp-report')).status).toBe(204)
    expect((await report(old, 'application/csp-report')).status).toBe(204)
    const lines = written.mock.calls.map(([line]) => String(line))
    written.mockRestore()

    expect(countViolations()).toBe(before + 2)
    expect(lines).toEqual([expect.stringContaining('blocked="https://evil.example" page="/reset"')])
    expect(lines.join()).not.toContain('secret-token')
  })
})
