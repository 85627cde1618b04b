import { createChallenge, randomInt, verifySolution, type Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { Transaction } from '@/lib/server/db'
import { instance } from '@/lib/server/instance'
import { claimOnce } from '@/lib/server/one-time'

/** 400 to 1200 tries of 1000 iterations each: a second or two in a browser, one try to check. */
const WORK = { cost: 1000, from: 400, to: 1200 } as const
const GOOD_FOR = 20 * 60_000

const Proof = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: z.literal('PBKDF2/SHA-256'),
      nonce: z.string().max(200),
      salt: z.string().max(200),
      cost: z.literal(WORK.cost),
      keyLength: z.int().max(64),
      keyPrefix: z.string().max(128),
      keySignature: z.string().max(200).optional(),
      expiresAt: z.number().optional(),
      data: z.object({ form: z.string() }),
    }),
    signature: z.string().max(200),
  }),
  solution: z.object({ counter: z.int(), derivedKey: z.string().max(200) }),
})
type Proof = z.output<typeof Proof>

/** Work for a browser, signed, for one form: what a stranger has to do before more is taken from their address. */
export function askForWork(formId: string, now = new Date()): Promise<Challenge> {
  return createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: WORK.cost,
    counter: randomInt(WORK.from, WORK.to),
    deriveKey,
    data: { form: formId },
    expiresAt: new Date(now.getTime() + GOOD_FOR),
    ...secrets(),
  })
}

/** The proof that was posted (Base64 of JSON), once it is shown to be right; null for anything else. */
export async function checkProof(formId: string, posted: string): Promise<Proof | null> {
  const proof = parse(posted)
  if (!proof || proof.challenge.parameters.data.form !== formId) return null
  const { challenge, solution } = proof
  const { verified } = await verifySolution({ challenge, solution, deriveKey, ...secrets() })
  return verified ? proof : null
}

/** Each proof is good for one response. */
export function useProof(tx: Transaction, proof: Proof, now: Date): boolean {
  return claimOnce(tx, 'form_proof', proof.challenge.signature, GOOD_FOR, now)
}

function parse(posted: string): Proof | null {
  if (posted === '' || posted.length > 4000) return null
  try {
    return Proof.safeParse(JSON.parse(atob(posted))).data ?? null
  } catch {
    return null
  }
}

function secrets() {
  const derive = (use: string) => createHmac('sha256', instance().secret).update(use).digest('hex')
  return { hmacSignatureSecret: derive('form-work'), hmacKeySignatureSecret: derive('form-work-key') }
}
