import type { Form } from '../forms.schema'

type Fields = Record<string, string>

/** What the page of settings posts, as the input of `ChangeForm`. What it cannot set stays as it is. */
export function readSettings(fields: Fields, form: Form, accountId: string): unknown {
  const { settings } = form
  const others = settings.notify.accountIds.filter((id) => id !== accountId)
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
      opensAt: readTime(fields['opensAt']),
      closesAt: readTime(fields['closesAt']),
      places: readNumber(fields['places']),
      once: fields['once'],
      anonymousLinks: fields['anonymousLinks'] !== undefined,
      notify: {
        accountIds: fields['notifyMe'] ? [...others, accountId] : others,
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
export function showSettings({ title, slug, version, settings }: Form, accountId: string): Fields {
  const { thanks, notify } = settings
  return {
    title,
    slug,
    version: String(version),
    language: settings.language,
    accent: settings.accent ?? '',
    thanks: 'text' in thanks ? thanks.text : '',
    redirect: 'redirect' in thanks ? thanks.redirect : '',
    opensAt: settings.opensAt?.slice(0, 16) ?? '',
    closesAt: settings.closesAt?.slice(0, 16) ?? '',
    places: String(settings.places ?? ''),
    once: settings.once,
    notifyHow: notify.how,
    notifyEmails: notify.emails.join('\n'),
    visibleTo: settings.visibleTo,
    retentionDays: String(settings.retentionDays ?? ''),
    proofOfWork: settings.proofOfWork,
    embedOrigins: settings.embedOrigins.join('\n'),
    ...(notify.accountIds.includes(accountId) && { notifyMe: 'on' }),
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

/** A browser's `datetime-local`, taken as UTC. */
function readTime(text: string | undefined): string | undefined {
  if (!text?.trim()) return undefined
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? `${text}:00Z` : text
}
