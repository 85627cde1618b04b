import type { Field } from './field.schema'

/** A field that changed its place among those that stayed, and what stands before it now; null for the first place. */
export type Move = { field: Field; previous: Field | null }

/** The fewest fields that have to be moved to come from one order to the other; what is new or gone is not looked at. */
export function listMoves(before: readonly Field[], after: readonly Field[]): Move[] {
  const places = new Map(before.map(({ key }, place) => [key, place]))
  const common = after.filter(({ key }) => places.has(key))
  const stay = longestRise(common.map(({ key }) => places.get(key) ?? 0))
  return common
    .filter((_, place) => !stay.has(place))
    .map((field) => ({ field, previous: after[after.indexOf(field) - 1] ?? null }))
}

/** The places of a longest subsequence that rises: quadratic, for the two hundred fields that a form may have. */
function longestRise(numbers: readonly number[]): Set<number> {
  const best: { length: number; from: number }[] = []
  for (const number of numbers) {
    let [length, from] = [1, -1]
    for (const [earlier, found] of best.entries())
      if ((numbers[earlier] ?? 0) < number && found.length + 1 > length)
        [length, from] = [found.length + 1, earlier]
    best.push({ length, from })
  }
  const longest = Math.max(0, ...best.map(({ length }) => length))
  const stay = new Set<number>()
  let place = best.findIndex(({ length }) => length === longest)
  while (place >= 0) {
    stay.add(place)
    place = best[place]?.from ?? -1
  }
  return stay
}
