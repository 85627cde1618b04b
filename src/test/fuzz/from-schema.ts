import * as fc from 'fast-check'
import { z } from 'zod'

/** What JSON Schema says of an input, as far as inputs are made from it. */
const Shape = z.looseObject({
  type: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
  allOf: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  maxLength: z.number().optional(),
  minLength: z.number().optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
})

/** Text that has broken something somewhere: controls, surrogates, directions, normal forms, syntax of others. */
const nasty = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  'é',
  'e\u0301',
  '👩‍👩‍👧‍👦'.repeat(30),
  '"*" NEAR(a b) -c',
  "'; DROP TABLE notes; --",
  '%',
  '../../etc/passwd',
  '{{7*7}}',
  'x'.repeat(100_001),
  '1e309',
  '-0',
  '=HYPERLINK("x")',
  '<script>',
  '__proto__',
  'null',
  '9007199254740993',
)

const formats: Record<string, fc.Arbitrary<string>> = {
  uuid: fc.uuid(),
  email: fc.emailAddress(),
  uri: fc.webUrl(),
  date: fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  'date-time': fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
}

/** Values that exist, such as ids; and whether a field may also be missing, of another type, or nasty. */
type Manner = { known: string[]; isWild: boolean }

/**
 * Inputs for a schema: half of them of its shape, so that they get deep, others with any field now and then missing, of
 * another type, or nasty; some are anything at all. `known` are values that exist, such as ids.
 */
export function inputsOf(schema: z.ZodType, known: string[]): fc.Arbitrary<unknown> {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return fc.oneof(
    { weight: 5, arbitrary: fromShape(shape, { known, isWild: false }) },
    { weight: 5, arbitrary: fromShape(shape, { known, isWild: true }) },
    { weight: 1, arbitrary: fc.jsonValue() },
    { weight: 1, arbitrary: fc.dictionary(fc.string(), fc.jsonValue()) },
  )
}

function fromShape(input: unknown, manner: Manner): fc.Arbitrary<unknown> {
  const shape = Shape.safeParse(input).data ?? {}
  if (!manner.isWild) return ofType(shape, manner)
  return fc.oneof(
    { weight: 12, arbitrary: ofType(shape, manner) },
    { weight: 1, arbitrary: nasty },
    { weight: 1, arbitrary: fc.jsonValue() },
  )
}

type Shape = z.output<typeof Shape>

function ofType(shape: Shape, manner: Manner): fc.Arbitrary<unknown> {
  if (shape.enum) return fc.constantFrom(...shape.enum)
  if ('const' in shape) return fc.constant(shape.const)
  const choices = shape.anyOf ?? shape.oneOf
  if (choices) return fc.oneof(...choices.map((part) => fromShape(part, manner)))
  if (shape.type === 'object') return objectOf(shape, manner)
  if (shape.type === 'array')
    return fc.array(fromShape(shape.items, manner), { minLength: shape.minItems ?? 0, maxLength: 25 })
  if (shape.type === 'boolean') return fc.boolean()
  if (shape.type === 'integer' || shape.type === 'number') return numberOf(shape, manner)
  if (shape.type === 'string') return textOf(shape, manner)
  return fc.oneof(fc.string(), fc.integer(), fc.constantFrom(...manner.known))
}

function numberOf({ minimum = -1000, maximum = 1000 }: Shape, { isWild }: Manner) {
  if (isWild) return fc.oneof(fc.integer(), fc.double())
  const [min, max] = [Math.max(minimum, -1000), Math.min(maximum, 1000)]
  return fc.integer({ min, max: Math.max(min, max) })
}

function objectOf(shape: Shape, manner: Manner) {
  const { properties = {}, required = [], additionalProperties } = shape
  if (typeof additionalProperties === 'object' && additionalProperties !== null)
    return fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom(...manner.known)),
      fromShape(additionalProperties, manner),
    )
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, part]) => [name, fromShape(part, manner)]),
  )
  const whole = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) })
  if (!manner.isWild) return whole
  return fc.oneof(
    { weight: 9, arbitrary: whole },
    { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [] }) },
  )
}

function textOf({ format = '', minLength = 0, maxLength = 40, pattern }: Shape, { known, isWild }: Manner) {
  const length = {
    minLength: Math.min(minLength, 40),
    maxLength: Math.max(minLength, Math.min(maxLength, 40)),
  }
  const shaped = pattern !== undefined && format === '' ? fc.stringMatching(new RegExp(pattern)) : undefined
  const own = formats[format] ?? shaped ?? fc.string({ ...length, unit: 'grapheme' })
  const isFree = isWild || format === 'uuid' || (format === '' && pattern === undefined)
  if (!isFree) return own
  return fc.oneof({ weight: 4, arbitrary: own }, { weight: 2, arbitrary: fc.constantFrom(...known) })
}

/** The same as the values of a query or a path, which are all text. */
export function textsOf(schema: z.ZodType, known: string[]): fc.Arbitrary<Record<string, string>> {
  return inputsOf(schema, known).map((input) =>
    Object.fromEntries(
      Object.entries(typeof input === 'object' && input !== null ? input : {}).map(([name, value]) => [
        name,
        typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value ?? null),
      ]),
    ),
  )
}
