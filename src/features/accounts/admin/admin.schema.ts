import { z } from 'zod'
import { Email, NewPassword } from '@/lib/account-fields'
import { line, neededLine, wholeNumber } from '@/lib/text'
import * as faults from '../words/admin-faults'

export const InstanceRole = z.enum(['admin', 'user'], { error: faults.role })
export type InstanceRole = z.infer<typeof InstanceRole>

export const AccountFilter = z.enum(['all', 'admins', 'banned', 'unconfirmed', 'two-factor'], {
  error: faults.filter,
})
export type AccountFilter = z.infer<typeof AccountFilter>

/** What the list is ordered by; with a minus the newest, or the last of the alphabet, comes first. */
export const AccountSort = z.enum(['-created', 'created', 'name', '-name'], {
  error: faults.order,
})
export type AccountSort = z.infer<typeof AccountSort>

/** The URL of the list: `q` is a part of a name or an address. */
export const ListAccounts = z.strictObject({
  q: line(faults.theSearch, { max: 200 }).optional(),
  filter: AccountFilter.default('all'),
  sort: AccountSort.default('-created'),
  limit: wholeNumber(faults.theLimit, { min: 1, max: 100 }).default(20),
  cursor: z.string().max(500, faults.otherCursor).optional(),
})
export type ListAccounts = z.output<typeof ListAccounts>

/** Which accounts a copy of the list has. */
export const ExportAccounts = ListAccounts.omit({ limit: true, cursor: true })
export type ExportAccounts = z.output<typeof ExportAccounts>

/** An account to be. Without a password its owner gets a link to choose one. */
export const CreateAccount = z.strictObject({
  name: neededLine(faults.theName, { max: 80 }),
  email: Email,
  password: z.preprocess((value) => (value === '' ? undefined : value), NewPassword.optional()),
  role: InstanceRole.default('user'),
})
export type CreateAccount = z.output<typeof CreateAccount>

const Reason = line(faults.theReason, { max: 300 })

/** The last day of a ban, `2030-12-31`; the account is back when it is over, in UTC. */
const LastDay = z
  .preprocess((value) => (value === '' ? undefined : value), z.iso.date(faults.noDay).optional())
  .transform((day) =>
    day === undefined ? null : new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * 60_000),
  )

/** What the form of a ban and the command ask for: `until` becomes the moment at which it ends, or null for no end. */
export const BanAccount = z.strictObject({ reason: Reason.default(''), until: LastDay })
export type BanAccount = z.output<typeof BanAccount>

/**
 * Which button of an account's page was pressed; `reason` and `until` belong to a ban, `role` to a change of it, `session` to the end
 * of one.
 */
export const AccountDeed = z.discriminatedUnion(
  'intent',
  [
    z.object({ intent: z.literal('ban'), ...BanAccount.shape }),
    z.object({ intent: z.literal('role'), role: InstanceRole }),
    z.object({ intent: z.literal('end-session'), session: z.string(faults.noSession).max(100) }),
    z.object({
      intent: z.enum(['unban', 'end-sessions', 'send-reset', 'disable-2fa', 'impersonate', 'delete']),
    }),
  ],
  faults.noSuchAction,
)
export type AccountDeed = z.output<typeof AccountDeed>

const AccountId = z.string({ error: faults.noAccount }).max(100)

/** The bodies that Better Auth's client sends, which may say more than is used here. */
export const AccountCall = z.object({ userId: AccountId })

/** Better Auth's client takes one role, or a list of them. */
const RoleOrList = z.preprocess(
  (roles) => (Array.isArray(roles) && roles.length === 1 ? roles[0] : roles),
  InstanceRole,
)

export const CreateUserCall = z.object({ ...CreateAccount.shape, role: RoleOrList.default('user') })

export const BanUserCall = AccountCall.extend({
  banReason: Reason.default(''),
  /** Seconds; none for a ban without an end. */
  banExpiresIn: z.number().min(0).max(3_000_000_000).optional(),
})

export const SetRoleCall = AccountCall.extend({ role: RoleOrList })

/**
 * An account in the list. Times are ISO 8601 UTC; `ban` is null when it is not banned, and `lastDay` (2030-12-31, in UTC) for a ban
 * without an end; `seenAt` is the last use or sign-in that is known of.
 */
export const AccountItem = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  picture: z.string().nullable(),
  isAdmin: z.boolean(),
  hasTwoFactor: z.boolean(),
  ban: z.object({ reason: z.string(), lastDay: z.string().nullable() }).nullable(),
  createdAt: z.string(),
  seenAt: z.string().nullable(),
})
export type AccountItem = z.infer<typeof AccountItem>

/** One deed on several accounts, each of them as if it were the only one. */
export const ChangeAccounts = z.strictObject(
  {
    ids: z.array(AccountId, faults.noIds).min(1, faults.noneChosen).max(100, faults.tooManyChosen),
    change: z.discriminatedUnion(
      'do',
      [
        z.strictObject({ do: z.literal('ban'), ...BanAccount.shape }),
        z.strictObject({ do: z.enum(['unban', 'end-sessions', 'delete']) }),
      ],
      faults.noSuchDeed,
    ),
  },
  faults.noChange,
)
export type ChangeAccounts = z.output<typeof ChangeAccounts>

/** How many were changed, and which were left as they are, each with a sentence that says why. */
export const ChangedAccounts = z.object({
  changed: z.number(),
  refused: z.array(z.object({ id: z.string(), name: z.string(), reason: z.string() })),
})
export type ChangedAccounts = z.infer<typeof ChangedAccounts>

/** A day in UTC (`2026-01-31`) with how often somebody signed in, and how often in vain. */
export type SignInDay = { day: string; signedIn: number; failed: number }

/** An account as Better Auth writes it. */
export type AuthUser = {
  id: string
  name: string
  email: string
  emailVerified: boolean
  image: string | null
  role: string | null
  banned: boolean | null
  banReason: string | null
  banExpires: Date | null
  twoFactorEnabled: boolean
  createdAt: Date
  updatedAt: Date
}

/** All that an admin sees of an account: no secret, no session's token. */
export type AccountDetails = AccountItem & {
  hasPassword: boolean
  passkeys: number
  workspaces: { id: string; name: string; role: string }[]
  sessions: {
    id: string
    device: string | null
    address: string | null
    signedInAt: string
    usedAt: string
    isImpersonation: boolean
  }[]
}

const number = { min: 0, max: 999_999_999 }
const fields = ['id', 'name', 'email', 'emailVerified', 'role', 'banned', 'createdAt', 'updatedAt'] as const
const Field = z.enum(fields, { error: faults.noField(fields.join(', ')) }).optional()

/** The query of `list-users`, whatever else is in it: Better Auth would answer an empty list for what it cannot do. */
export const ListUsersCall = z
  .object({
    limit: wholeNumber(faults.theLimit, number).optional(),
    offset: wholeNumber(faults.theOffset, number).optional(),
    sortBy: Field,
    filterField: Field,
    filterOperator: z.string().optional(),
    filterValue: z.unknown().optional(),
  })
  .refine(({ filterOperator: by, filterValue }) => !by?.endsWith('in') || Array.isArray(filterValue), {
    path: ['filterValue'],
    error: faults.oneValue,
  })
