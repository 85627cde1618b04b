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
      .map(({ label }) => ({ text: `has a new ${what}: “${label}”.` })),
    ...before
      .filter(({ value }) => !now.has(value))
      .map(({ label }) => ({
        text: `has no ${what} “${label}” any more.`,
        warning: `Earlier responses may have it: their figures cannot be compared with new ones.`,
      })),
    ...stayed
      .filter(({ value, label }) => old.get(value) !== label)
      .map(({ value, label }) => ({
        text: `calls the ${what} “${old.get(value)}” “${label}” now.`,
        warning: 'Earlier answers are counted under the new name.',
      })),
    ...(stayed.some(({ value }, place) => order[place]?.value !== value)
      ? [{ text: `has its ${what}s in another order.` }]
      : []),
  ]
}
