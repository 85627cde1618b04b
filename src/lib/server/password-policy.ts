import { AppError } from './errors'

/** Whose password it is to be: neither may be in it. */
export type PasswordOwner = { email: string; name: string }

/** Shorter parts of an address or a name are in half of all sentences. */
const LEAST_PART = 4

let common: Promise<Set<string>> | undefined

/**
 * Refuses a password that is guessed first (NIST SP 800-63B, 5.1.1.2): one of the most common, or one that is little
 * more than its owner's address or name. Throws `bad_input` at `field`. Length is the schema's business.
 */
export async function assertGoodPassword(
  password: string,
  owner: PasswordOwner,
  field = 'password',
): Promise<void> {
  const reason = await findWeakness(password, owner)
  if (reason) throw new AppError('bad_input', undefined, { issues: [{ path: field, message: reason }] })
}

async function findWeakness(password: string, { email, name }: PasswordOwner): Promise<string | undefined> {
  const text = fold(password)
  if ((await loadCommon()).has(text)) return 'This is one of the most used passwords. Take another one.'
  if (new Set(text).size < 5) return 'This repeats too few characters. Take another one.'
  const parts = [fold(email), fold(email.split('@')[0] ?? ''), fold(name)]
  if (parts.some((part) => part.length >= LEAST_PART && text.includes(part)))
    return 'This holds your name or your address. Take another one.'
  return undefined
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
}

/** The list is unpacked when the first password is chosen, not at start. */
function loadCommon(): Promise<Set<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set<string>(dictionary['passwords-common']),
  )
  return common
}
