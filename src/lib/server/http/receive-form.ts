import { once } from 'node:events'
import { Busboy } from '@fastify/busboy'
import * as words from '@/lib/words/requests'
import { AppError } from '../errors'
import type { FilePart, FileSink } from '../file-sink'
import { instance } from '../instance'
import { addressKey } from '../listen/client'
import { readFormData } from './body'
import { tooLarge } from './body-limit'
import { pace } from './body-pace'
import { bodyPieces } from './body-pieces'
import { reserveRoom } from './large-bodies'

/** `limit` is in bytes; `address` is the client's, which counts for what is larger than usual. */
type Receive = { request: Request; limit: number; address: string; open: (part: FilePart) => FileSink }

/** More than any form of ours has. */
const MOST = { fields: 5000, files: 200 }

/**
 * A form post of either kind as it arrives: the texts are returned, within MAX_BODY_BYTES; each chosen file goes to a sink, so that no
 * more of it is kept in memory than a piece. Throws `wrong_type`, `too_large`, `too_slow`, `bad_input`, `busy` where there is no room for
 * a large one now, and whatever a sink throws.
 */
export async function receiveForm(post: Receive): Promise<FormData> {
  const { request } = post
  const header = request.headers.get('content-type') ?? ''
  if (header.split(';')[0]?.trim().toLowerCase() === 'multipart/form-data') {
    const release = reserve(post)
    try {
      return await receiveMultipart(post, header, release ? pace.largeBytesPerSecond : pace.bytesPerSecond)
    } finally {
      release?.()
    }
  }
  const form = new FormData()
  const fields = await readFormData(request)
  if (fields.size > MOST.fields) throw tooMany()
  for (const [name, value] of fields) form.append(name, value)
  return form
}

/** Reserves room for what is larger than usual, or does not say how large it is. */
function reserve({ request, limit, address }: Receive): (() => void) | null {
  const length = request.headers.get('content-length')
  const bytes = length === null ? limit : Number(length)
  if (bytes > limit) throw tooLarge(limit)
  return bytes > instance().config.MAX_BODY_BYTES ? reserveRoom(bytes, addressKey(address)) : null
}

/** RFC 7578. */
async function receiveMultipart(
  { request, limit, open }: Receive,
  header: string,
  bytesPerSecond: number,
): Promise<FormData> {
  const mostText = instance().config.MAX_BODY_BYTES
  const parser = openParser(header, mostText)
  const form = new FormData()
  const failed = Promise.withResolvers<never>()
  failed.promise.catch(() => undefined)
  const fail = (error: unknown) => failed.reject(error)
  let text = 0
  parser.on('field', (name, value, isNameCut, isValueCut) => {
    text += Buffer.byteLength(name) + Buffer.byteLength(value)
    if (text > mostText || isNameCut || isValueCut) fail(tooLarge(mostText))
    else form.append(name, value)
  })
  parser.on('file', (field, stream, name) => {
    // A field in which nothing was chosen is sent with an empty name.
    const sink = name ? attempt(() => open({ field, name }), fail) : null
    stream.on('data', (piece: Uint8Array) => attempt(() => sink?.write(piece), fail))
    stream.on('end', () => attempt(() => sink?.end(), fail))
    stream.on('error', fail)
  })
  parser.on('fieldsLimit', () => fail(tooMany()))
  parser.on('filesLimit', () => fail(tooMany()))
  parser.on('error', (cause) => fail(broken(cause)))
  const finished = once(parser, 'finish')
  try {
    for await (const piece of bodyPieces(request, limit, bytesPerSecond)) {
      if (!parser.write(piece)) await Promise.race([once(parser, 'drain'), failed.promise])
    }
    parser.end()
    await Promise.race([finished, failed.promise])
    return form
  } finally {
    finished.catch(() => undefined)
    parser.destroy()
  }
}

function openParser(header: string, fieldSize: number) {
  try {
    const limits = { ...MOST, fieldNameSize: 200, fieldSize, headerPairs: 50, headerSize: 16_384 }
    return Busboy({ headers: { 'content-type': header }, limits })
  } catch (cause) {
    throw broken(cause)
  }
}

function attempt<T>(work: () => T, fail: (error: unknown) => void): T | null {
  try {
    return work()
  } catch (error) {
    fail(error)
    return null
  }
}

function broken(cause: unknown): AppError {
  return new AppError('bad_input', words.notWhole, { cause })
}

function tooMany(): AppError {
  return new AppError('bad_input', words.tooManyFields)
}
