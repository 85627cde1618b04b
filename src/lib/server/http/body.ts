import { AppError } from '../errors'
import { instance } from '../instance'

/** The JSON of a request. Throws `wrong_type`, `too_large` or `bad_input`. */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new AppError('wrong_type')
  const bytes = await readBytes(request)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('bad_input', `This is not JSON: ${reason}.`, { cause })
  }
}

/** The fields of a form post. Throws `wrong_type` or `too_large`. */
export async function readFormData(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') throw new AppError('wrong_type', 'Send this as a form.')
  return new URLSearchParams(new TextDecoder().decode(await readBytes(request)))
}

/** A request's body, up to the limit. Throws `too_large`. */
export async function readBytes(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const limit = instance().config.MAX_BODY_BYTES
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > limit)
      throw new AppError('too_large', `This is larger than ${limit.toLocaleString('en')} bytes.`)
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}
