import { randomBytes, timingSafeEqual } from 'node:crypto'
import { writeAudit } from '@/lib/server/audit'
import { AppError } from '@/lib/server/errors'
import { transaction } from '@/lib/server/db'
import { instance } from '@/lib/server/instance'
import { log } from '@/lib/server/log'
import { hashPassword } from '@/lib/server/password'
import { assertGoodPassword, findWeakness } from '@/lib/server/password-policy'
import { deleteSetting, findSetting, setSetting } from '@/lib/server/settings'
import { hasAdmin } from '@/lib/server/admins'
import { insertWorkspace } from '@/lib/server/workspaces'
import type { SetUp } from '../accounts.schema'
import { insertAccount } from '../insert-account.server'
import * as faults from '../words/faults'
import * as words from '../words/setup'

/** A new one-time token for the set-up link, which ends the one before it; null once there is an admin. */
export function issueSetupToken(): string | null {
  if (hasAdmin()) return null
  const token = randomBytes(24).toString('base64url')
  transaction((tx) => setSetting(tx, 'setup_token', sha256(token).toString('hex')))
  return token
}

/** True for the token of the last set-up link, as long as there is no admin. Takes the same time for every wrong one. */
export function isSetupToken(token: string): boolean {
  const kept = findSetting('setup_token')
  return kept !== undefined && timingSafeEqual(sha256(token), Buffer.from(kept, 'hex')) && !hasAdmin()
}

/** True while the environment leaves it to the set-up page to say where people open this instance. */
export function asksForAddress(): boolean {
  return instance().config.PUBLIC_URL === undefined
}

/**
 * Makes the first admin and workspace by the set-up link. Throws `forbidden` when the link was used or replaced, or
 * `bad_input` at `password` for a weak one.
 */
export async function setUp({ token, ...input }: SetUp): Promise<void> {
  assertToken(token)
  await assertGoodPassword(input.password, input)
  await createFirstAdmin(input, () => assertToken(token))
}

function assertToken(token: string): void {
  if (isSetupToken(token)) return
  throw new AppError('forbidden', faults.setupLinkIsDead)
}

/**
 * The same from the environment, for a box without a browser. Does nothing once there is an admin. A weak password is
 * warned of: a start is not refused for it.
 */
export async function createAdminFromEnvironment(): Promise<boolean> {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = instance().config
  if (!email || !password || hasAdmin()) return false
  const name = email.split('@')[0] ?? email
  const weakness = await findWeakness(password, { email, name })
  if (weakness) log('warn', `ADMIN_PASSWORD is easily guessed: ${weakness} Change it after signing in.`)
  await createFirstAdmin(
    { name, email: email.toLowerCase(), password, workspace: words.firstWorkspace },
    () => undefined,
  )
  return true
}

type FirstAdmin = Omit<SetUp, 'token'>

/** The hash comes first: everything after it is one transaction, which `check` may still stop. */
async function createFirstAdmin(input: FirstAdmin, check: () => void, now = new Date()): Promise<void> {
  const { name, email } = input
  const passwordHash = await hashPassword(input.password)
  transaction((tx) => {
    check()
    const admin = { name, email, passwordHash, emailVerified: true, role: 'admin' } as const
    const accountId = insertAccount(tx, admin, now)
    insertWorkspace(tx, input.workspace, accountId, now)
    writeAudit(
      tx,
      { action: 'instance.set_up', actor: { accountId, session: null }, subjectId: accountId },
      now,
    )
    if (input.publicUrl) setSetting(tx, 'public_url', input.publicUrl)
    deleteSetting(tx, 'setup_token')
  })
  const { address } = instance()
  instance().address = { origins: input.publicUrl ? [input.publicUrl] : address.origins, open: false }
}

function sha256(text: string): Buffer {
  return new Bun.CryptoHasher('sha256').update(text).digest()
}
