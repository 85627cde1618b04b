import { and, eq } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import { database, transaction, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { assertLimit, forgetTries } from '@/lib/server/limits/limits'
import { twoFactor, user } from '@/lib/server/schema/accounts'
import { makeBackupCodes, sealBackupCodes, unsealBackupCodes } from './backup-codes.server'
import { recordFactorChange } from './factor-change.server'
import { assertProved, assertSelf, assertStill } from '../proof.server'
import { claimSteps, describeSecret, findSteps, makeSecret, seal, unseal } from './totp.server'
import * as faults from '../words/two-factor-faults'

/** What an authenticator app needs: the address for a QR code, and the secret in it, for typing. */
export type TwoFactorSetup = { uri: string; typed: string }

/** Off, waiting for the first code, or on. */
export type TwoFactorState =
  { state: 'off' } | { state: 'pending'; setup: TwoFactorSetup } | { state: 'on'; backupCodesLeft: number }

/** Where an account stands with its second factor. The secret is shown to whoever proved who they are: ask before. */
export async function getTwoFactor(actor: Actor): Promise<TwoFactorState> {
  const row = findRow(actor.accountId)
  if (!row) return { state: 'off' }
  if (row.verified) return { state: 'on', backupCodesLeft: (await unsealBackupCodes(row.backupCodes)).length }
  return { state: 'pending', setup: describeSecret(await unseal(row.secret), actor.email) }
}

/**
 * A new secret that waits for its first code, in place of an older one that still waits. Changes nothing about signing
 * in yet. Throws `unproved`, `forbidden`, or `conflict` when two-factor is on.
 */
export async function beginTwoFactor(
  actor: Actor,
  now = new Date(),
): Promise<TwoFactorSetup & { backupCodes: string[] }> {
  assertProved(actor, now)
  const secret = makeSecret()
  const backupCodes = makeBackupCodes()
  const sealed = { secret: await seal(secret), backupCodes: await sealBackupCodes(backupCodes) }
  transaction((tx) => {
    assertStill(actor, now)
    if (hasVerified(tx, actor.accountId)) throw isOn()
    tx.delete(twoFactor).where(eq(twoFactor.userId, actor.accountId)).run()
    tx.insert(twoFactor)
      .values({ id: Bun.randomUUIDv7(), userId: actor.accountId, verified: false, ...sealed })
      .run()
  })
  return { ...describeSecret(secret, actor.email), backupCodes }
}

/** Forgets a secret that still waits for its first code. Throws `forbidden` for an impersonator. */
export async function cancelTwoFactor(actor: Actor): Promise<void> {
  assertSelf(actor)
  database()
    .delete(twoFactor)
    .where(and(eq(twoFactor.userId, actor.accountId), eq(twoFactor.verified, false)))
    .run()
}

/**
 * Turns two-factor on by the first right code and returns the backup codes. Throws `unproved`, `forbidden`, `bad_input`
 * at `code`, `limited` after ten wrong ones within a minute, `conflict` when nothing waits for a code.
 */
export async function confirmTwoFactor(actor: Actor, code: string, now = new Date()): Promise<string[]> {
  assertProved(actor, now)
  const row = findRow(actor.accountId)
  if (!row) throw new AppError('conflict', faults.noSecret)
  if (row.verified) throw isOn()
  const attempts = `totp:${actor.accountId}`
  assertLimit('credential', attempts)
  const steps = await findSteps(await unseal(row.secret), code, now)
  if (steps.length === 0) throw wrongCode()
  const backupCodes = await unsealBackupCodes(row.backupCodes)
  transaction((tx) => {
    const waiting = and(eq(twoFactor.id, row.id), eq(twoFactor.verified, false))
    const confirmed = tx
      .update(twoFactor)
      .set({ verified: true })
      .where(waiting)
      .returning({ id: twoFactor.id })
      .get()
    if (!confirmed) throw new AppError('conflict', faults.doneMeanwhile)
    if (!claimSteps(tx, row.id, steps, now)) throw wrongCode()
    setEnabled(tx, actor.accountId, true, now)
    recordFactorChange(tx, actor, { event: 'two_factor_enabled', action: 'two_factor.enabled' }, now)
  })
  forgetTries('credential', attempts)
  return backupCodes
}

/** Turns two-factor off. Throws `unproved`, `forbidden`, or `conflict` when it is off. */
export async function disableTwoFactor(actor: Actor, now = new Date()): Promise<void> {
  assertProved(actor, now)
  transaction((tx) => {
    if (!removeTwoFactor(tx, actor.accountId, now)) throw isOff()
    recordFactorChange(tx, actor, { event: 'two_factor_disabled', action: 'two_factor.disabled' }, now)
  })
}

/** Ten new backup codes; the old ones work no more. Throws `unproved`, `forbidden`, or `conflict` when it is off. */
export async function renewBackupCodes(actor: Actor, now = new Date()): Promise<string[]> {
  assertProved(actor, now)
  const backupCodes = makeBackupCodes()
  const sealed = await sealBackupCodes(backupCodes)
  transaction((tx) => {
    const renewed = tx
      .update(twoFactor)
      .set({ backupCodes: sealed })
      .where(and(eq(twoFactor.userId, actor.accountId), eq(twoFactor.verified, true)))
      .returning({ id: twoFactor.id })
      .get()
    if (!renewed) throw isOff()
    recordFactorChange(tx, actor, { event: 'backup_codes_made', action: 'two_factor.backup_codes_made' }, now)
  })
  return backupCodes
}

/** Takes the second factor off an account, inside the transaction of whoever decides it; false when there was none. */
export function removeTwoFactor(tx: Transaction, accountId: string, now: Date): boolean {
  const had = hasVerified(tx, accountId)
  tx.delete(twoFactor).where(eq(twoFactor.userId, accountId)).run()
  setEnabled(tx, accountId, false, now)
  return had
}

function findRow(accountId: string) {
  return database().select().from(twoFactor).where(eq(twoFactor.userId, accountId)).get()
}

function hasVerified(tx: Transaction, accountId: string): boolean {
  const row = tx
    .select({ id: twoFactor.id })
    .from(twoFactor)
    .where(and(eq(twoFactor.userId, accountId), eq(twoFactor.verified, true)))
    .get()
  return row !== undefined
}

function setEnabled(tx: Transaction, accountId: string, twoFactorEnabled: boolean, now: Date): void {
  tx.update(user).set({ twoFactorEnabled, updatedAt: now }).where(eq(user.id, accountId)).run()
}

const isOn = () => new AppError('conflict', faults.isOn)
const isOff = () => new AppError('conflict', faults.isOff)

function wrongCode(): AppError {
  const message = faults.wrong
  return new AppError('bad_input', undefined, { issues: [{ path: 'code', message }] })
}
