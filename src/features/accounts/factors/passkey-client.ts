import { tooManyTries } from '@/lib/wait-words'
import * as words from '../words/passkeys'

const BASE = '/api/auth/passkey'

/** Why a passkey was not used or made, in a sentence for the person; null when they are to be sent to prove themselves. */
export class PasskeyFailure extends Error {
  constructor(
    message: string,
    readonly isUnproved = false,
  ) {
    super(message)
  }
}

/** True where this browser can read and write the JSON of passkeys by itself (Chromium 129, Firefox 119, Safari 18.4). */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential
}

/**
 * Lets the person choose a passkey, and gives what it answered. With `conditional` the browser offers it in the autofill
 * of a field. Throws PasskeyFailure, or what `signal` was aborted with.
 */
export async function choosePasskey(
  signal: AbortSignal,
  mediation?: CredentialMediationRequirement,
): Promise<unknown> {
  const options = await call('generate-authenticate-options', { signal })
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  publicKey.userVerification = 'required'
  return navigator.credentials
    .get({ publicKey, signal, ...(mediation && { mediation }) })
    .then(toJson, (error: unknown) => failed(error, signal))
}

/** Signs in by what a passkey answered, or proves whoever is signed in. Throws PasskeyFailure. */
export async function usePasskey(response: unknown): Promise<void> {
  await call('verify-authentication', { body: { response } })
}

/** Makes a passkey for whoever is signed in. Throws PasskeyFailure. */
export async function createPasskey(name: string | undefined): Promise<void> {
  const options = await call('generate-register-options', {})
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  const credential = await navigator.credentials.create({ publicKey }).catch(failed)
  await call('verify-registration', { body: { response: toJson(credential), name } })
}

function toJson(credential: Credential | null): unknown {
  if (credential instanceof PublicKeyCredential) return credential.toJSON()
  throw new PasskeyFailure(words.noneUsed)
}

function failed(error: unknown, signal?: AbortSignal): never {
  if (signal?.aborted) throw error
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'InvalidStateError') throw new PasskeyFailure(words.hasOne)
  if (name === 'NotAllowedError') throw new PasskeyFailure(words.cancelled)
  throw new PasskeyFailure(words.impossible)
}

async function call(path: string, { body, signal }: { body?: unknown; signal?: AbortSignal }) {
  const init: RequestInit =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(`${BASE}/${path}`, { ...init, ...(signal && { signal }) }).catch(
    (error: unknown) => {
      if (signal?.aborted) throw error
      throw new PasskeyFailure(words.noAnswer)
    },
  )
  const answer = await response.json().catch(() => ({}))
  if (response.ok) return answer
  throw new PasskeyFailure(sentence(response, answer), answer.code === 'UNPROVED')
}

function sentence(
  { status, headers }: Response,
  { code, message }: { code?: unknown; message?: unknown },
): string {
  const wait = headers.get('retry-after')
  if (status === 429 && wait !== null) return tooManyTries(Number(wait))
  if (code === 'PASSKEY_NOT_FOUND') return words.unknown
  if (code === 'CHALLENGE_NOT_FOUND') return words.tooLate
  return typeof message === 'string' && message !== '' ? message : words.failed
}
