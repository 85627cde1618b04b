import * as words from '../words/changes'
import type { Change } from './changes'
import type { Option } from './field.schema'

/** What became different in a list to choose from; `what` is what one of it is called. */
export function optionChanges(
  what: string,
  before: readonly Option[],
  after: readonly Option[],
): Omit<Change, 'name'>[] {
  const old = new Map(before.map(({ value, label }) => [value, label]))
  const now = new Set(after.map(({ value }) => value))
  const stayed = after.filter(({ value }) => old.has(value))
  const order = before.filter(({ value }) => now.has(value))
  return [
    ...after
      .filter(({ value }) => !old.has(value))
      .map(({ label }) => ({ text: words.optionIsNew(what, label) })),
    ...before
      .filter(({ value }) => !now.has(value))
      .map(({ label }) => ({
        text: words.optionIsGone(what, label),
        warning: words.optionIsGoneWarning,
      })),
    ...stayed
      .filter(({ value, label }) => old.get(value) !== label)
      .map(({ value, label }) => ({
        text: words.optionIsCalled(what, old.get(value) ?? '', label),
        warning: words.optionIsCalledWarning,
      })),
    ...(stayed.some(({ value }, place) => order[place]?.value !== value)
      ? [{ text: words.optionsMoved(what) }]
      : []),
  ]
}
