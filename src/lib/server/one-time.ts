import { randomBytes } from 'node:crypto'
import { and, eq, gt, like, sql } from 'drizzle-orm'
import { database, type Transaction } from './db'
import { verification } from './schema/accounts'

/** What a one-time link is for. Its row lies in Better Auth's table `verification`, by the hash of its token. */
export type TokenKind = 'password_reset' | 'email_verification' | 'email_change' | 'email_change_consent'

/** What a token stands for: an account, and what else the flow needs. */
export type TokenValue = { accountId: string; [key: string]: string }

/** A new token of 256 bits, kept only as its hash, good for `ttl` milliseconds and one redemption. */
export function issueToken(
  tx: Transaction,
  kind: TokenKind,
  value: TokenValue,
  ttl: number,
  now: Date,
): string {
  const token = randomBytes(32).toString('base64url')
  insertRow(tx, identify(kind, token), JSON.stringify(value), ttl, now)
  return token
}

/** What a token stands for, without using it up: for the page that asks for a click. */
export function findToken(kind: TokenKind, token: string, now = new Date()): TokenValue | null {
  const row = database()
    .select({ value: verification.value })
    .from(verification)
    .where(and(eq(verification.identifier, identify(kind, token)), gt(verification.expiresAt, now)))
    .get()
  return row ? parse(row.value) : null
}

/** Uses a token up. Null when there is none, or when somebody else was first: one DELETE decides. */
export function redeemToken(tx: Transaction, kind: TokenKind, token: string, now: Date): TokenValue | null {
  const row = tx
    .delete(verification)
    .where(and(eq(verification.identifier, identify(kind, token)), gt(verification.expiresAt, now)))
    .returning({ value: verification.value })
    .get()
  return row ? parse(row.value) : null
}

/** Ends every token of a kind that an account still has: an older link stops working when a newer one is made. */
export function dropTokens(tx: Transaction, kind: TokenKind, accountId: string): void {
  tx.delete(verification)
    .where(
      and(
        like(verification.identifier, `${kind}:%`),
        eq(sql`json_extract(${verification.value}, '$.accountId')`, accountId),
      ),
    )
    .run()
}

/**
 * True for the first caller who claims `key`, false for every other until `ttl` milliseconds have passed: what makes
 * a TOTP code good for one sign-in (RFC 6238, 5.2).
 */
export function claimOnce(tx: Transaction, kind: string, key: string, ttl: number, now: Date): boolean {
  const identifier = `claim:${kind}:${hash(key)}`
  const taken = tx
    .select({ id: verification.id })
    .from(verification)
    .where(and(eq(verification.identifier, identifier), gt(verification.expiresAt, now)))
    .get()
  if (taken) return false
  tx.delete(verification).where(eq(verification.identifier, identifier)).run()
  insertRow(tx, identifier, '{}', ttl, now)
  return true
}

function insertRow(tx: Transaction, identifier: string, value: string, ttl: number, now: Date): void {
  tx.insert(verification)
    .values({
      id: Bun.randomUUIDv7(),
      identifier,
      value,
      expiresAt: new Date(now.getTime() + ttl),
      createdAt: now,
      updatedAt: now,
    })
    .run()
}

function identify(kind: TokenKind, token: string): string {
  return `${kind}:${hash(token)}`
}

function hash(text: string): string {
  return new Bun.CryptoHasher('sha256').update(text).digest('hex')
}

function parse(value: string): TokenValue | null {
  const parsed: unknown = JSON.parse(value)
  return isTokenValue(parsed) ? parsed : null
}

function isTokenValue(value: unknown): value is TokenValue {
  return (
    typeof value === 'object' &&
    value !== null &&
    'accountId' in value &&
    Object.values(value).every((part) => typeof part === 'string')
  )
}
