import * as words from '@/lib/words/requests'
import { AppError } from '../errors'
import { instance } from '../instance'
import { tooLarge } from './body-limit'
import { watchPace } from './body-pace'

/** The JSON of a request. Throws `wrong_type`, `too_large` or `bad_input`. */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new AppError('wrong_type')
  const bytes = await readBytes(request)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('bad_input', words.noJson(reason), { cause })
  }
}

/** What a form post holds: its texts, and what was chosen in its file fields; an empty choice has no bytes. */
export type Post = { fields: URLSearchParams; files: Record<string, Uint8Array<ArrayBuffer>> }

/** The texts of a form post. Throws `wrong_type`, `too_large` or `bad_input`. */
export async function readFormData(request: Request): Promise<URLSearchParams> {
  return (await readPost(request)).fields
}

/** A form post of either kind, as a whole within the limit. Throws `wrong_type`, `too_large` or `bad_input`. */
export async function readPost(request: Request): Promise<Post> {
  const header = request.headers.get('content-type') ?? ''
  const type = header.split(';')[0]?.trim().toLowerCase()
  if (type === 'multipart/form-data') return readMultipart(await readBytes(request), header)
  if (type !== 'application/x-www-form-urlencoded') throw new AppError('wrong_type', words.noForm)
  return { fields: new URLSearchParams(new TextDecoder().decode(await readBytes(request))), files: {} }
}

/** More than any form of ours has. */
const MOST_FIELDS = 5000

/** A form post of either kind with its files as the browser named them. Throws `wrong_type`, `too_large` or `bad_input`. */
export async function readWholeForm(request: Request): Promise<FormData> {
  const header = request.headers.get('content-type') ?? ''
  const type = header.split(';')[0]?.trim().toLowerCase()
  if (type === 'multipart/form-data') return parseMultipart(await readBytes(request), header)
  const form = new FormData()
  const fields = await readFormData(request)
  if (fields.size > MOST_FIELDS) throw new AppError('bad_input', words.tooManyFields)
  for (const [name, value] of fields) form.append(name, value)
  return form
}

/** RFC 7578. The bytes were counted before, so what the parser makes of them is bounded too. */
async function readMultipart(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<Post> {
  const parts = await parseMultipart(bytes, contentType)
  const post: Post = { fields: new URLSearchParams(), files: {} }
  for (const [name, value] of parts) {
    if (typeof value === 'string') post.fields.append(name, value)
    else post.files[name] = new Uint8Array(await value.arrayBuffer())
  }
  return post
}

function parseMultipart(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData> {
  return new Response(bytes, { headers: { 'content-type': contentType } })
    .formData()
    .catch((cause: unknown) => {
      throw new AppError('bad_input', words.notWhole, { cause })
    })
}

const bodies = new WeakMap<Request, Promise<Uint8Array<ArrayBuffer>>>()

/**
 * A request's body, up to `limit` bytes; read once, however often it is asked for. Throws `too_large`, and `too_slow` for
 * one that trickles.
 */
export function readBytes(
  request: Request,
  limit = instance().config.MAX_BODY_BYTES,
): Promise<Uint8Array<ArrayBuffer>> {
  const known = bodies.get(request)
  if (known) return known
  const bytes = collectBytes(request, limit)
  bodies.set(request, bytes)
  return bytes
}

async function collectBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit)
  if (!request.body) return new Uint8Array()
  const reader = request.body.getReader()
  const pace = watchPace()
  const chunks: Uint8Array[] = []
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), pace.tooSlow])
      if (done) return new Uint8Array(Buffer.concat(chunks))
      if (pace.count(value.byteLength) > limit) throw tooLarge(limit)
      chunks.push(value)
    }
  } catch (error) {
    void reader.cancel(error).catch(() => undefined)
    throw error
  } finally {
    pace.stop()
  }
}
