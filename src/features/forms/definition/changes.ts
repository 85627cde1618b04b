import * as words from '../words/changes'
import { kinds } from '../words/kinds'
import type { Definition } from './definition.schema'
import type { Field } from './field.schema'
import { fieldChanges } from './field-changes'
import { listMoves } from './moves'
import { nameOf } from './name-of'

/** One difference between two definitions, in words. `warning` says why earlier responses cannot be compared with new ones. */
export type Change = { name: string; text: string; warning?: string }

/** What became different from one definition to another: first what is new, then what went, what changed and what moved. */
export function listChanges(before: Definition, after: Definition): Change[] {
  const old = new Map(before.fields.map((field) => [field.key, field]))
  const now = new Map(after.fields.map((field) => [field.key, field]))
  const added = after.fields.filter(({ key }) => !old.has(key))
  const removed = before.fields.filter(({ key }) => !now.has(key))
  return [
    ...added.map((field) => ({ name: nameOf(field), text: words.isNew(kinds[field.kind]) })),
    ...removed.map((field) => ({ name: nameOf(field), text: removal(field) })),
    ...after.fields.flatMap((field) => {
      const earlier = old.get(field.key)
      return earlier ? fieldChanges(earlier, field, { before, after }) : []
    }),
    ...listMoves(before.fields, after.fields).map(({ field, previous }) => ({
      name: nameOf(field),
      text: previous ? words.comesAfter(nameOf(previous)) : words.comesFirst,
    })),
  ]
}

function removal(field: Field): string {
  return field.kind === 'page_break' ? words.pagesJoin : words.isTakenOut
}
