import { randomBytes } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import { features, identity } from '@/app'
import { createAdminFromEnvironment } from '@/features/accounts/sign-up/setup.server'
import type { DemoTarget } from '@/lib/feature'
import { readConfig } from '@/lib/server/config'
import { database } from '@/lib/server/db'
import { OperatorError } from '@/lib/server/errors'
import { readMigrations } from '@/lib/server/migrate'
import { user } from '@/lib/server/schema/accounts'
import { member } from '@/lib/server/schema/workspaces'
import { startInstance } from '@/lib/server/start'

// bun run seed: fills the database (DATABASE_PATH, or ./capsule.db) with the demo data of every feature, for the first
// admin. Without an admin it makes one and says which. Calling it again adds only what is missing.

try {
  await seed(process.env)
} catch (error) {
  if (!(error instanceof OperatorError)) throw error
  console.error(`seed: ${error.message}`)
  process.exitCode = error.exitCode
}

async function seed(env: Record<string, string | undefined>): Promise<void> {
  const admin = adminOf(env)
  const config = readConfig(identity, { ...env, ...admin })
  const { stop } = await startInstance({
    identity,
    features,
    config,
    migrations: readMigrations('migrations'),
  })
  try {
    const isNew = await createAdminFromEnvironment()
    if (isNew) console.log(`admin: ${config.ADMIN_EMAIL}, password: ${admin?.ADMIN_PASSWORD ?? '(yours)'}`)
    const target = findTarget()
    for (const { name, demo } of features) {
      if (demo) console.log(`${name}: ${await (await demo())(target)} made`)
    }
    console.log(`The database is ${config.DATABASE_PATH}.`)
  } finally {
    stop()
  }
}

/** The first admin, for when there is none: what the environment says of one, else a new one of ours. */
function adminOf(env: Record<string, string | undefined>) {
  if (env['ADMIN_EMAIL'] || env['ADMIN_PASSWORD'] || env['ADMIN_PASSWORD_FILE']) return undefined
  return { ADMIN_EMAIL: 'ada@example.org', ADMIN_PASSWORD: randomBytes(12).toString('base64url') }
}

function findTarget(): DemoTarget {
  const target = database()
    .select({ accountId: user.id, workspaceId: member.organizationId })
    .from(user)
    .innerJoin(member, and(eq(member.userId, user.id), eq(member.role, 'owner')))
    .where(eq(user.role, 'admin'))
    .orderBy(asc(user.createdAt), asc(member.createdAt))
    .limit(1)
    .get()
  if (!target) throw new OperatorError('no admin owns a workspace here. Start with a database of your own.')
  return target
}
