/** Chance that is the same each time: https://github.com/cprosche/mulberry32 */
export type Chance = {
  /** From 0 to 1. */
  next: () => number
  /** A whole number, both ends among them. */
  between: (least: number, most: number) => number
  /** True so often, from 0 to 1. */
  is: (share: number) => boolean
  pick: <T>(list: readonly T[]) => T
  /** One of the keys, as often as its weight says beside the others. */
  weighted: <K extends string>(weights: Readonly<Record<K, number>>) => K
}

/** Begins anew from the same words with the same numbers. */
export function chanceOf(words: string): Chance {
  let state = Number(BigInt.asUintN(32, BigInt(Bun.hash(words))))
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(next() * list.length)]
    if (found === undefined) throw new Error('There is nothing to pick from.')
    return found
  }
  return {
    next,
    pick,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    is: (share) => next() < share,
    weighted: (weights) => {
      const keys = Object.keys(weights) as (keyof typeof weights)[]
      const total = keys.reduce((sum, key) => sum + weights[key], 0)
      let left = next() * total
      return keys.find((key) => (left -= weights[key]) < 0) ?? pick(keys)
    },
  }
}
