import { z } from 'zod'
import { shortSize } from '@/lib/size'
import { redrawPicture } from '@/lib/redraw-picture'
import { FormPicture, formPictureLimits } from '../form-pictures.schema'
import * as words from '../words/picture-editor'
import { tooLarge } from '../words/picture-faults'

/** What came of sending a picture: it, or a sentence for the person. */
export type SentResult = { ok: true; picture: FormPicture } | { ok: false; error: string }

type Sending = { formId: string; signal: AbortSignal; onProgress: (part: number) => void }

/** A photograph is drawn to this many pixels a side: no page shows it larger. */
const SIDE = 2000

const Answer = z.object({ data: FormPicture })
const Refusal = z.object({ error: z.string() })

/**
 * Sends a picture to a form, and says meanwhile how much of it has arrived, from 0 to 1. A photograph, and what is too large, is
 * made smaller first. Never throws.
 */
export async function sendPicture(file: File, sending: Sending): Promise<SentResult> {
  const isKnown = formPictureLimits.types.some((type) => type === file.type)
  if (!isKnown) return refused(words.wrongType)
  const picture = await shrink(file)
  if (picture.size > formPictureLimits.bytes) return refused(tooLarge(shortSize(picture.size)))
  return post(picture, sending)
}

async function shrink(file: File): Promise<File> {
  const isPhotograph = file.type === 'image/jpeg'
  const isTooLarge = file.size > formPictureLimits.bytes && file.type !== 'image/gif'
  const small = isPhotograph || isTooLarge ? await redrawPicture(file, SIDE) : null
  if (!small) return file
  const name = `${file.name.replace(/\.[^.]*$/, '')}.${small.type === 'image/webp' ? 'webp' : 'jpg'}`
  return new File([small], name, { type: small.type })
}

/** By XMLHttpRequest: `fetch` does not tell how much was sent. */
function post(file: File, { formId, signal, onProgress }: Sending): Promise<SentResult> {
  const body = new FormData()
  body.append('picture', file)
  const request = new XMLHttpRequest()
  request.open('POST', `/api/forms/${formId}/pictures`)
  request.setRequestHeader('Accept', 'application/json')
  request.responseType = 'json'
  request.upload.addEventListener('progress', ({ loaded, total }) =>
    onProgress(total > 0 ? loaded / total : 0),
  )
  signal.addEventListener('abort', () => request.abort())
  return new Promise((resolve) => {
    request.addEventListener('loadend', () => resolve(resultOf(request)))
    request.send(body)
  })
}

function resultOf({ status, response }: XMLHttpRequest): SentResult {
  const answer = Answer.safeParse(response)
  if (status === 201 && answer.success) return { ok: true, picture: answer.data.data }
  if (status === 0) return refused(words.unreachable)
  if (status === 401) return refused(words.signedOut)
  const refusal = Refusal.safeParse(response)
  return refused(refusal.success ? refusal.data.error : words.failed)
}

function refused(error: string): SentResult {
  return { ok: false, error }
}
