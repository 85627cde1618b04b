import { passkey } from '@better-auth/passkey'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError, createAuthMiddleware, isAPIError } from 'better-auth/api'
import { betterAuth } from 'better-auth/minimal'
import type { BetterAuthPlugin } from 'better-auth'
import { admin, organization, twoFactor } from 'better-auth/plugins'
import { createAccessControl } from 'better-auth/plugins/access'
import { defaultStatements, ownerAc, adminAc, memberAc } from 'better-auth/plugins/organization/access'
import { asc, eq, sql } from 'drizzle-orm'
import type { AuthCall, AuthHooks } from '@/lib/feature'
import { passwordLimits } from '@/lib/password-limits'
import type { RegistrationMode } from '@/lib/registration'
import * as words from '@/lib/words/auth'
import { clientAddressHeader } from './address'
import { isAdminAnywhere } from './admins'
import { prepared, schema } from './db'
import { assertRoomForSession } from './disk/assert-room'
import { AppError, type ErrorCode } from './errors'
import { instanceName, registrationMode } from './in-force'
import { instance, type Instance } from './instance'
import { hashPassword, verifyPassword } from './password'
import { member } from './schema/workspaces'
import { readSession, sessionAges } from './session'

/**
 * What Better Auth itself answers under /api/auth: signing in and out, reading, and passkeys. What changes an account,
 * a workspace or the people in one is answered by our own services, by the files under src/pages/api/auth; every
 * other path is 404 (docs/decisions/009-the-second-door.md).
 */
export const openAuthPaths: readonly string[] = [
  '/ok',
  '/get-session',
  '/sign-in/email',
  '/sign-out',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/passkey/generate-register-options',
  '/passkey/verify-registration',
  '/passkey/generate-authenticate-options',
  '/passkey/verify-authentication',
  '/passkey/list-user-passkeys',
  '/organization/list',
  '/organization/get-full-organization',
  '/organization/list-members',
  '/organization/list-invitations',
  '/organization/get-active-member',
  '/organization/get-active-member-role',
  '/organization/has-permission',
  '/organization/set-active',
  '/admin/list-users',
  '/admin/get-user',
  '/admin/has-permission',
  '/admin/impersonate-user',
  '/admin/stop-impersonating',
]

/** Those at which somebody says who they are: limited by address, whichever page or program calls them. */
export const credentialPaths: readonly string[] = [
  '/sign-in/email',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/passkey/verify-authentication',
]

/** How long "trust this device" lasts, in seconds. */
const TRUST_DEVICE = 7 * 24 * 60 * 60

/** A second factor must be given within this time after the password, in seconds. */
const SECOND_FACTOR_WITHIN = 10 * 60

type Auth = ReturnType<typeof createAuth>
let current: { auth: Auth; database: unknown; made: string } | undefined

/** Better Auth on the running instance; made anew when a setting changes that it is made with: its cookies depend on the address. */
export function auth(): Auth {
  const running = instance()
  const own = { name: instanceName(), mode: registrationMode() }
  const made = JSON.stringify([running.address.origins, own])
  if (current?.database !== running.database || current.made !== made) {
    current = { auth: createAuth(running, own), database: running.database, made }
  }
  return current.auth
}

type Own = { name: string; mode: RegistrationMode }

function createAuth({ identity, database, secret, address }: Instance, { name, mode }: Own) {
  const [origin] = address.origins
  return betterAuth({
    appName: name,
    baseURL: origin,
    basePath: '/api/auth',
    trustedOrigins: address.origins,
    secret,
    database: drizzleAdapter(database, { provider: 'sqlite', schema }),
    telemetry: { enabled: false },
    logger: { disabled: true },
    // What it did not expect is thrown on to `lib/server/middleware/errors.ts`: it would print it past our log.
    onAPIError: { throw: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      requireEmailVerification: mode === 'open',
      autoSignIn: false,
      minPasswordLength: passwordLimits.min,
      maxPasswordLength: passwordLimits.max,
      revokeSessionsOnPasswordReset: true,
      password: {
        hash: (password) => sayBusy(hashPassword(password)),
        verify: (input) => sayBusy(verifyPassword(input)),
      },
    },
    emailVerification: { autoSignInAfterVerification: false },
    session: {
      expiresIn: sessionAges.idle / 1000,
      // `readSession` prolongs a session and ends it after 30 days; Better Auth would prolong an impersonation, too.
      disableSessionRefresh: true,
      freshAge: 0,
      cookieCache: { enabled: false },
      additionalFields: { provedAt: { type: 'date', required: false, input: false, returned: false } },
    },
    // Ours (`lib/server/limits`) cover both doors, in one count.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: identity.cookiePrefix,
      ipAddress: { ipAddressHeaders: [clientAddressHeader(identity)], ipv6Subnet: 64 },
      database: { generateId: () => Bun.randomUUIDv7() },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            await toApiError(() => assertRoomForSession(() => isAdminAnywhere(session.userId)))
            return {
              data: {
                ...session,
                activeOrganizationId: firstWorkspaceOf(session.userId),
                provedAt: session['impersonatedBy'] ? null : new Date(),
              },
            }
          },
        },
      },
    },
    hooks: { before: beforeEndpoint },
    plugins: [
      admin({ impersonationSessionDuration: sessionAges.impersonation / 1000 }),
      organization({ ac: access, roles }),
      twoFactor({
        issuer: name,
        trustDeviceMaxAge: TRUST_DEVICE,
        twoFactorCookieMaxAge: SECOND_FACTOR_WITHIN,
        totpOptions: { digits: 6, period: 30 },
        backupCodeOptions: { amount: 10, length: 10, storeBackupCodes: 'encrypted' },
      }),
      passkey({
        rpName: name,
        rpID: new URL(origin).hostname,
        origin,
        advanced: { webAuthnChallengeCookie: 'passkey_challenge' },
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          afterVerification: ({ verification }) => assertVerified(verification.registrationInfo),
        },
        authentication: {
          afterVerification: ({ verification }) => assertVerified(verification.authenticationInfo),
        },
      }),
      afterAll,
    ],
  })
}

