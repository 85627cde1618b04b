// @vitest-environment node
import { expect, test } from 'vitest'
import { readServer } from './mail-transport.server'

test.each([
  ['smtps://mail.example.org', { port: 465, secure: true, requireTLS: false }],
  ['smtp://mail.example.org', { port: 587, secure: false, requireTLS: true }],
  ['smtp://mail.example.org:2525', { port: 2525, secure: false, requireTLS: true }],
  ['smtp://localhost.example.org', { secure: false, requireTLS: true }],
  ['smtp://relay:25?requireTLS=false', { host: 'relay', port: 25, requireTLS: false }],
  ['smtp://localhost:25', { host: 'localhost', requireTLS: false }],
  ['smtp://127.0.0.1:25', { host: '127.0.0.1', requireTLS: false }],
  ['smtp://[::1]:25', { host: '::1', requireTLS: false }],
])('%s is understood', (url, expected) => {
  expect(readServer(url)).toMatchObject({ ...expected, tls: { rejectUnauthorized: true } })
})

test('user and password are percent-decoded, and left out where there are none', () => {
  expect(readServer('smtps://ada%40example.org:a%3Ab%2Fc@mail.example.org').auth).toEqual({
    user: 'ada@example.org',
    pass: 'a:b/c',
  })
  expect(readServer('smtps://mail.example.org')).not.toHaveProperty('auth')
})
