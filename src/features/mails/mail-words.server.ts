import { mailKinds } from './mails.schema'
import { kindLabels } from './mail-templates.server'

/** The kinds of messages as a choice, by their words. */
export function listKindOptions(): { value: string; label: string }[] {
  const kinds = mailKinds.map((value) => ({ value, label: kindLabels[value] }))
  return [
    { value: '', label: 'All kinds' },
    ...kinds.toSorted((a, b) => a.label.localeCompare(b.label, 'en')),
  ]
}
