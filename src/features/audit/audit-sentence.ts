import { pick } from '@/lib/lookup'
import type { AuditItem } from './audit.schema'
import { deeds } from './words/actions'
import * as words from './words/audit'

/** Who did it, as far as it is known: what was erased is not made up for. */
export function doerOf({ actor, actorId, source }: AuditItem): string {
  if (actor !== null) return actor
  if (actorId !== null) return words.somebody
  return words.doers[source]
}

/** What was done, in words after who did it; the name of an action that this version does not know. */
export function deedOf({ action }: AuditItem): string {
  return pick<string>(deeds, action) ?? action
}

/** What an entry says beside, one `name: value` each: ids lead nowhere for a reader and are left to the export. */
export function factsOf({ details }: AuditItem): { name: string; value: string }[] {
  return Object.entries(details ?? {})
    .filter(([name, value]) => value !== null && value !== '' && !name.endsWith('Id'))
    .map(([name, value]) => ({ name: inWords(name), value: String(value) }))
}

/** `newEmail` is said as `new email`. */
function inWords(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
