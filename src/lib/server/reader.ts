import { findLocale } from '@/lib/locales'
import { plainReader, type ChosenReader, type Reader } from '@/lib/reader'
import { timeZones } from '@/lib/time-zones'
import { zoneCookieName } from '@/lib/zone-cookie'
import { readCookies } from './cookies'
import { instance } from './instance'

/** Longer is no browser's list of languages. */
const MOST_CHARACTERS = 500

/**
 * Who reads the answer to a request: what the account chose, else what the browser says of itself, which is believed only
 * where it is one of what we know, else plain English by UTC.
 */
export function resolveReader(chosen: ChosenReader | undefined, headers: Headers): Reader {
  return {
    locale: chosen?.locale ?? readLanguages(headers.get('accept-language') ?? '') ?? plainReader.locale,
    timeZone: chosen?.timeZone ?? readZone(headers) ?? plainReader.timeZone,
  }
}

function readZone(headers: Headers): string | undefined {
  if (!headers.has('cookie')) return undefined
  const value = readCookies(headers).get(zoneCookieName(instance().identity))
  return value === undefined ? undefined : findTimeZone(value)
}

/** The best of a list of languages that we have (RFC 9110, 12.5.4); undefined where nothing can be made of it. */
export function readLanguages(header: string): string | undefined {
  if (header.length > MOST_CHARACTERS) return undefined
  const wanted = header
    .split(',')
    .flatMap((part) => {
      const [, tag, quality] = RANGE.exec(part.trim()) ?? []
      return tag === undefined ? [] : [{ tag, quality: Number(quality ?? 1) }]
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
  for (const { tag } of wanted) {
    const locale = findLocale(tag)
    if (locale !== undefined) return locale
  }
  return undefined
}

const RANGE = /^([a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3})(?:\s*;\s*q=([01](?:\.\d{0,3})?))?$/i

const zones = new Set(timeZones)

/** The names that Chromium has for zones which are called otherwise today. */
const otherNames = new Map([
  ['Africa/Asmera', 'Africa/Asmara'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['America/Catamarca', 'America/Argentina/Catamarca'],
  ['America/Coral_Harbour', 'America/Atikokan'],
  ['America/Cordoba', 'America/Argentina/Cordoba'],
  ['America/Godthab', 'America/Nuuk'],
  ['America/Indianapolis', 'America/Indiana/Indianapolis'],
  ['America/Jujuy', 'America/Argentina/Jujuy'],
  ['America/Louisville', 'America/Kentucky/Louisville'],
  ['America/Mendoza', 'America/Argentina/Mendoza'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Pacific/Enderbury', 'Pacific/Kanton'],
  ['Pacific/Ponape', 'Pacific/Pohnpei'],
  ['Pacific/Truk', 'Pacific/Chuuk'],
])

/** A zone by the name that this runtime lists it by, or undefined for what is none. */
export function findTimeZone(name: string): string | undefined {
  const zone = otherNames.get(name) ?? name
  return zones.has(zone) ? zone : undefined
}
