import { mailKinds } from './mails.schema'
import * as words from './words/outbox'

/** The kinds of messages as a choice, by their words. */
export function listKindOptions(): { value: string; label: string }[] {
  const kinds = mailKinds.map((value) => ({ value, label: words.kinds[value] }))
  return [
    { value: '', label: words.allKinds },
    ...kinds.toSorted((a, b) => a.label.localeCompare(b.label, 'en')),
  ]
}
