import { describe, expect, it } from 'vitest'
import { withoutEmpty, withQuery } from './with-query'

describe('withQuery', () => {
  it('leaves away what says nothing', () => {
    expect(withQuery('/admin/audit', { actor: '', to: null, from: undefined })).toBe('/admin/audit')
  })
  it('escapes what was typed', () => {
    expect(withQuery('/notes', { q: 'a&b=c#d', tag: 'x' })).toBe('/notes?q=a%26b%3Dc%23d&tag=x')
  })
})

describe('withoutEmpty', () => {
  it('keeps what was said, twice too, and the address that it was given', () => {
    const url = new URL('http://localhost/admin/audit?actor=&action=a&action=b&from=')
    expect(withoutEmpty(url).search).toBe('?action=a&action=b')
    expect(url.search).toBe('?actor=&action=a&action=b&from=')
  })
})
