// @vitest-environment node
import { beforeEach, describe, expect, it, test } from 'vitest'
import * as dismissRoute from '@/pages/announcement/dismiss'
import type { Announcement } from '@/lib/announcement'
import { useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { findShown } from './announcements'
import { transaction } from './db'
import { setSetting } from './settings'

useInstance()

const now = new Date('2026-03-01T12:00:00Z')
const usual: Announcement = { text: 'Moving', kind: 'info', from: null, until: null, onSignIn: false }

function announce(change: Partial<Announcement> = {}) {
  transaction((tx) => setSetting(tx, 'announcement', JSON.stringify({ ...usual, ...change })))
}

const shown = (cookie = '', isVisitor = false) => findShown(new Headers({ cookie }), isVisitor, now)

it('nothing is shown where nothing was announced, nor where what is kept cannot be read', () => {
  expect(shown()).toBeNull()
  transaction((tx) => setSetting(tx, 'announcement', '{"text":1}'))
  expect(shown()).toBeNull()
})

test.each([
  ['before its time', { from: '2026-03-01T12:00:01.000Z' }, false],
  ['from its first moment', { from: '2026-03-01T12:00:00.000Z' }, true],
  ['until its last', { until: '2026-03-01T12:00:01.000Z' }, true],
  ['after it', { until: '2026-03-01T12:00:00.000Z' }, false],
])('%s', (_, change, isThere) => {
  announce(change)
  expect(shown() !== null).toBe(isThere)
})

it('is shown on the sign-in page only where it is meant for it', () => {
  announce()
  expect([shown('', true), shown()?.text]).toEqual([null, 'Moving'])
  announce({ onSignIn: true })
  expect(shown('', true)?.text).toBe('Moving')
})

describe('putting it away', () => {
  beforeEach(() => announce())
  const post = (fields: Record<string, string>) =>
    send(dismissRoute, 'POST', '/announcement/dismiss', {
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })

  it('wants the token of a text', async () => {
    expect((await post({ next: '/notes' })).status).toBe(404)
    expect((await post({ token: 'x; Domain=evil.test' })).status).toBe(404)
  })

  it('holds for that very text in that browser, and leads back', async () => {
    const { status, headers } = await post({ token: shown()?.token ?? '', next: '/notes?tag=x' })
    expect([status, headers.get('location')]).toEqual([303, '/notes?tag=x'])
    const cookie = headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax; Secure$/)
    const pair = cookie.split(';')[0] ?? ''
    expect([shown(pair), shown()?.text]).toEqual([null, 'Moving'])
    announce({ kind: 'warning' })
    expect(shown(pair)).toBeNull()
    announce({ text: 'Moved' })
    expect(shown(pair)?.text).toBe('Moved')
  })

  it('leads nowhere else', async () => {
    const { headers } = await post({ token: shown()?.token ?? '', next: '//evil.test' })
    expect(headers.get('location')).toBe('/')
  })
})
