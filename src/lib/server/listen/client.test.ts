// @vitest-environment node
import { describe, expect, it, test } from 'vitest'
import { addressKey, clientAddressOf, isTrusted, normalizeAddress, parseTrustedProxies } from './client'

const proxies = parseTrustedProxies('loopback,10.0.0.0/8,fd00::/8')
const through = (headers: Record<string, string>, peer = '127.0.0.1', trusted = proxies) =>
  clientAddressOf(peer, new Headers(headers), trusted)

describe('the client of a peer that is not trusted', () => {
  it.each<Record<string, string>>([
    { 'x-forwarded-for': '198.51.100.1' },
    { 'x-forwarded-for': '198.51.100.1, 10.0.0.1' },
    { forwarded: 'for=198.51.100.1' },
    { 'x-real-ip': '198.51.100.1' },
  ])('is the peer, whatever it sends: %o', (headers) => {
    expect(through(headers, '203.0.113.7')).toBe('203.0.113.7')
    expect(through(headers, '127.0.0.1', parseTrustedProxies('none'))).toBe('127.0.0.1')
  })
})

describe('the client behind a trusted proxy', () => {
  it.each([
    [{}, '127.0.0.1'],
    [{ 'x-forwarded-for': '198.51.100.1' }, '198.51.100.1'],
    // What the client sent itself stands to the left of what the proxy saw.
    [{ 'x-forwarded-for': '6.6.6.6, 198.51.100.1' }, '198.51.100.1'],
    [{ 'x-forwarded-for': '6.6.6.6, 198.51.100.1, 10.1.2.3' }, '198.51.100.1'],
    [{ 'x-forwarded-for': '10.9.9.9, 10.1.2.3' }, '10.9.9.9'],
    [{ 'x-forwarded-for': 'evil, 10.1.2.3' }, '10.1.2.3'],
    [{ 'x-forwarded-for': 'evil' }, '127.0.0.1'],
    [{ 'x-forwarded-for': '198.51.100.1:4711' }, '198.51.100.1'],
    [{ 'x-forwarded-for': '[2001:db8::1]:4711' }, '2001:db8::1'],
    [{ 'x-forwarded-for': '::ffff:198.51.100.1' }, '198.51.100.1'],
    [{ forwarded: 'for=198.51.100.1;proto=https, for=10.1.2.3' }, '198.51.100.1'],
    [{ forwarded: 'For="[2001:db8::1]:4711"' }, '2001:db8::1'],
    [{ forwarded: 'for=unknown' }, '127.0.0.1'],
    [{ forwarded: 'for=_hidden, for=10.1.2.3' }, '10.1.2.3'],
    [{ forwarded: 'for=198.51.100.1', 'x-forwarded-for': '198.51.100.1' }, '198.51.100.1'],
    // One of the two is the client's own.
    [{ forwarded: 'for=6.6.6.6', 'x-forwarded-for': '198.51.100.1' }, '127.0.0.1'],
  ])('by %o is %s', (headers: Record<string, string>, address) => {
    expect(through(headers)).toBe(address)
  })

  it('may come over IPv6, or over IPv4 on an IPv6 socket', () => {
    const headers = { 'x-forwarded-for': '198.51.100.1' }
    expect(through(headers, '::ffff:127.0.0.1')).toBe('198.51.100.1')
    expect(through(headers, 'fd00::5')).toBe('198.51.100.1')
    expect(through(headers, 'fe80::5')).toBe('fe80::5')
  })
})

describe('the list of proxies', () => {
  it.each(['', 'nobody', '10.0.0.0/33', '10.0.0/8', '10.0.0.0/8/8', 'fd00::/129', '1.2.3.4/', '1.2.3.4/x'])(
    'does not take %j',
    (list) => {
      expect(() => parseTrustedProxies(list)).toThrow('is no address and no range')
    },
  )

  it.each([
    ['private', '172.31.0.1', true],
    ['private', '172.32.0.1', false],
    ['private', '127.0.0.1', true],
    ['loopback', '192.168.0.1', false],
    ['203.0.113.7', '203.0.113.7', true],
    ['203.0.113.7', '203.0.113.8', false],
    ['203.0.113.0/24, 2001:db8::/32', '2001:db8:1::9', true],
    ['none', '127.0.0.1', false],
  ])('%s: %s is trusted: %s', (list, address, expected) => {
    expect(isTrusted(address, parseTrustedProxies(list))).toBe(expected)
  })
})

test.each([
  ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['::ffff:1.2.3.4', '1.2.3.4'],
  ['::ffff:102:304', '1.2.3.4'],
  ['1.2.3.4', '1.2.3.4'],
  ['1.2.3', null],
  ['', null],
])('%j is written %j', (text, address) => {
  expect(normalizeAddress(text)).toBe(address)
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
  ['2001:db8::6', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['2001:db8:1:2:3::', '2001:db8:1:2::/64'],
])('%s is counted as %s', (address, key) => {
  expect(addressKey(address)).toBe(key)
})
