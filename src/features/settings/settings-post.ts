import { registrationModes, type RegistrationMode } from '@/lib/registration'
import type { Settings } from './settings.schema'

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

const modeWords: Record<RegistrationMode, { label: string; description: string }> = {
  closed: { label: 'Closed', description: 'Nobody makes one: admins make accounts for people.' },
  invite: {
    label: 'By invitation',
    description: 'Whoever is invited to a workspace, by the link in the mail.',
  },
  code: { label: 'By code', description: 'Also whoever has a registration code.' },
  open: { label: 'Open', description: 'Everybody who confirms an e-mail address. This wants a mail server.' },
}

export const modeOptions = registrationModes.map((value) => ({ value, ...modeWords[value] }))

export const kindOptions = [
  { value: 'info', label: 'Information' },
  { value: 'warning', label: 'Warning' },
]
