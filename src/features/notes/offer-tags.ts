import { splitTags } from './split-tags'

/** So many at once. */
const MOST = 8

interface TagsToOffer {
  typed: string
  known: readonly string[]
  chosen: readonly string[]
}

/**
 * What a list offers for what is typed: that itself as it will be kept, so that Enter takes no other, then what begins with it, then what
 * holds it. Empty where no known tag is like it, or it is chosen already: Enter would else take the next.
 */
export function offerTags({ typed, known, chosen }: TagsToOffer): string[] {
  const [sought = ''] = splitTags(typed)
  if (chosen.includes(sought)) return []
  const alike = known.filter((tag) => tag.includes(sought) && tag !== sought && !chosen.includes(tag))
  const best = alike.toSorted((a, b) => Number(b.startsWith(sought)) - Number(a.startsWith(sought)))
  const isAlone = alike.length === 0 && !known.includes(sought)
  return [...(sought === '' || isAlone ? [] : [sought]), ...best].slice(0, MOST)
}
