import { z } from 'zod'
import { Definition } from './definition/definition.schema'
import { fieldLimits } from './definition/field-limits'
import { PictureAlt } from './definition/field.schema'
import { line, neededLine, text, wholeNumber } from '@/lib/text'
import { isTimeZone } from '@/lib/zoned-time'
import * as faults from './words/faults'
import * as pictureFaults from './words/picture-faults'
import * as settingsFaults from './words/settings-faults'

export const formLimits = {
  title: 120,
  slug: 60,
  thanks: 2000,
  places: 1_000_000,
  emails: 20,
  origins: 20,
} as const

const Title = neededLine(faults.theTitle, { max: formLimits.title })

/** The last part of a form's address. `results` and such are not taken by anything else there. */
export const Slug = z.string(faults.slugNoText).regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, faults.slug)

const flag = z.boolean(settingsFaults.flag)
const Time = z.iso.datetime({ error: settingsFaults.time })

/** An origin that may frame the form, such as `https://example.org`. */
const Origin = z
  .string(settingsFaults.originNoText)
  .transform((value) => URL.parse(value.trim()))
  .refine((url) => url !== null && ['https:', 'http:'].includes(url.protocol), {
    message: settingsFaults.origin,
    abort: true,
  })
  .refine((url) => url !== null && /^([a-z0-9.-]+|\[[0-9a-f:.]+\])$/.test(url.hostname), {
    message: settingsFaults.originHost,
    abort: true,
  })
  .transform((url) => url?.origin ?? '')

const Redirect = z
  .url({ protocol: /^https?$/, error: settingsFaults.redirect })
  .max(2000, settingsFaults.redirectLong)
  .transform((address) => new URL(address))
  .refine(({ username, password }) => username === '' && password === '', settingsFaults.redirectPassword)
  .transform(({ href }) => href)

/** What a form does besides asking. Everything has a default: `FormSettings.parse({})` is a new form's. */
export const FormSettings = z.strictObject(
  {
    language: z.enum(['en', 'de'], { error: settingsFaults.language }).default('en'),
    accent: z
      .string(settingsFaults.accentNoText)
      .regex(/^#[0-9a-f]{6}$/i, settingsFaults.accent)
      .optional(),
    /** A picture of the form, above its title. */
    logo: z.strictObject({ pictureId: z.uuid(pictureFaults.noId), alt: PictureAlt }).optional(),
    thanks: z
      .union(
        [
          z.strictObject({ text: text(settingsFaults.theThanks, { max: formLimits.thanks }) }),
          z.strictObject({ redirect: Redirect }),
        ],
        settingsFaults.thanks,
      )
      .default({ text: '' }),
    /** In which the times below are written for people, such as `Europe/Berlin`. */
    timeZone: z
      .string(settingsFaults.timeZoneNoText)
      .refine(isTimeZone, settingsFaults.timeZone)
      .default('UTC'),
    opensAt: Time.optional(),
    closesAt: Time.optional(),
    places: z
      .int(settingsFaults.wholePlaces)
      .min(1, settingsFaults.fewPlaces)
      .max(formLimits.places, {
        error: () => settingsFaults.manyPlaces(formLimits.places),
      })
      .optional(),
    once: z.enum(['no', 'browser', 'link'], { error: settingsFaults.once }).default('no'),
    /** With personal links: nothing tells which response came by which. */
    anonymousLinks: flag.default(false),
    notify: z
      .strictObject({
        accountIds: z.array(z.uuid(settingsFaults.account)).max(formLimits.emails).default([]),
        emails: z.array(z.email(settingsFaults.email)).max(formLimits.emails).default([]),
        how: z.enum(['at_once', 'daily', 'never'], { error: settingsFaults.notifyHow }).default('never'),
      })
      .prefault({}),
    visibleTo: z.enum(['workspace', 'admins'], { error: settingsFaults.visibleTo }).default('workspace'),
    retentionDays: z
      .int(settingsFaults.wholeDays)
      .min(1, settingsFaults.fewDays)
      .max(3650, settingsFaults.manyDays)
      .optional(),
    keepAddress: flag.default(false),
    review: flag.default(false),
    receipt: flag.default(false),
    proofOfWork: z
      .enum(['when_needed', 'always'], { error: settingsFaults.proofOfWork })
      .default('when_needed'),
    embedOrigins: z
      .array(Origin)
      .max(formLimits.origins, settingsFaults.manyOrigins(formLimits.origins))
      .default([]),
  },
  settingsFaults.noObject,
)
export type FormSettings = z.output<typeof FormSettings>

const Version = z.int(faults.wholeVersion).positive(faults.positiveVersion).optional()

export const CreateForm = z.strictObject(
  {
    title: Title,
    definition: Definition.optional(),
    settings: FormSettings.optional(),
    slug: Slug.optional(),
  },
  faults.noObject,
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
  .refine((input) => Object.keys(input).some((key) => key !== 'version'), faults.nothingToChange)
export type ChangeForm = z.output<typeof ChangeForm>

export const ChangeDraft = z.strictObject({ definition: Definition, version: Version })
export type ChangeDraft = z.output<typeof ChangeDraft>

/** A text that is written in Markdown, to be shown as visitors will read it. */
export const PreviewText = z.strictObject({
  kind: z.enum(['text_block', 'consent'], { error: faults.previewKind }),
  text: text(faults.theText, { max: fieldLimits.markdown }),
})
export type PreviewText = z.output<typeof PreviewText>

export const TextPreview = z.object({ html: z.string() })

/** The version of the draft that is meant, so that nobody publishes what somebody else has just saved. */
export const PublishForm = z.strictObject({
  version: wholeNumber(faults.theVersion, { min: 1, max: 999_999_999 }).optional(),
})

/** What a list of forms is ordered by: the last changed, the last answered or the most answered first, or by title. */
export const FormSort = z.enum(['updated', 'last_response', 'responses', 'title'], {
  error: faults.sort,
})
export type FormSort = z.infer<typeof FormSort>

export const ListForms = z.strictObject({
  q: line(faults.theSearch, { max: 200 }).optional(),
  sort: FormSort.default('updated'),
  view: z.enum(['active', 'trash'], { error: faults.view }).default('active'),
  limit: wholeNumber(faults.theLimit, { min: 1, max: 100 }).default(20),
  cursor: z.string().max(500, faults.cursor).optional(),
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
