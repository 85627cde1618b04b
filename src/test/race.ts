/** How often each one-time thing is used at once. */
export const RIVALS = 50

/**
 * Does something fifty times at once and returns the places of those that worked: it resolved, and not to `false` or
 * `null`. Prints the number.
 */
export async function race(what: string, attempt: (place: number) => Promise<unknown>): Promise<number[]> {
  const results = await Promise.allSettled(Array.from({ length: RIVALS }, (_, place) => attempt(place)))
  const winners = results.flatMap((result, place) =>
    result.status === 'fulfilled' && result.value !== false && result.value !== null ? [place] : [],
  )
  console.info(`${what}: ${winners.length} of ${RIVALS} at once`)
  return winners
}
