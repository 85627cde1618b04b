import { z } from 'zod'
import { Definition } from './definition/definition.schema'
import { fieldLimits } from './definition/field-limits'
import { PictureAlt } from './definition/field.schema'
import { line, neededLine, text, wholeNumber } from '@/lib/text'
import { isTimeZone } from '@/lib/zoned-time'
import { writeNumber } from '@/lib/numbers'

export const formLimits = {
  title: 120,
  slug: 60,
  thanks: 2000,
  places: 1_000_000,
  emails: 20,
  origins: 20,
} as const

const Title = neededLine('The title', { max: formLimits.title })

/** The last part of a form's address. `results` and such are not taken by anything else there. */
export const Slug = z
  .string('The address must be text.')
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/,
    'An address has small letters, digits and hyphens, 60 characters at most, and begins and ends with a letter or a digit.',
  )

const flag = z.boolean('This must be true or false.')
const Time = z.iso.datetime({ error: 'Write the time as 2026-12-31T17:30:00Z.' })

/** An origin that may frame the form, such as `https://example.org`. */
const Origin = z
  .string('An origin must be text.')
  .transform((value) => URL.parse(value.trim()))
  .refine((url) => url !== null && ['https:', 'http:'].includes(url.protocol), {
    message: 'Write an origin as https://example.org.',
    abort: true,
  })
  .refine((url) => url !== null && /^([a-z0-9.-]+|\[[0-9a-f:.]+\])$/.test(url.hostname), {
    message: 'An origin names one host, such as https://example.org, without a star or other signs.',
    abort: true,
  })
  .transform((url) => url?.origin ?? '')

const Redirect = z
  .url({ protocol: /^https?$/, error: 'Write the address to go to as https://example.org/thanks.' })
  .max(2000, 'The address is too long.')
  .transform((address) => new URL(address))
  .refine(
    ({ username, password }) => username === '' && password === '',
    'Leave name and password out of the address.',
  )
  .transform(({ href }) => href)

