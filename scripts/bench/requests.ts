/** What came of asking one thing over and over, one after the other: the milliseconds that half and 95 of 100 took at most. */
export type Times = { p50: number; p95: number }

/** One request of several, by its place among them. */
export type Ask = (place: number) => Promise<Response>

/** Asks `count` times. Throws when an answer is no success. */
export async function timeRequests(count: number, ask: Ask): Promise<Times> {
  return timesOf(await listTimes(count, ask))
}

/** The same, with the milliseconds of each. */
export async function listTimes(count: number, ask: Ask): Promise<number[]> {
  const times: number[] = []
  for (let place = 0; place < count; place += 1) {
    const start = performance.now()
    const answer = await ask(place)
    await answer.arrayBuffer()
    times.push(performance.now() - start)
    if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}.`)
  }
  return times
}

export function timesOf(times: number[]): Times {
  const sorted = times.toSorted((one, other) => one - other)
  const atMost = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0
  return { p50: atMost(0.5), p95: atMost(0.95) }
}
