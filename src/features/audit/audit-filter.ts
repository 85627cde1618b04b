import { auditActions } from '@/lib/audit-actions'

const words = Object.entries(auditActions).map(([value, deed]) => ({
  value,
  label: `${groupOf(value)}: ${deed}`,
}))

/** The actions that can be asked for, those of one noun together. */
export const actionOptions: { value: string; label: string }[] = [
  { value: '', label: 'Everything that was done' },
  ...words.toSorted((one, other) => groupOf(one.value).localeCompare(groupOf(other.value), 'en')),
]

/** `two_factor.enabled` belongs to “Two factor”. */
function groupOf(action: string): string {
  const noun = action.slice(0, action.indexOf('.')).replaceAll('_', ' ')
  return noun.charAt(0).toUpperCase() + noun.slice(1)
}