const access = createAccessControl(defaultStatements)

/** Better Auth knows no viewer: one who reads, and may nothing else. */
const roles = {
  owner: access.newRole(ownerAc.statements),
  admin: access.newRole(adminAc.statements),
  member: access.newRole(memberAc.statements),
  viewer: access.newRole({}),
}

/** A passkey counts as two factors only where the person was verified by it; the plugin does not ask (its source, 1.7.6). */
function assertVerified(info: { userVerified: boolean } | undefined): undefined {
  if (info?.userVerified) return undefined
  throw new APIError('FORBIDDEN', {
    code: 'USER_VERIFICATION_REQUIRED',
    message: words.unverifiedPasskey,
  })
}

const beforeEndpoint = createAuthMiddleware(async (ctx) => {
  await toApiError(async () => {
    const call = toCall(ctx)
    for (const { before } of await loadHooks()) await before?.(call)
  })
})

const afterEndpoint = createAuthMiddleware(async (ctx) => {
  const { returned, newSession } = ctx.context
  if (isAPIError(returned)) {
    const call = toCall(ctx)
    for (const { refused, waitOf } of await loadHooks()) {
      await refused?.(call)
      const wait = returned.statusCode === 429 ? waitOf?.(call) : null
      if (typeof wait === 'number') ctx.setHeader('Retry-After', String(wait))
    }
    return
  }
  await toApiError(async () => {
    const outcome = {
      accountId: newSession?.user.id ?? null,
      sessionId: newSession?.session.id ?? null,
      returned,
    }
    for (const { after } of await loadHooks()) await after?.(toCall(ctx), outcome)
  })
})

/** Last of the plugins: only after the one for two-factor is it known whether a sign-in made a session. */
const afterAll: BetterAuthPlugin = {
  id: 'after-all',
  hooks: { after: [{ matcher: () => true, handler: afterEndpoint }] },
}

type EndpointContext = { path: string; query?: unknown; body: unknown; headers?: Headers | undefined }

function toCall({ path, query, body, headers = new Headers() }: EndpointContext): AuthCall {
  return { path, query, body, headers, actor: readSession(headers).actor }
}

async function loadHooks(): Promise<AuthHooks[]> {
  const loaded = await Promise.all(instance().features.map(({ auth: load }) => load?.()))
  return loaded.filter((hooks) => hooks !== undefined)
}

/** The few codes that a rule of ours refuses with, as Better Auth writes a status. */
const statuses = {
  bad_input: 'BAD_REQUEST',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  unproved: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  limited: 'TOO_MANY_REQUESTS',
  busy: 'SERVICE_UNAVAILABLE',
} as const satisfies Partial<Record<ErrorCode, string>>

/** Better Auth answers its own errors with their status, and every other with 500. */
async function toApiError(work: () => Promise<void> | void): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw error instanceof AppError ? asApiError(error) : error
  }
}

function asApiError(error: AppError): APIError {
  const status = isRefusal(error.code) ? statuses[error.code] : 'INTERNAL_SERVER_ERROR'
  const headers = new Headers(
    error.retryAfter === undefined ? [] : [['Retry-After', String(error.retryAfter)]],
  )
  return new APIError(status, { code: error.code.toUpperCase(), message: error.message }, headers)
}

function isRefusal(code: ErrorCode): code is keyof typeof statuses {
  return code in statuses
}

async function sayBusy<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw error instanceof AppError ? asApiError(error) : error
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
