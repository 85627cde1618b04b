import { z } from 'zod'
import { announcementKinds, type Announcement } from '@/lib/announcement'
import { PublicUrl } from '@/lib/public-url'
import { registrationModes, type RegistrationMode } from '@/lib/registration'
import { neededLine, text } from '@/lib/text'
import * as faults from './words/faults'

const Moment = z
  .string({ error: faults.timeIsNoText })
  .refine((time) => z.iso.datetime({ offset: true }).safeParse(time).success, faults.noTime)
  .transform((time) => new Date(time).toISOString())
  .nullable()
  .default(null)

const NewAnnouncement = z
  .strictObject({
    text: text(faults.theAnnouncement, { max: 500 })
      .trim()
      .refine((said) => /[^\s\p{Default_Ignorable_Code_Point}]/u.test(said), faults.nothingSaid),
    kind: z.enum(announcementKinds, faults.kind).default('info'),
    from: Moment,
    until: Moment,
    onSignIn: z.boolean(faults.onSignIn).default(false),
  })
  .refine(({ from, until }) => from === null || until === null || from < until, {
    path: ['until'],
    message: faults.notAfterBeginning,
  })

/** What may be changed of the settings. The version that was read comes here or in `If-Match`; null ends an announcement. */
export const ChangeSettings = z
  .strictObject({
    name: neededLine(faults.theName, { max: 60 }).optional(),
    registration: z.enum(registrationModes, faults.registration).optional(),
    announcement: NewAnnouncement.nullable().optional(),
    publicUrl: PublicUrl.optional(),
    version: z.int(faults.versionIsNotWhole).positive(faults.versionIsNotPositive).optional(),
  })
  .refine((input) => Object.keys(input).some((key) => key !== 'version'), faults.nothingToChange)
export type ChangeSettings = z.output<typeof ChangeSettings>

/** The page of the public address: whoever changes it says that they saw what that does. */
export const ChangeAddress = z.strictObject({
  publicUrl: PublicUrl,
  understood: z.literal('on', faults.notUnderstood),
  version: z.coerce.number().int().positive(),
})

/** The settings as they are in force; `lockedBy` names the variables of the environment that decide instead. */
export type Settings = {
  version: number
  name: string
  registration: RegistrationMode
  announcement: Announcement | null
  publicUrl: string
  lockedBy: { registration: 'REGISTRATION' | null; publicUrl: 'PUBLIC_URL' | null }
}
