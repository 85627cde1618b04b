import { z } from 'zod'
import { line, neededLine, text } from '@/lib/text'
import { writeNumber } from '@/lib/numbers'
import { Condition } from './condition.schema'
import { fieldLimits } from './field-limits'
import { Key, OptionValue } from './key.schema'

const Label = neededLine('The label', { max: fieldLimits.label })
const Help = text('The help', { max: fieldLimits.help })
const Placeholder = line('The placeholder', { max: fieldLimits.placeholder })

/** A query parameter that fills the field in. */
const Parameter = z
  .string('The name of the query parameter must be text.')
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/, 'A query parameter has letters, digits, _ and -; 40 at most.')

const whole = (what: string, min: number, max: number) =>
  z
    .int(`${what} must be a whole number.`)
    .min(min, { error: () => `${what} must be at least ${writeNumber(min)}.` })
    .max(max, { error: () => `${what} must be at most ${writeNumber(max)}.` })

const finite = (what: string) => z.number(`${what} must be a finite number.`)

const Day = z.iso.date('Write a date as 2026-12-31.')
const Clock = z
  .string('Write a time as 17:30.')
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time as 17:30, from 00:00 to 23:59.')

/** Something to choose: `value` is stored and stays, `label` is read and may change. */
export const Option = z.strictObject({ value: OptionValue, label: Label })
export type Option = z.infer<typeof Option>

const options = (what: string, max: number) =>
  z
    .array(Option, `The ${what} must be a list.`)
    .min(1, `At least one of the ${what} is needed.`)
    .max(max, `There may be at most ${max} ${what}.`)
    .refine(
      (list) => new Set(list.map(({ value }) => value)).size === list.length,
      `Two of the ${what} have the same value. Give each its own.`,
    )

const shown = { key: Key, shownIf: Condition.optional() }
const question = {
  ...shown,
  label: Label,
  help: Help.optional(),
  required: z.boolean('"required" must be true or false.').optional(),
  requiredIf: Condition.optional(),
  prefill: Parameter.optional(),
}
const written = { ...question, placeholder: Placeholder.optional() }
const lengths = (max: number) => ({
  minLength: whole('The least length', 0, max).optional(),
  maxLength: whole('The greatest length', 1, max).optional(),
})
const flag = z.boolean('This must be true or false.').optional()
const preset = (max: number) => text('The default', { max }).optional()
const presetValue = OptionValue.optional()
const presetList = z.array(OptionValue).max(fieldLimits.options).optional()

/** What a file may be; each is told by its content, not by its name. */
export const FileKind = z.enum(['image', 'pdf', 'text', 'office', 'archive', 'audio', 'video'], {
  error: 'The kind of a file is one of: image, pdf, text, office, archive, audio, video.',
})
export type FileKind = z.infer<typeof FileKind>

const textFields = [
  z.strictObject({
    kind: z.literal('short_text'),
    ...written,
    ...lengths(fieldLimits.shortText),
    default: preset(fieldLimits.shortText),
  }),
  z.strictObject({
    kind: z.literal('long_text'),
    ...written,
    ...lengths(fieldLimits.longText),
    default: preset(fieldLimits.longText),
  }),
  z.strictObject({ kind: z.literal('email'), ...written, default: preset(254) }),
  z.strictObject({ kind: z.literal('phone'), ...written, default: preset(40) }),
  z.strictObject({ kind: z.literal('link'), ...written, default: preset(2000) }),
] as const

const measureFields = [
  z.strictObject({
    kind: z.literal('number'),
    ...written,
    min: finite('The least number').optional(),
    max: finite('The greatest number').optional(),
    isInteger: flag,
    default: finite('The default').optional(),
  }),
  z.strictObject({
    kind: z.literal('date'),
    ...question,
    min: Day.optional(),
    max: Day.optional(),
    default: Day.optional(),
  }),
  z.strictObject({
    kind: z.literal('time'),
    ...question,
    min: Clock.optional(),
    max: Clock.optional(),
    default: Clock.optional(),
  }),
  z.strictObject({
    kind: z.literal('rating'),
    ...question,
    steps: whole('The number of steps', 3, 10),
    default: whole('The default', 1, 10).optional(),
  }),
  z.strictObject({
    kind: z.literal('scale'),
    ...question,
    lowLabel: line('The label of 0', { max: 80 }).optional(),
    highLabel: line('The label of 10', { max: 80 }).optional(),
    default: whole('The default', 0, 10).optional(),
  }),
] as const

