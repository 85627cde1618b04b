import { redrawPicture } from '@/lib/redraw-picture'
import { pictureLimits } from './profile.schema'
import * as faults from '../words/settings-faults'

/** What a picture is drawn to before it is sent: twice the largest place where it is shown, and then some. */
const SIDE = 512

/**
 * Puts a smaller copy of the chosen picture into its field. Returns why the file cannot be sent, or nothing. What this browser cannot draw
 * stays as it is, for the server to judge.
 */
export async function shrinkPicture(input: HTMLInputElement): Promise<string | undefined> {
  const [file] = input.files ?? []
  if (!file) return faults.noPicture
  const small = await redrawPicture(file, SIDE)
  if (small) {
    const chosen = new DataTransfer()
    chosen.items.add(new File([small], 'picture', { type: small.type }))
    input.files = chosen.files
  }
  if ((small ?? file).size > pictureLimits.bytes) return faults.pictureTooLargeToSend
  return undefined
}
