import { randomBytes } from 'node:crypto'

/** The secret of a link: 192 random bits. */
export function makeLinkToken(): string {
  return randomBytes(24).toString('base64url')
}

/** What is kept of it. There is nothing to guess in it, so one quick hash is enough. */
export function hashLinkToken(token: string): string {
  return new Bun.CryptoHasher('sha256').update(`form-link:${token}`).digest('hex')
}
