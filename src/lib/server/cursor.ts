import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import * as words from '@/lib/words/requests'
import { AppError } from './errors'
import { instance } from './instance'

/** A place in a list: the sort keys of the last row that was shown. */
export type CursorKeys = (string | number)[]

const Keys = z.array(z.union([z.string(), z.number()]))

/**
 * The place as an opaque text, signed together with the list it belongs to: neither a changed cursor nor one of
 * another list is taken.
 */
export function writeCursor(list: string, keys: CursorKeys): string {
  const payload = Buffer.from(JSON.stringify(keys))
  return `${payload.toString('base64url')}.${sign(list, payload).toString('base64url')}`
}

/** The keys of a cursor. Throws `bad_input` when it was not made for this list. */
export function readCursor(list: string, cursor: string): CursorKeys {
  const [payload = '', signature = ''] = cursor.split('.')
  const bytes = Buffer.from(payload, 'base64url')
  const expected = sign(list, bytes)
  const given = Buffer.from(signature, 'base64url')
  const isExact = `${bytes.toString('base64url')}.${given.toString('base64url')}` === cursor
  if (!isExact || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new AppError('bad_input', undefined, {
      issues: [{ path: 'cursor', message: words.wrongCursor }],
    })
  }
  return Keys.parse(JSON.parse(bytes.toString('utf8')))
}

function sign(list: string, payload: Buffer): Buffer {
  const hmac = new Bun.CryptoHasher('sha256', `cursor:${instance().secret}`)
  return hmac.update(`${list}\n`).update(payload).digest().subarray(0, 16)
}