const choiceFields = [
  z.strictObject({
    kind: z.literal('choice'),
    ...question,
    options: options('options', fieldLimits.options),
    hasOther: flag,
    default: presetValue,
  }),
  z.strictObject({
    kind: z.literal('choices'),
    ...question,
    options: options('options', fieldLimits.options),
    hasOther: flag,
    minChoices: whole('The least number of choices', 0, fieldLimits.options).optional(),
    maxChoices: whole('The greatest number of choices', 1, fieldLimits.options).optional(),
    default: presetList,
  }),
  z.strictObject({
    kind: z.literal('dropdown'),
    ...written,
    options: options('options', fieldLimits.options),
    default: presetValue,
  }),
  z.strictObject({ kind: z.literal('yes_no'), ...question, default: flag }),
  z.strictObject({
    kind: z.literal('matrix'),
    ...question,
    rows: options('rows', fieldLimits.rows),
    columns: options('columns', fieldLimits.columns),
  }),
  z.strictObject({ kind: z.literal('ranking'), ...question, options: options('options', 20) }),
] as const

const specialFields = [
  z.strictObject({
    kind: z.literal('file'),
    ...question,
    maxFiles: whole('The number of files', 1, fieldLimits.files),
    maxBytes: z
      .int('The size of a file must be a figure.')
      .min(1, 'A file must have at least one byte.')
      .max(fieldLimits.fileBytes, `A file may have at most ${fieldLimits.fileBytes / 1_048_576} MB.`),
    kinds: z
      .array(FileKind)
      .min(1, 'At least one kind of file must be allowed.')
      .max(FileKind.options.length),
  }),
  z.strictObject({
    kind: z.literal('signature'),
    ...question,
    ways: z
      .array(
        z.enum(['drawn', 'typed'], { error: 'A signature is drawn or typed.' }),
        'Say in a list whether a signature is drawn, typed or either.',
      )
      .min(1, 'A signature needs at least one way.')
      .max(2),
  }),
  z.strictObject({
    kind: z.literal('consent'),
    ...question,
    text: text('The text to consent to', { max: fieldLimits.markdown }),
  }),
  z.strictObject({
    kind: z.literal('hidden'),
    key: Key,
    label: Label,
    prefill: Parameter.optional(),
    default: preset(fieldLimits.shortText),
  }),
] as const

/** What asks for an answer. */
export const Question = z.discriminatedUnion('kind', [
  ...textFields,
  ...measureFields,
  ...choiceFields,
  ...specialFields,
])
export type Question = z.infer<typeof Question>

/** What a picture shows, for whoever cannot see it. */
export const PictureAlt = line('The description of the picture', { max: 300 })

const blocks = [
  z.strictObject({
    kind: z.literal('text_block'),
    ...shown,
    text: text('The text', { max: fieldLimits.markdown }),
  }),
  z.strictObject({
    kind: z.literal('picture_block'),
    ...shown,
    pictureId: z.uuid('This is not the id of a picture.').optional(),
    alt: PictureAlt,
    /** It says nothing that is not said beside it: whoever cannot see it misses nothing. */
    decorative: flag,
  }),
  z.strictObject({ kind: z.literal('section'), ...shown, title: Label, help: Help.optional() }),
  z.strictObject({
    kind: z.literal('page_break'),
    key: Key,
    title: line('The title of the page', { max: fieldLimits.label }).optional(),
    /** The page that begins here is left out. */
    skipIf: Condition.optional(),
    /** The form ends before the page that begins here. */
    endIf: Condition.optional(),
  }),
] as const

/** What stands between questions. */
export const Block = z.discriminatedUnion('kind', [...blocks])
export type Block = z.infer<typeof Block>

/** Everything that a form is made of, told apart by `kind`. */
export const Field = z.discriminatedUnion(
  'kind',
  [...textFields, ...measureFields, ...choiceFields, ...specialFields, ...blocks],
  { error: 'This kind of field is not known.' },
)
export type Field = z.infer<typeof Field>
export type FieldKind = Field['kind']
export type PageBreak = Extract<Field, { kind: 'page_break' }>
