import { announcementKinds } from '@/lib/announcement'
import { registrationModes } from '@/lib/registration'
import type { Settings } from './settings.schema'
import { kinds } from './words/announcement'
import { modes } from './words/settings'

type Fields = Record<string, string>

/** What a form of the page posts, by its `intent`, as the input of `ChangeSettings`. */
export function readSettingsPost(fields: Fields): unknown {
  const version = Number(fields['version'])
  switch (fields['intent']) {
    case 'name':
      return { version, name: fields['name'] }
    case 'registration':
      return { version, registration: fields['registration'] }
    case 'retract':
      return { version, announcement: null }
    default:
      return {
        version,
        announcement: {
          text: fields['text'],
          kind: fields['kind'],
          from: readTime(fields['from']),
          until: readTime(fields['until']),
          onSignIn: fields['onSignIn'] !== undefined,
        },
      }
  }
}

/** A browser's `datetime-local`, taken as UTC. */
function readTime(text: string | undefined): string | null {
  if (!text?.trim()) return null
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? `${text}:00Z` : text
}

/** What the controls show of the settings: the counterpart of `readSettingsPost`. */
export function showSettings({ name, registration, announcement }: Settings): Fields {
  return {
    name,
    registration,
    text: announcement?.text ?? '',
    kind: announcement?.kind ?? 'info',
    from: announcement?.from?.slice(0, 16) ?? '',
    until: announcement?.until?.slice(0, 16) ?? '',
    ...(announcement?.onSignIn && { onSignIn: 'on' }),
  }
}

export const modeOptions = registrationModes.map((value) => ({ value, ...modes[value] }))

export const kindOptions = announcementKinds.map((value) => ({ value, label: kinds[value] }))
