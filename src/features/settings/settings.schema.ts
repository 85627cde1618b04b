import { z } from 'zod'
import { announcementKinds, type Announcement } from '@/lib/announcement'
import { PublicUrl } from '@/lib/public-url'
import { registrationModes, type RegistrationMode } from '@/lib/registration'
import { neededLine, text } from '@/lib/text'

const Moment = z
  .string({ error: 'The time must be text.' })
  .refine((time) => z.iso.datetime({ offset: true }).safeParse(time).success, 'This is not a time.')
  .transform((time) => new Date(time).toISOString())
  .nullable()
  .default(null)

const NewAnnouncement = z
  .strictObject({
    text: text('The announcement', { max: 500 })
      .trim()
      .refine((said) => /[^\s\p{Default_Ignorable_Code_Point}]/u.test(said), 'Say what there is to know.'),
    kind: z.enum(announcementKinds, 'The kind must be info or warning.').default('info'),
    from: Moment,
    until: Moment,
    onSignIn: z.boolean('It is shown on the sign-in page (true) or not (false).').default(false),
  })
  .refine(({ from, until }) => from === null || until === null || from < until, {
    path: ['until'],
    message: 'This is not after its beginning. Take a later time, or none.',
  })

/** What may be changed of the settings. The version that was read comes here or in `If-Match`; null ends an announcement. */
export const ChangeSettings = z
  .strictObject({
    name: neededLine('The name', { max: 60 }).optional(),
    registration: z.enum(registrationModes, 'It must be closed, invite, code or open.').optional(),
    announcement: NewAnnouncement.nullable().optional(),
    publicUrl: PublicUrl.optional(),
    version: z
      .int('The version must be a whole number.')
      .positive('The version must be positive.')
      .optional(),
  })
  .refine((input) => Object.keys(input).some((key) => key !== 'version'), 'Nothing to change was given.')
export type ChangeSettings = z.output<typeof ChangeSettings>

/** The page of the public address: whoever changes it says that they saw what that does. */
export const ChangeAddress = z.strictObject({
  publicUrl: PublicUrl,
  understood: z.literal('on', 'Tick this when you have seen what changes.'),
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
