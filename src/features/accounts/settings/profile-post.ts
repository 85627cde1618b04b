import { z } from 'zod'
import { Picture, Profile } from './profile.schema'
import { ReaderChoice } from './reader.schema'
import * as faults from '../words/settings-faults'

/** The forms of the profile page. */
export const ProfilePost = z.discriminatedUnion(
  'intent',
  [
    Profile.extend({ intent: z.literal('profile') }),
    z.strictObject({ intent: z.literal('picture'), picture: Picture }),
    z.strictObject({ intent: z.literal('remove-picture') }),
    ReaderChoice.extend({ intent: z.literal('reader') }),
  ],
  faults.noSuchForm,
)
