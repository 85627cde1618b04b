import { expect, test } from 'vitest'
import { useInstance } from '@/test/instance'
import { findTimeZone, readLanguages, resolveReader } from './reader'

useInstance()

const nothing = { locale: null, timeZone: null }

test.each([
  ['nothing', ''],
  ['no languages', ';;;,,,q=1'],
  ['a language that nobody speaks', 'xx-XX'],
  ['any', '*'],
  ['what is not wanted', 'de;q=0'],
  ['a tag with too many parts', 'de-a-b-c-d-e'],
  ['what is no tag', 'de_DE, <script>, ../../de, é'],
  ['a quality that is none', 'de;q=2, fr;q=-1, it;q=abc'],
  ['4 KB', `de-DE,${'a-b,'.repeat(1024)}`],
])('no language is made of %s', (_what, header) => {
  expect(readLanguages(header)).toBeUndefined()
})

test.each([
  ['de', 'de-DE'],
  ['DE-at', 'de-AT'],
  ['de-LU', 'de-DE'],
  ['en', 'en-US'],
  ['en-GB,en;q=0.9', 'en-GB'],
  ['xx, de;q=0.3, fr-CA;q=0.7', 'fr-CA'],
  ['en;q=0.1,de-DE', 'de-DE'],
  ['no', 'nb-NO'],
  ['zh-Hant-TW', 'zh-TW'],
  ['zh-Hant', 'zh-TW'],
  ['zh-Hans-CN', 'zh-CN'],
  ['sr-Latn-RS', 'sr-RS'],
])('%s is written as %s', (header, locale) => {
  expect(readLanguages(header)).toBe(locale)
})

test.each(['', 'Mars/Olympus', '+01:00', 'europe/berlin', '../../etc/passwd', 'x'.repeat(4096), '__proto__'])(
  'there is no zone %s',
  (name) => {
    expect(findTimeZone(name)).toBeUndefined()
  },
)

test.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['UTC', 'UTC'],
])('the zone %s is %s', (name, zone) => {
  expect(findTimeZone(name)).toBe(zone)
})

test('nobody said anything: plain English by UTC', () => {
  expect(resolveReader(undefined, new Headers())).toEqual({ locale: 'en-GB', timeZone: 'UTC' })
})

test('a cookie with a zone that is none says nothing, and neither does another cookie', () => {
  const headers = new Headers({ cookie: 'capsule.time_zone=Mars/Olympus; time_zone=Europe/Berlin' })
  expect(resolveReader(nothing, headers).timeZone).toBe('UTC')
})

test('what the account chose counts more than what the browser says, each by itself', () => {
  const headers = new Headers({
    'accept-language': 'de',
    cookie: 'capsule.time_zone=Europe/Berlin',
  })
  expect(resolveReader(nothing, headers)).toEqual({ locale: 'de-DE', timeZone: 'Europe/Berlin' })
  expect(resolveReader({ locale: 'fr-CA', timeZone: null }, headers)).toEqual({
    locale: 'fr-CA',
    timeZone: 'Europe/Berlin',
  })
  expect(resolveReader({ locale: null, timeZone: 'Asia/Tokyo' }, headers)).toEqual({
    locale: 'de-DE',
    timeZone: 'Asia/Tokyo',
  })
})
