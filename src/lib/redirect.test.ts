import { expect, it } from 'vitest'
import { safeRedirect } from './redirect'

it.each([
  '//evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  'https://evil.example',
  'https:evil.example',
  'javascript:alert(1)',
  ' /notes',
  'notes',
  '',
  '/a\\b',
  '/.//evil.example',
  '/..//evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  '/\u0000',
  null,
  undefined,
])('%j is not gone to', (target) => {
  expect(safeRedirect(target)).toBe('/')
})

it.each(['/', '/notes', '/notes?q=a%20b&tag=x', '/notes/1#top', '/login?next=%2F%2Fevil'])(
  '%s stays',
  (target) => {
    expect(safeRedirect(target)).toBe(target)
  },
)

it('a path that climbs out is brought back to the root', () => {
  expect(safeRedirect('/a/../../b')).toBe('/b')
})
