import { randomBytes, timingSafeEqual } from 'node:crypto'
import { AppError } from '@/lib/server/errors'
import { transaction, type Transaction } from '@/lib/server/db'
import { instance } from '@/lib/server/instance'
import { hashPassword } from '@/lib/server/password'
import { account, user } from '@/lib/server/schema/accounts'
import { member, organization } from '@/lib/server/schema/workspaces'
import { deleteSetting, findSetting, setSetting } from '@/lib/server/settings'
import { hasAdmin } from '@/lib/server/admins'
import type { SetUp } from './accounts.schema'

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

/** Makes the first admin and workspace by the set-up link. Throws `forbidden` when the link was used or replaced. */
export async function setUp({ token, ...input }: SetUp): Promise<void> {
  assertToken(token)
  await createFirstAdmin(input, () => assertToken(token))
}

function assertToken(token: string): void {
  if (isSetupToken(token)) return
  throw new AppError('forbidden', 'This set-up link was used or replaced. Restart Capsule for a new one.')
}

/** The same from the environment, for a box without a browser. Does nothing once there is an admin. */
export async function createAdminFromEnvironment(): Promise<boolean> {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = instance().config
  if (!email || !password || hasAdmin()) return false
  const name = email.split('@')[0] ?? email
  await createFirstAdmin({ name, email: email.toLowerCase(), password, workspace: 'Home' }, () => undefined)
  return true
}

type FirstAdmin = Omit<SetUp, 'token'>

/** The hash comes first: everything after it is one transaction, which `check` may still stop. */
async function createFirstAdmin(input: FirstAdmin, check: () => void, now = new Date()): Promise<void> {
  const hash = await hashPassword(input.password)
  transaction((tx) => {
    check()
    const userId = insertAdmin(tx, input, hash, now)
    insertWorkspace(tx, input.workspace, userId, now)
    if (input.publicUrl) setSetting(tx, 'public_url', input.publicUrl)
    deleteSetting(tx, 'setup_token')
  })
  const { address } = instance()
  instance().address = { origins: input.publicUrl ? [input.publicUrl] : address.origins, open: false }
}

function insertAdmin(tx: Transaction, { name, email }: FirstAdmin, hash: string, now: Date): string {
  const id = Bun.randomUUIDv7()
  const times = { createdAt: now, updatedAt: now }
  tx.insert(user)
    .values({ id, name, email, emailVerified: true, role: 'admin', ...times })
    .run()
  tx.insert(account)
    .values({
      id: Bun.randomUUIDv7(),
      userId: id,
      accountId: id,
      providerId: 'credential',
      password: hash,
      ...times,
    })
    .run()
  return id
}

function insertWorkspace(tx: Transaction, name: string, ownerId: string, now: Date): void {
  const id = Bun.randomUUIDv7()
  tx.insert(organization).values({ id, name, slug: id, createdAt: now }).run()
  tx.insert(member)
    .values({ id: Bun.randomUUIDv7(), organizationId: id, userId: ownerId, role: 'owner', createdAt: now })
    .run()
}

function sha256(text: string): Buffer {
  return new Bun.CryptoHasher('sha256').update(text).digest()
}
