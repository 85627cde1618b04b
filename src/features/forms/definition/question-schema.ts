import * as z from 'zod/mini'
import { signatureLimits } from './answer'
import type { AnswerWords } from '../words/answers'
import { fieldLimits } from './field-limits'
import type { Question } from './field.schema'

type Of<K extends Question['kind']> = Extract<Question, { kind: K }>
type Check = z.core.CheckFn<string> | z.core.$ZodCheck<string>

/** The schema of what is answered to one question, once there is an answer. Its sentences name the question. */
export function questionSchema(question: Question, words: AnswerWords): z.ZodMiniType {
  const { label } = question
  switch (question.kind) {
    case 'short_text':
    case 'long_text':
      return textSchema(question, words)
    case 'hidden':
      return z.string(words.kind(label)).check(z.maxLength(fieldLimits.shortText, words.kind(label)))
    case 'email':
      return limited(254, question, words, z.email({ error: words.email(label), abort: true }))
    case 'phone':
      return limited(40, question, words, z.refine(isPhone, words.phone(label)))
    case 'link':
      return limited(2000, question, words, z.regex(/^https?:\/\/[^\s/?#@]+([/?#]\S*)?$/i, words.link(label)))
    case 'number':
      return numberSchema(question, words)
    case 'date':
      return orderedSchema(question, words, z.iso.date(words.date(label)), words.day)
    case 'time':
      return orderedSchema(question, words, clock(words.time(label)), (value) => value)
    case 'rating':
      return steps(1, question.steps, words.option(label))
    case 'scale':
      return steps(0, 10, words.option(label))
    case 'dropdown':
    case 'choice':
      return choiceSchema(question, words)
    case 'choices':
      return choicesSchema(question, words)
    case 'yes_no':
      return z.boolean(words.kind(label))
    case 'consent':
      return z.literal(true, words.consent(label))
    case 'matrix':
      return matrixSchema(question, words)
    case 'ranking':
      return rankingSchema(question, words)
    case 'file':
      return fileSchema(question, words)
    case 'signature':
      return signatureSchema(question, words)
  }
}

function textSchema(question: Of<'short_text' | 'long_text'>, words: AnswerWords) {
  const most = question.kind === 'short_text' ? fieldLimits.shortText : fieldLimits.longText
  const min = question.minLength ?? 0
  return limited(
    question.maxLength ?? most,
    question,
    words,
    z.minLength(min, words.short(question.label, min)),
  )
}

function limited(max: number, { label }: Question, words: AnswerWords, ...checks: Check[]) {
  return z.string(words.kind(label)).check(z.maxLength(max, words.long(label, max)), ...checks)
}

/** Digits in groups, as people write them; at least three. */
function isPhone(value: string): boolean {
  return /^\+?[\d ()./-]+$/.test(value) && value.replace(/\D/g, '').length >= 3
}

function numberSchema({ label, min, max, isInteger }: Of<'number'>, words: AnswerWords) {
  const low = min ?? -Number.MAX_VALUE
  const high = max ?? Number.MAX_VALUE
  return z.number(words.number(label)).check(
    z.gte(low, words.atLeast(label, words.decimal(low))),
    z.lte(high, words.atMost(label, words.decimal(high))),
    z.refine((value) => !isInteger || Number.isInteger(value), words.whole(label)),
  )
}

function clock(message: string) {
  return z.string(message).check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, message))
}

/** Dates and times: their texts sort as they do. */
function orderedSchema(
  { label, min = '', max = '~' }: Of<'date' | 'time'>,
  words: AnswerWords,
  schema: z.ZodMiniType<string, string>,
  shown: (value: string) => string,
) {
  return schema.check(
    z.refine((value) => value >= min, words.atLeast(label, min && shown(min))),
    z.refine((value) => value <= max, words.atMost(label, max === '~' ? '' : shown(max))),
  )
}

function steps(low: number, high: number, message: string) {
  return z.int(message).check(z.gte(low, message), z.lte(high, message))
}

/** One of the options, or, where it is allowed, a few words of one's own. */
function choiceSchema(question: Of<'choice' | 'dropdown'>, words: AnswerWords) {
  const message = words.option(question.label)
  const allowed = new Set(question.options.map(({ value }) => value))
  const hasOther = question.kind === 'choice' && question.hasOther === true
  return z.string(message).check(
    z.refine((value) => hasOther || allowed.has(value), message),
    z.maxLength(fieldLimits.other, words.long(question.label, fieldLimits.other)),
  )
}

function choicesSchema(question: Of<'choices'>, words: AnswerWords) {
  const { label, options, minChoices = 0, maxChoices = options.length + 1 } = question
  const allowed = new Set(options.map(({ value }) => value))
  const others = question.hasOther ? 1 : 0
  const item = z
    .string(words.option(label))
    .check(
      z.minLength(1, words.option(label)),
      z.maxLength(fieldLimits.other, words.long(label, fieldLimits.other)),
    )
  return z.array(item, words.kind(label)).check(
    z.minLength(minChoices, words.fewChoices(label, minChoices)),
    z.maxLength(maxChoices, words.manyChoices(label, maxChoices)),
    z.refine((list) => new Set(list).size === list.length, words.doubled(label)),
    z.refine((list) => list.filter((value) => !allowed.has(value)).length <= others, words.option(label)),
  )
}

/** One column by row; every row once the question is answered at all. */
function matrixSchema({ label, rows, columns }: Of<'matrix'>, words: AnswerWords) {
  const column = z.enum(
    columns.map(({ value }) => value),
    words.rows(label),
  )
  return z.strictObject(Object.fromEntries(rows.map(({ value }) => [value, column])), words.rows(label))
}

function rankingSchema({ label, options }: Of<'ranking'>, words: AnswerWords) {
  const allowed = new Set(options.map(({ value }) => value))
  return z
    .array(z.string(words.ranking(label)), words.ranking(label))
    .check(
      z.refine(
        (list) =>
          list.length === allowed.size &&
          new Set(list).size === allowed.size &&
          list.every((v) => allowed.has(v)),
        words.ranking(label),
      ),
    )
}

function fileSchema({ label, maxFiles, maxBytes }: Of<'file'>, words: AnswerWords) {
  const file = z
    .strictObject(
      {
        id: z.optional(z.string(words.kind(label))),
        name: z
          .string(words.kind(label))
          .check(z.minLength(1, words.kind(label)), z.maxLength(255, words.kind(label))),
        bytes: z.int(words.kind(label)).check(z.gte(0, words.kind(label))),
        kind: z.optional(z.string(words.kind(label))),
      },
      words.kind(label),
    )
    .check((context) => {
      const { name, bytes } = context.value
      if (bytes > maxBytes)
        context.issues.push({
          code: 'custom',
          input: context.value,
          message: words.largeFile(label, name, maxBytes),
        })
    })
  return z.array(file, words.kind(label)).check(z.maxLength(maxFiles, words.manyFiles(label, maxFiles)))
}

/** Not everybody can draw, and nobody can without scripts: a name is taken whatever the ways. */
function signatureSchema({ label, ways }: Of<'signature'>, words: AnswerWords) {
  const message = words.signature(label)
  const typed = z.strictObject({
    way: z.literal('typed'),
    name: z.string().check(z.minLength(1), z.maxLength(signatureLimits.name)),
  })
  const drawn = z.strictObject({ way: z.literal('drawn'), strokes: strokes(ways.includes('drawn')) })
  const either = z.union([typed, drawn])
  return z.unknown().check(z.refine((value) => either.safeParse(value).success, message))
}

/** At least two points in all, each on the paper. */
function strokes(isAllowed: boolean) {
  const { strokes: most, numbers, width } = signatureLimits
  return z
    .array(z.array(z.int().check(z.gte(0), z.lte(width))).check(z.refine((line) => line.length % 2 === 0)))
    .check(
      z.maxLength(most),
      z.refine((lines) => {
        const count = lines.reduce((sum, line) => sum + line.length, 0)
        return isAllowed && count >= 4 && count <= numbers
      }),
    )
}
