// @vitest-environment node
// What pages, commands and jobs parse as well as endpoints do: every schema that a feature has. FUZZ_RUNS says how many cases each.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readThreadCpu } from '../thread-cpu'
import { inputsOf } from './from-schema'

const runs = Number(process.env['FUZZ_RUNS'] ?? 1000)

/** How long one may be looked at, in milliseconds of this thread. */
const LONGEST = 100

const modules = import.meta.glob<Record<string, unknown>>('/src/features/**/*.schema.ts', { eager: true })

/** What may stand where an id or an address is asked for. */
const known = ['019b76da-a800-7000-8000-000000000000', 'ada@example.org']

const schemas = Object.entries(modules).flatMap(([file, module]) =>
  Object.entries(module).flatMap(([name, found]) =>
    found instanceof z.ZodType ? [[`${name} of ${file.replace('/src/features/', '')}`, found] as const] : [],
  ),
)

/** Whether a schema takes an input, in a sentence where it does not; and how long it took. */
function parse(schema: z.ZodType, input: unknown): { said: string[] | null; ms: number } {
  const begun = readThreadCpu()
  const { error } = schema.safeParse(input)
  const ms = readThreadCpu() - begun
  return { said: error ? error.issues.map(({ message }) => message) : null, ms }
}

describe(`${schemas.length} schemas, ${runs} cases each`, () => {
  test('are those of all features', () => {
    expect(schemas.length).toBeGreaterThan(60)
  })

  test.each(schemas)('%s takes an input or says why not, and never late', (_, schema) => {
    const inputs = fc.oneof({ weight: 3, arbitrary: inputsOf(schema, known) }, fc.anything({ maxDepth: 3 }))
    fc.assert(
      fc.property(inputs, (input) => {
        const { said, ms } = parse(schema, input)
        expect(said?.every((message) => message !== '') ?? true).toBe(true)
        const least = ms > LONGEST ? Math.min(...[1, 2, 3].map(() => parse(schema, input).ms)) : ms
        expect(least).toBeLessThanOrEqual(LONGEST)
      }),
      { numRuns: runs },
    )
  })
})
