// @vitest-environment node
import { describe, expect, it, test } from 'vitest'
import * as appearanceRoute from '@/pages/appearance'
import { useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { readAppearance } from './appearance'

useInstance()

const read = (cookie?: string) => {
  const { theme, sidebar } = readAppearance(new Headers(cookie === undefined ? {} : { cookie }))
  return [theme, sidebar]
}

test.each([
  ['no cookie', undefined],
  ['a theme that there is not', 'capsule.theme=sepia'],
  ['a theme in capitals', 'capsule.theme=DARK'],
  ['an empty one', 'capsule.theme=; capsule.sidebar='],
  ['markup', 'capsule.theme="><script>; capsule.sidebar=<b>'],
  ['what is no cookie', 'capsule.theme; ;;=dark; =; capsule.sidebar'],
  ['somebody else’s', 'theme=dark; other.theme=dark; xcapsule.theme=dark'],
  ['a property of every object', 'capsule.theme=constructor; capsule.sidebar=__proto__'],
])('%s is no choice', (_, cookie) => {
  expect(read(cookie)).toEqual(['system', 'open'])
})

test('each choice is read by itself', () => {
  expect(read('capsule.theme=dark')).toEqual(['dark', 'open'])
  expect(read('capsule.theme=nothing; capsule.sidebar=folded')).toEqual(['system', 'folded'])
  expect(read('a=b; capsule.theme="light"; capsule.sidebar=open')).toEqual(['light', 'open'])
})

describe('POST /appearance', () => {
  const post = (fields: Record<string, string>) =>
    send(appearanceRoute, 'POST', '/appearance', {
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })

  test.each([
    ['nothing', {}],
    ['a theme that there is not', { theme: 'sepia' }],
    ['a theme that would set another cookie', { theme: 'dark; Path=/f' }],
    ['a sidebar that there is not', { sidebar: 'left' }],
  ])('keeps nothing of %s', async (_, fields) => {
    const { status, headers } = await post(fields)
    expect([status, headers.getSetCookie()]).toEqual([404, []])
  })

  it('keeps a theme for a year and goes back to the page', async () => {
    const { status, headers } = await post({ theme: 'dark', next: '/notes?q=rye' })
    expect([status, headers.get('location')]).toEqual([303, '/notes?q=rye'])
    expect(headers.getSetCookie()).toEqual([
      'capsule.theme=dark; Path=/; Max-Age=31536000; SameSite=Lax; Secure',
    ])
  })

  it('keeps the sidebar, and leads to no other place', async () => {
    const { headers } = await post({ sidebar: 'folded', next: '//elsewhere.example' })
    expect(headers.get('location')).toBe('/')
    expect(read(headers.getSetCookie()[0]?.split(';')[0])).toEqual(['system', 'folded'])
  })

  it('gives a script the same cookie to keep', () => {
    const { cookie } = readAppearance(new Headers())
    expect(cookie.replace('*', 'theme=dark')).toMatch(/^capsule\.theme=dark; Path=\/; Max-Age=31536000; /)
  })
})