/** What a form does besides asking. Everything has a default: `FormSettings.parse({})` is a new form's. */
export const FormSettings = z.strictObject(
  {
    language: z.enum(['en', 'de'], { error: 'The language must be "en" or "de".' }).default('en'),
    accent: z
      .string('The colour must be text.')
      .regex(/^#[0-9a-f]{6}$/i, 'Write a colour as #1d5f59.')
      .optional(),
    /** A picture of the form, above its title. */
    logo: z
      .strictObject({ pictureId: z.uuid('This is not the id of a picture.'), alt: PictureAlt })
      .optional(),
    thanks: z
      .union(
        [
          z.strictObject({ text: text('The thank-you', { max: formLimits.thanks }) }),
          z.strictObject({ redirect: Redirect }),
        ],
        'The thank-you is a text or an address to go to.',
      )
      .default({ text: '' }),
    /** In which the times below are written for people, such as `Europe/Berlin`. */
    timeZone: z
      .string('The time zone must be text.')
      .refine(isTimeZone, 'Write the time zone as Europe/Berlin.')
      .default('UTC'),
    opensAt: Time.optional(),
    closesAt: Time.optional(),
    places: z
      .int('The number of places must be a whole number.')
      .min(1, 'There must be at least one place.')
      .max(formLimits.places, {
        error: () => `There may be at most ${writeNumber(formLimits.places)} places.`,
      })
      .optional(),
    once: z
      .enum(['no', 'browser', 'link'], { error: 'One response a person is "no", "browser" or "link".' })
      .default('no'),
    /** With personal links: nothing tells which response came by which. */
    anonymousLinks: flag.default(false),
    notify: z
      .strictObject({
        accountIds: z.array(z.uuid('This is not the id of an account.')).max(formLimits.emails).default([]),
        emails: z.array(z.email('This is not an e-mail address.')).max(formLimits.emails).default([]),
        how: z
          .enum(['at_once', 'daily', 'never'], { error: 'Telling is "at_once", "daily" or "never".' })
          .default('never'),
      })
      .prefault({}),
    visibleTo: z
      .enum(['workspace', 'admins'], { error: 'Responses are for the "workspace" or its "admins".' })
      .default('workspace'),
    retentionDays: z
      .int('The number of days must be a whole number.')
      .min(1, 'Responses are kept for at least a day.')
      .max(3650, 'Responses are kept for ten years at most.')
      .optional(),
    keepAddress: flag.default(false),
    review: flag.default(false),
    receipt: flag.default(false),
    proofOfWork: z
      .enum(['when_needed', 'always'], { error: 'A proof of work is asked for "when_needed" or "always".' })
      .default('when_needed'),
    embedOrigins: z
      .array(Origin)
      .max(formLimits.origins, `At most ${formLimits.origins} origins may frame a form.`)
      .default([]),
  },
  'The settings must be an object.',
)
export type FormSettings = z.output<typeof FormSettings>

const Version = z
  .int('The version must be a whole number.')
  .positive('The version must be positive.')
  .optional()

export const CreateForm = z.strictObject(
  {
    title: Title,
    definition: Definition.optional(),
    settings: FormSettings.optional(),
    slug: Slug.optional(),
  },
  'Send the form as a JSON object.',
)
export type CreateForm = z.output<typeof CreateForm>

/** What may be changed of a form. `settings` replaces them all. A draft has a version of its own, `draftVersion`. */
export const ChangeForm = z
  .strictObject({
    title: Title.optional(),
    slug: Slug.optional(),
    settings: FormSettings.optional(),
    version: Version,
  })
  .refine((input) => Object.keys(input).some((key) => key !== 'version'), 'Nothing to change was given.')
export type ChangeForm = z.output<typeof ChangeForm>

export const ChangeDraft = z.strictObject({ definition: Definition, version: Version })
export type ChangeDraft = z.output<typeof ChangeDraft>

/** A text that is written in Markdown, to be shown as visitors will read it. */
export const PreviewText = z.strictObject({
  kind: z.enum(['text_block', 'consent'], { error: 'The kind must be "text_block" or "consent".' }),
  text: text('The text', { max: fieldLimits.markdown }),
})
export type PreviewText = z.output<typeof PreviewText>

export const TextPreview = z.object({ html: z.string() })

/** The version of the draft that is meant, so that nobody publishes what somebody else has just saved. */
export const PublishForm = z.strictObject({
  version: wholeNumber('The version', { min: 1, max: 999_999_999 }).optional(),
})

/** What a list of forms is ordered by: the last changed, the last answered or the most answered first, or by title. */
export const FormSort = z.enum(['updated', 'last_response', 'responses', 'title'], {
  error: 'The sort must be "updated", "last_response", "responses" or "title".',
})
export type FormSort = z.infer<typeof FormSort>

export const ListForms = z.strictObject({
  q: line('The search', { max: 200 }).optional(),
  sort: FormSort.default('updated'),
  view: z.enum(['active', 'trash'], { error: 'The view must be "active" or "trash".' }).default('active'),
  limit: wholeNumber('The limit', { min: 1, max: 100 }).default(20),
  cursor: z.string().max(500, 'This cursor is not of this list. Start again without one.').optional(),
})
export type ListForms = z.output<typeof ListForms>

export const FormState = z.enum(['draft', 'open', 'closed'])
export type FormState = z.infer<typeof FormState>

/**
 * A form as a list shows it. Times are ISO 8601 UTC; `responses` counts those that count, at most 1000, and
 * `newResponses` those that nobody has looked at yet, at most 100. `lastResponseAt` is null without one, and for whoever may not see them.
 */
export const FormItem = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  state: FormState,
  author: z.object({ id: z.string(), name: z.string() }).nullable(),
  version: z.number(),
  publishedVersion: z.number().nullable(),
  responses: z.number(),
  newResponses: z.number(),
  lastResponseAt: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  trashedAt: z.string().nullable(),
})
export type FormItem = z.infer<typeof FormItem>

/** A form as it is edited. `draft` is its definition; `hasChanges` says that it differs from what visitors answer. */
export const Form = FormItem.extend({
  draft: Definition,
  draftVersion: z.number(),
  hasChanges: z.boolean(),
  settings: FormSettings,
})
export type Form = z.infer<typeof Form>
