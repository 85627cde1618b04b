import * as words from '@/lib/words/auth'
import { AppError } from './errors'

/** Whose password it is to be: neither may be in it. */
export type PasswordOwner = { email: string; name: string }

/** Shorter names and addresses are part of half of all sentences. */
const LEAST_PART = 4

let common: Promise<Set<string>> | undefined

/**
 * Refuses a password that is guessed first (NIST SP 800-63B, 3.1.1.2): a common one, or one that holds its owner's
 * address or name. There are no rules of composition. Throws `bad_input` at `field`. Length is the schema's business.
 */
export async function assertGoodPassword(
  password: string,
  owner: PasswordOwner,
  field = 'password',
): Promise<void> {
  const reason = await findWeakness(password, owner)
  if (reason) throw new AppError('bad_input', undefined, { issues: [{ path: field, message: reason }] })
}

/** Why a password would be guessed, as a sentence; undefined for a good one. */
export async function findWeakness(
  password: string,
  { email, name }: PasswordOwner,
): Promise<string | undefined> {
  const text = fold(password)
  if (isRepetitive(text)) return words.repetitive
  const passwords = await loadCommon()
  if (passwords.has(text)) return words.common
  if (passwords.has(coreOf(text))) return words.almostCommon
  const letters = lettersOf(text)
  const parts = [email, email.split('@')[0] ?? '', name].map((part) => lettersOf(fold(part)))
  if (parts.some((part) => part.length >= LEAST_PART && letters.includes(part))) return words.holdsOwner
  return undefined
}

/** As guessers try it: capital letters, spaces and other forms of a letter count for nothing. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
}

/** `aaaaaaaaaaaa`, `abcabcabcabc`, `passwordpassword`: something said again and again, or made of very little. */
function isRepetitive(text: string): boolean {
  return new Set(text).size < 5 || /^(.{1,8})\1+$/su.test(text)
}

/** What is left without the digits and signs around it: `password` of `!password2031`. */
function coreOf(text: string): string {
  return text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
}

function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** The list is unpacked when the first password is chosen, not at start. */
function loadCommon(): Promise<Set<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set<string>(dictionary['passwords-common']),
  )
  return common
}
