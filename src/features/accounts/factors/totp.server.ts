import { timingSafeEqual } from 'node:crypto'
import { createOTP } from '@better-auth/utils/otp'
import { generateRandomString, symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { auth } from '@/lib/server/auth'
import type { Transaction } from '@/lib/server/db'
import { instanceName } from '@/lib/server/in-force'
import { claimOnce } from '@/lib/server/one-time'

const DIGITS = 6
const PERIOD = 30

/** A code is right in its own step, the one before and the one after: longer than that it is not to be claimed. */
const CLAIM_MS = 5 * PERIOD * 1000

/** A new secret, as Better Auth's plugin makes one. */
export function makeSecret(): string {
  return generateRandomString(32)
}

/** The same encryption by which the plugin reads what is kept of a second factor. */
export async function seal(text: string): Promise<string> {
  const { secretConfig } = await auth().$context
  return symmetricEncrypt({ key: secretConfig, data: text })
}

export async function unseal(sealed: string): Promise<string> {
  const { secretConfig } = await auth().$context
  return symmetricDecrypt({ key: secretConfig, data: sealed })
}

/** The address that an authenticator app reads from a QR code, and the secret in it, for typing. */
export function describeSecret(secret: string, email: string): { uri: string; typed: string } {
  const uri = createOTP(secret, { digits: DIGITS, period: PERIOD }).url(instanceName(), email)
  return { uri, typed: new URL(uri).searchParams.get('secret') ?? '' }
}

/**
 * The time steps around `now` whose code this is: none for a wrong code, hardly ever two. `ahead` is how many steps
 * after the present one are looked at.
 */
export async function findSteps(secret: string, code: string, now: Date, ahead = 1): Promise<number[]> {
  const otp = createOTP(secret, { digits: DIGITS, period: PERIOD })
  const present = Math.floor(now.getTime() / (PERIOD * 1000))
  const steps = Array.from({ length: ahead + 2 }, (_, place) => present - 1 + place)
  const codes = await Promise.all(steps.map((step) => otp.hotp(step)))
  return steps.filter((_, place) => isSame(codes[place] ?? '', code))
}

/** True for the first use of a code within its life, false for every other (RFC 6238, 5.2). */
export function claimSteps(tx: Transaction, factorId: string, steps: number[], now: Date): boolean {
  const claims = steps.map((step) => claimOnce(tx, 'totp', `${factorId}:${step}`, CLAIM_MS, now))
  return claims.length > 0 && claims.every(Boolean)
}

function isSame(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)]
  return one.length === other.length && timingSafeEqual(one, other)
}
