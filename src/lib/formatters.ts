import { Recent } from './recent'
import { currentReader, plainReader, type Reader } from './reader'

/** Building one takes as long as a hundred uses. What browsers claim of themselves must not fill the memory. */
const MOST_READERS = 64

const readers = new Recent<Formatters>(MOST_READERS)
let latest: Formatters | undefined

/** Everything that writes dates and numbers for a reader, built once. */
export function formattersOf(reader: Reader = currentReader()): Formatters {
  if (latest?.locale === reader.locale && latest.timeZone === reader.timeZone) return latest
  const key = `${reader.locale} ${reader.timeZone}`
  latest = readers.get(key) ?? new Formatters(reader)
  readers.set(key, latest)
  return latest
}

/** Each is built when it is first needed. */
class Formatters {
  readonly locale: string
  readonly timeZone: string
  /** The latest moments, by ISO 8601, as they were written: a list is drawn again and again, and Intl takes most of its time for them. */
  readonly written = new Recent<string>(200)
  /** The language of what stands inside an English sentence, such as the word before the last of a list. */
  readonly #sentence: string
  #moment: Intl.DateTimeFormat | undefined
  #date: Intl.DateTimeFormat | undefined
  #shortDay: Intl.DateTimeFormat | undefined
  #month: Intl.DateTimeFormat | undefined
  #relative: Intl.RelativeTimeFormat | undefined
  #number: Intl.NumberFormat | undefined
  #tenths: Intl.NumberFormat | undefined
  #percent: Intl.NumberFormat | undefined
  #list: Intl.ListFormat | undefined

  constructor({ locale, timeZone }: Reader) {
    this.locale = locale
    this.timeZone = timeZone
    this.#sentence = isEnglish(locale) ? locale : plainReader.locale
  }

  /** A day and the time of it, with the zone. */
  get moment() {
    return (this.#moment ??= dates(this, { ...DAY, ...TIME }))
  }

  /** A date is no instant: it is handed over as midnight in UTC. */
  get date() {
    return (this.#date ??= new Intl.DateTimeFormat(this.locale, { ...DAY, timeZone: 'UTC' }))
  }

  get shortDay() {
    return (this.#shortDay ??= new Intl.DateTimeFormat(this.locale, SHORT_DAY))
  }

  /** A month of a chart. */
  get month() {
    return (this.#month ??= new Intl.DateTimeFormat(this.locale, MONTH))
  }

  get relative() {
    return (this.#relative ??= new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' }))
  }

  get number() {
    return (this.#number ??= new Intl.NumberFormat(this.locale))
  }

  get tenths() {
    return (this.#tenths ??= new Intl.NumberFormat(this.locale, {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }))
  }

  get percent() {
    return (this.#percent ??= new Intl.NumberFormat(this.locale, { style: 'percent' }))
  }

  get list() {
    return (this.#list ??= new Intl.ListFormat(this.#sentence))
  }
}

const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const
const SHORT_DAY = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const
const MONTH = { month: 'short', year: 'numeric', timeZone: 'UTC' } as const
const TIME = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const

/** A browser may be older than a zone that the server knows: then the time is in UTC, and says so. */
function dates({ locale, timeZone }: Reader, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone })
  } catch {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: plainReader.timeZone })
  }
}

/** True where the words of a form of writing are those of our sentences. */
export function isEnglish(locale: string): boolean {
  return locale === 'en' || locale.startsWith('en-')
}

/** Some runtimes put a narrow space before `PM`, some a usual one: a page must not change when its script runs. */
export function withUsualSpaces(text: string): string {
  return text.replaceAll('\u202F', ' ')
}
