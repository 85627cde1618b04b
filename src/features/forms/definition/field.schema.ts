import { z } from 'zod'
import { line, neededLine, text } from '@/lib/text'
import * as faults from '../words/field-faults'
import * as pictureFaults from '../words/picture-faults'
import { Condition } from './condition.schema'
import { fieldLimits } from './field-limits'
import { Key, OptionValue } from './key.schema'

const Label = neededLine(faults.theLabel, { max: fieldLimits.label })
const Help = text(faults.theHelp, { max: fieldLimits.help })
const Placeholder = line(faults.thePlaceholder, { max: fieldLimits.placeholder })

/** A query parameter that fills the field in. */
const Parameter = z.string(faults.parameterNoText).regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/, faults.parameter)

const whole = (what: string, min: number, max: number) =>
  z
    .int(faults.whole(what))
    .min(min, { error: () => faults.atLeast(what, min) })
    .max(max, { error: () => faults.atMost(what, max) })

const finite = (what: string) => z.number(faults.finite(what))

const Day = z.iso.date(faults.date)
const Clock = z.string(faults.time).regex(/^([01]\d|2[0-3]):[0-5]\d$/, faults.timeOfDay)

/** Something to choose: `value` is stored and stays, `label` is read and may change. */
export const Option = z.strictObject({ value: OptionValue, label: Label })
export type Option = z.infer<typeof Option>

const options = (what: string, max: number) =>
  z
    .array(Option, faults.noList(what))
    .min(1, faults.noneOf(what))
    .max(max, faults.manyOf(what, max))
    .refine((list) => new Set(list.map(({ value }) => value)).size === list.length, faults.sameValue(what))

const shown = { key: Key, shownIf: Condition.optional() }
const question = {
  ...shown,
  label: Label,
  help: Help.optional(),
  required: z.boolean(faults.required).optional(),
  requiredIf: Condition.optional(),
  prefill: Parameter.optional(),
}
const written = { ...question, placeholder: Placeholder.optional() }
const lengths = (max: number) => ({
  minLength: whole(faults.theLeastLength, 0, max).optional(),
  maxLength: whole(faults.theGreatestLength, 1, max).optional(),
})
const flag = z.boolean(faults.flag).optional()
const preset = (max: number) => text(faults.theDefault, { max }).optional()
const presetValue = OptionValue.optional()
const presetList = z.array(OptionValue).max(fieldLimits.options).optional()

/** What a file may be; each is told by its content, not by its name. */
export const FileKind = z.enum(['image', 'pdf', 'text', 'office', 'archive', 'audio', 'video'], {
  error: faults.fileKind,
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
    min: finite(faults.theLeastNumber).optional(),
    max: finite(faults.theGreatestNumber).optional(),
    isInteger: flag,
    default: finite(faults.theDefault).optional(),
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
    steps: whole(faults.theSteps, 3, 10),
    default: whole(faults.theDefault, 1, 10).optional(),
  }),
  z.strictObject({
    kind: z.literal('scale'),
    ...question,
    lowLabel: line(faults.theLowLabel, { max: 80 }).optional(),
    highLabel: line(faults.theHighLabel, { max: 80 }).optional(),
    default: whole(faults.theDefault, 0, 10).optional(),
  }),
] as const

const choiceFields = [
  z.strictObject({
    kind: z.literal('choice'),
    ...question,
    options: options(faults.options, fieldLimits.options),
    hasOther: flag,
    default: presetValue,
  }),
  z.strictObject({
    kind: z.literal('choices'),
    ...question,
    options: options(faults.options, fieldLimits.options),
    hasOther: flag,
    minChoices: whole(faults.theLeastChoices, 0, fieldLimits.options).optional(),
    maxChoices: whole(faults.theGreatestChoices, 1, fieldLimits.options).optional(),
    default: presetList,
  }),
  z.strictObject({
    kind: z.literal('dropdown'),
    ...written,
    options: options(faults.options, fieldLimits.options),
    default: presetValue,
  }),
  z.strictObject({ kind: z.literal('yes_no'), ...question, default: flag }),
  z.strictObject({
    kind: z.literal('matrix'),
    ...question,
    rows: options(faults.rows, fieldLimits.rows),
    columns: options(faults.columns, fieldLimits.columns),
  }),
  z.strictObject({ kind: z.literal('ranking'), ...question, options: options(faults.options, 20) }),
] as const

const specialFields = [
  z.strictObject({
    kind: z.literal('file'),
    ...question,
    maxFiles: whole(faults.theFiles, 1, fieldLimits.files),
    maxBytes: z
      .int(faults.fileSize)
      .min(1, faults.fileEmpty)
      .max(fieldLimits.fileBytes, faults.fileLarge(fieldLimits.fileBytes / 1_048_576)),
    kinds: z.array(FileKind).min(1, faults.noFileKind).max(FileKind.options.length),
  }),
  z.strictObject({
    kind: z.literal('signature'),
    ...question,
    ways: z
      .array(z.enum(['drawn', 'typed'], { error: faults.signatureWay }), faults.signatureWays)
      .min(1, faults.noSignatureWay)
      .max(2),
  }),
  z.strictObject({
    kind: z.literal('consent'),
    ...question,
    text: text(faults.theConsent, { max: fieldLimits.markdown }),
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
export const PictureAlt = line(faults.thePictureAlt, { max: 300 })

const blocks = [
  z.strictObject({
    kind: z.literal('text_block'),
    ...shown,
    text: text(faults.theText, { max: fieldLimits.markdown }),
  }),
  z.strictObject({
    kind: z.literal('picture_block'),
    ...shown,
    pictureId: z.uuid(pictureFaults.noId).optional(),
    alt: PictureAlt,
    /** It says nothing that is not said beside it: whoever cannot see it misses nothing. */
    decorative: flag,
  }),
  z.strictObject({ kind: z.literal('section'), ...shown, title: Label, help: Help.optional() }),
  z.strictObject({
    kind: z.literal('page_break'),
    key: Key,
    title: line(faults.thePageTitle, { max: fieldLimits.label }).optional(),
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
  { error: faults.noKind },
)
export type Field = z.infer<typeof Field>
export type FieldKind = Field['kind']
export type PageBreak = Extract<Field, { kind: 'page_break' }>
