import { locales } from '@/lib/locales'
import { timeZones } from '@/lib/time-zones'
import { zoneName } from '@/lib/zone-name'

type Option = { value: string; label: string }

let languages: Option[] | undefined

/** Every way of writing dates and numbers, each by its own name: `Deutsch (Deutschland)`. */
export function languageOptions(): Option[] {
  return (languages ??= locales
    .map((locale) => ({ value: locale, label: languageName(locale) }))
    .toSorted((one, other) => one.label.localeCompare(other.label, 'en')))
}

export function zoneOptions(): Option[] {
  return timeZones.map((timeZone) => ({ value: timeZone, label: zoneName(timeZone) }))
}

function languageName(locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale
}
