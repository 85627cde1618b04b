import { instantOf, isTimeZone, wallTimeOf } from '@/lib/zoned-time'
import type { Form } from '../forms.schema'

type Fields = Record<string, string>

/** What the page of settings posts, as the input of `ChangeForm`. What it cannot set stays as it is. */
export function readSettings(fields: Fields, form: Form): unknown {
  const { settings } = form
  const timeZone = fields['timeZone'] ?? settings.timeZone
  return {
    title: fields['title'],
    slug: fields['slug'],
    version: Number(fields['version']),
    settings: {
      ...settings,
      language: fields['language'],
      accent: fields['accent']?.trim() || undefined,
      thanks: fields['redirect']?.trim()
        ? { redirect: fields['redirect'].trim() }
        : { text: fields['thanks'] ?? '' },
      timeZone,
      opensAt: readTime(fields['opensAt'], timeZone),
      closesAt: readTime(fields['closesAt'], timeZone),
      places: readNumber(fields['places']),
      once: fields['once'],
      anonymousLinks: fields['anonymousLinks'] !== undefined,
      notify: {
        accountIds: Object.keys(fields).flatMap((name) => readTold(name) ?? []),
        emails: readLines(fields['notifyEmails']),
        how: fields['notifyHow'],
      },
      visibleTo: fields['visibleTo'],
      retentionDays: readNumber(fields['retentionDays']),
      keepAddress: fields['keepAddress'] !== undefined,
      review: fields['review'] !== undefined,
      receipt: fields['receipt'] !== undefined,
      proofOfWork: fields['proofOfWork'],
      embedOrigins: readLines(fields['embedOrigins']),
    },
  }
}

/** What the controls show of a form: the counterpart of `readSettings`. */
export function showSettings({ title, slug, version, settings }: Form): Fields {
  const { thanks, notify, timeZone } = settings
  return {
    title,
    slug,
    version: String(version),
    language: settings.language,
    accent: settings.accent ?? '',
    thanks: 'text' in thanks ? thanks.text : '',
    redirect: 'redirect' in thanks ? thanks.redirect : '',
    timeZone,
    opensAt: settings.opensAt ? wallTimeOf(settings.opensAt, timeZone) : '',
    closesAt: settings.closesAt ? wallTimeOf(settings.closesAt, timeZone) : '',
    places: String(settings.places ?? ''),
    once: settings.once,
    notifyHow: notify.how,
    notifyEmails: notify.emails.join('\n'),
    visibleTo: settings.visibleTo,
    retentionDays: String(settings.retentionDays ?? ''),
    proofOfWork: settings.proofOfWork,
    embedOrigins: settings.embedOrigins.join('\n'),
    ...Object.fromEntries(notify.accountIds.map((id) => [toldName(id), 'on'])),
    ...(settings.keepAddress && { keepAddress: 'on' }),
    ...(settings.anonymousLinks && { anonymousLinks: 'on' }),
    ...(settings.review && { review: 'on' }),
    ...(settings.receipt && { receipt: 'on' }),
  }
}

function readLines(text: string | undefined): string[] {
  return (text ?? '').split(/\s+/).filter((line) => line !== '')
}

function readNumber(text: string | undefined): number | undefined {
  return text?.trim() ? Number(text) : undefined
}

/** A browser's `datetime-local`, on the clocks of a zone. */
function readTime(text: string | undefined, timeZone: string): string | undefined {
  if (!text?.trim()) return undefined
  return isTimeZone(timeZone) ? instantOf(text, timeZone) : text
}

/** The name of the control that has an account told. */
export function toldName(accountId: string): string {
  return `tell-${accountId}`
}

function readTold(name: string): string | undefined {
  return name.startsWith('tell-') ? name.slice('tell-'.length) : undefined
}
