import { createHmac, timingSafeEqual } from 'node:crypto'
import { instance } from '@/lib/server/instance'

/** A draft may lie on a device for weeks before it is sent. */
const GOOD_FOR = 30 * 24 * 3_600_000

/** Signed by the instance: when a page of this form was given out. It is no secret and stands for nobody. */
export function issueFormToken(formId: string, now = new Date()): string {
  const time = now.getTime().toString(36)
  return `${time}.${sign(formId, time)}`
}

/** When the page was given out; null for a token that we did not make, or made for another form or too long ago. */
export function readFormToken(formId: string, token: string, now: Date): Date | null {
  const [time = '', signature = ''] = token.split('.')
  const wanted = Buffer.from(sign(formId, time))
  const given = Buffer.from(signature)
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null
  const issuedAt = Number.parseInt(time, 36)
  const age = now.getTime() - issuedAt
  return age >= 0 && age <= GOOD_FOR ? new Date(issuedAt) : null
}

function sign(formId: string, time: string): string {
  return createHmac('sha256', instance().secret)
    .update(`form-token:${formId}:${time}`)
    .digest('base64url')
    .slice(0, 24)
}
