import { z } from 'zod'
import { neededLine } from '@/lib/text'
import * as faults from '../words/settings-faults'

/** What a picture may be: `bytes` is 256 KiB, `side` in pixels. */
export const pictureLimits = { bytes: 256 * 1024, side: 4096 } as const

const Name = neededLine(faults.theName, { max: 80 })

export const Profile = z.strictObject({ name: Name })
export type Profile = z.output<typeof Profile>

/** What was chosen in a file field; nothing chosen comes as nothing, or without bytes. */
export const Picture = z
  .instanceof(Uint8Array, { error: faults.noPicture })
  .refine(({ byteLength }) => byteLength > 0, faults.noPicture)
  .refine(({ byteLength }) => byteLength <= pictureLimits.bytes, faults.pictureTooLargeToKeep)

/** The body of Better Auth's client. A picture comes by the page alone, which looks into it. */
export const UpdateUserCall = z
  .strictObject({ name: Name.optional() })
  .refine(({ name }) => name !== undefined, faults.nothingToChange)
