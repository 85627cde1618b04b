import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { betterAuth } from 'better-auth/minimal'
import { APIError } from 'better-auth/api'
import { admin, organization } from 'better-auth/plugins'
import { asc, eq, sql } from 'drizzle-orm'
import { passwordLimits } from '@/lib/password-limits'
import { clientAddressHeader } from './address'
import { prepared, schema } from './db'
import { AppError } from './errors'
import { instance, type Instance } from './instance'
import { hashPassword, verifyPassword } from './password'
import { member } from './schema/workspaces'

/** What Better Auth serves under /api/auth today. Its other paths answer 404 until a page needs them. */
export const openAuthPaths: readonly string[] = ['/sign-in/email', '/sign-out', '/get-session', '/ok']

const DAY = 24 * 60 * 60

type Auth = ReturnType<typeof createAuth>
let current: { auth: Auth; database: unknown; origin: string } | undefined

/** Better Auth on the running instance; made anew when the public address changes, since its cookies depend on it. */
export function auth(): Auth {
  const running = instance()
  const [origin] = running.address.origins
  if (current?.database !== running.database || current.origin !== origin) {
    current = { auth: createAuth(running), database: running.database, origin }
  }
  return current.auth
}

function createAuth({ identity, database, secret, address }: Instance) {
  return betterAuth({
    appName: identity.name,
    baseURL: address.origins[0],
    basePath: '/api/auth',
    trustedOrigins: address.origins,
    secret,
    database: drizzleAdapter(database, { provider: 'sqlite', schema }),
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLimits.min,
      maxPasswordLength: passwordLimits.max,
      revokeSessionsOnPasswordReset: true,
      password: {
        hash: (password) => sayBusy(hashPassword(password)),
        verify: (input) => sayBusy(verifyPassword(input)),
      },
    },
    session: { expiresIn: 7 * DAY, updateAge: DAY, freshAge: 0, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true,
      storage: 'memory',
      customRules: { '/sign-in/email': { window: 60, max: 10 } },
    },
    advanced: {
      cookiePrefix: identity.cookiePrefix,
      ipAddress: { ipAddressHeaders: [clientAddressHeader(identity)], ipv6Subnet: 64 },
      database: { generateId: () => Bun.randomUUIDv7() },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => ({
            data: { ...session, activeOrganizationId: firstWorkspaceOf(session.userId) },
          }),
        },
      },
    },
    plugins: [admin(), organization()],
  })
}

/** Better Auth answers its own errors with their status, and every other with 500. */
async function sayBusy<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
    const headers = { 'Retry-After': String(error.retryAfter ?? 1) }
    throw new APIError('SERVICE_UNAVAILABLE', { code: 'BUSY', message: error.message }, headers)
  })
}

const selectFirstWorkspace = prepared((db) =>
  db
    .select({ id: member.organizationId })
    .from(member)
    .where(eq(member.userId, sql.placeholder('accountId')))
    .orderBy(asc(member.createdAt))
    .limit(1)
    .prepare(),
)

function firstWorkspaceOf(accountId: string): string | null {
  return selectFirstWorkspace().get({ accountId })?.id ?? null
}
