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
  allOf: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  maxLength: z.number().optional(),
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

/**
 * Inputs for a schema: mostly of its shape, so that they get deep, with any field now and then missing, of another type,
 * or nasty; some are anything at all. `known` are values that exist, such as ids.
 */
export function inputsOf(schema: z.ZodType, known: string[]): fc.Arbitrary<unknown> {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return fc.oneof(
    { weight: 8, arbitrary: fromShape(shape, known) },
    { weight: 1, arbitrary: fc.jsonValue() },
    { weight: 1, arbitrary: fc.dictionary(fc.string(), fc.jsonValue()) },
  )
}

function fromShape(input: unknown, known: string[]): fc.Arbitrary<unknown> {
  const shape = Shape.safeParse(input).data ?? {}
  return fc.oneof(
    { weight: 12, arbitrary: ofType(shape, known) },
    { weight: 1, arbitrary: nasty },
    { weight: 1, arbitrary: fc.jsonValue() },
  )
}

function ofType(shape: z.output<typeof Shape>, known: string[]): fc.Arbitrary<unknown> {
  if (shape.enum) return fc.constantFrom(...shape.enum)
  if ('const' in shape) return fc.constant(shape.const)
  if (shape.anyOf) return fc.oneof(...shape.anyOf.map((part) => fromShape(part, known)))
  if (shape.type === 'object') return objectOf(shape, known)
  if (shape.type === 'array') return fc.array(fromShape(shape.items, known), { maxLength: 25 })
  if (shape.type === 'boolean') return fc.boolean()
  if (shape.type === 'integer' || shape.type === 'number') return fc.oneof(fc.integer(), fc.double())
  if (shape.type === 'string') return textOf(shape, known)
  return fc.oneof(fc.string(), fc.integer(), fc.constantFrom(...known))
}

function objectOf({ properties = {}, required = [] }: z.output<typeof Shape>, known: string[]) {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, part]) => [name, fromShape(part, known)]),
  )
  return fc.oneof(
    { weight: 9, arbitrary: fc.record(fields, { requiredKeys: required.filter((name) => name in fields) }) },
    { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [] }) },
  )
}

function textOf({ format = '', maxLength = 40 }: z.output<typeof Shape>, known: string[]) {
  const own = formats[format] ?? fc.string({ maxLength: Math.min(maxLength, 40), unit: 'grapheme' })
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
