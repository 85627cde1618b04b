import { auditActions } from '@/lib/audit-actions'
import { deeds } from './words/actions'
import * as words from './words/audit'

const actions = auditActions.map((value) => ({
  value,
  label: words.deedOfGroup(groupOf(value), deeds[value]),
}))

/** The actions that can be asked for, those of one noun together. */
export const actionOptions: { value: string; label: string }[] = [
  { value: '', label: words.everyDeed },
  ...actions.toSorted((one, other) => groupOf(one.value).localeCompare(groupOf(other.value), 'en')),
]

/** `two_factor.enabled` belongs to “Two factor”. */
function groupOf(action: string): string {
  const noun = action.slice(0, action.indexOf('.')).replaceAll('_', ' ')
  return noun.charAt(0).toUpperCase() + noun.slice(1)
}
