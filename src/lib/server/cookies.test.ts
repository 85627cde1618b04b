import { parseCookies } from 'better-call'
import { describe, expect, it } from 'vitest'
import { readCookies, setCookies } from './cookies'

const read = (cookie: string) => Object.fromEntries(readCookies(new Headers({ cookie })))

describe('cookies', () => {
  it.each([
    ['a=1; b=2', { a: '1', b: '2' }],
    ['a =1; a=2', { a: '1' }],
    ['a=2; a =1', { a: '2' }],
    ['\ta\t=1', { a: '1' }],
    ['a="1"; b=""', { a: '1', b: '' }],
    ['=1; a; b=2; a b=3', { b: '2' }],
    ['a=1=2', { a: '1=2' }],
    ['a=x"y; a=z', { a: 'z' }],
    ['', {}],
  ])('in %s are %o', (header, cookies) => {
    expect(read(header)).toEqual(cookies)
  })

  it.each(['a =1; a=2', 'a="1"; a=2', '\ta=1;a=2', '=x; a=1', 'a=x"y; a=1', 'b; a=1; a =2', 'a=1,2; a=3'])(
    'mean the same to Better Auth once they are handed on: %s',
    (header) => {
      const headers = new Headers({ cookie: header })
      const ours = readCookies(headers)
      setCookies(headers, ours)
      expect(Object.fromEntries(parseCookies(headers.get('cookie') ?? ''))).toEqual(Object.fromEntries(ours))
    },
  )
})
