import { spaceOut } from '@/lib/server/search-text'

/** What a response is found by: every text among its answers. */
export function searchTextOf(answers: object): string {
  const text = [...textsIn(answers)].join('\n')
  return spaceOut(text) ?? text
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) yield* textsIn(part)
}
