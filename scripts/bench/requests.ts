/** What came of asking one thing over and over, one after the other: the milliseconds that half and 95 of 100 took at most. */
export type Times = { p50: number; p95: number }

/** Asks `count` times. Throws when an answer is no success. */
export async function timeRequests(count: number, ask: (place: number) => Promise<Response>): Promise<Times> {
  const times: number[] = []
  for (let place = 0; place < count; place += 1) {
    const start = performance.now()
    const answer = await ask(place)
    await answer.arrayBuffer()
    times.push(performance.now() - start)
    if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}.`)
  }
  return timesOf(times)
}

export function timesOf(times: number[]): Times {
  const sorted = times.toSorted((one, other) => one - other)
  const atMost = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0
  return { p50: atMost(0.5), p95: atMost(0.95) }
}
