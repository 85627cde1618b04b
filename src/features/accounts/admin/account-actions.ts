import { relativeTime } from '@/lib/time'
import { withQuery } from '@/lib/with-query'
import type { AccountDetails } from './admin.schema'

/** A form's button on an account's page. One with a `question` asks it first; `fields` are posted along. */
export type AccountAction = {
  intent: string
  label: string
  about: string
  /** What a listener hears in place of the label, where several say the same. */
  accessibleLabel?: string
  fields?: Record<string, string>
  question?: { title: string; text: string; button: string }
  /** It cannot be taken back, or shuts somebody out. */
  isGrave?: boolean
  /** Where it is asked for on a page of its own, because it needs more than a yes. */
  page?: string
}

/** What an admin can do with an account, the everyday first. `isOwn` is their own, where the settings do most. */
export function listActions(account: AccountDetails, isOwn: boolean): AccountAction[] {
  const { name, isAdmin, hasTwoFactor, ban } = account
  const endSessions: AccountAction = {
    intent: 'end-sessions',
    label: 'End sessions',
    about: isOwn ? 'Signs you out everywhere but here.' : 'Signs the person out on every device.',
    question: {
      title: isOwn ? 'End your other sessions?' : `End every session of ${name}?`,
      text: 'Trusted devices ask for the second factor again. Signing in again works at once.',
      button: 'End sessions',
    },
  }
  const role: AccountAction = {
    intent: 'role',
    label: isAdmin ? 'Remove as admin' : 'Make admin',
    about: isAdmin
      ? 'The account stays, and no longer runs the instance.'
      : 'An admin sees every account and can do all that this page does.',
    fields: { role: isAdmin ? 'user' : 'admin' },
    question: isAdmin
      ? {
          title: isOwn ? 'Give up running this instance?' : `Remove ${name} as an admin?`,
          text: isOwn ? 'Another admin has to make you one again.' : 'Any admin can be made one again later.',
          button: 'Remove as admin',
        }
      : {
          title: `Make ${name} an admin?`,
          text: 'They will see every account, and can ban and delete accounts, yours too.',
          button: 'Make admin',
        },
  }
  if (isOwn) return [endSessions, role]
  return [
    ...(isAdmin || ban ? [] : [impersonate]),
    sendReset,
    endSessions,
    ...(hasTwoFactor ? [disableTwoFactor(name)] : []),
    role,
    ban ? unban : { ...banned, page: `/admin/accounts/${account.id}?ask=ban` },
    remove(name),
  ]
}

/** What ends each of an account's sessions but the one that asks; `now` is what the times are told from. */
export function listSessionActions(
  { sessions, name, isAdmin }: AccountDetails,
  ownSession: string | undefined,
  now: string,
): AccountAction[] {
  return sessions
    .filter(({ id }) => id !== ownSession)
    .map((session) => {
      const device = session.isImpersonation
        ? 'An admin, acting as them'
        : (session.device ?? 'Unknown device')
      const where = session.address ? `${device} at ${session.address}` : device
      return {
        intent: 'end-session',
        label: 'End',
        accessibleLabel: `End the session: ${where}`,
        about: `${where}. Signed in ${relativeTime(session.signedInAt, now)}, used ${relativeTime(session.usedAt, now)}.`,
        fields: { session: session.id },
        question: {
          title: `End this session of ${name}?`,
          text: [
            `${where}: signed out with the next click there, and what is not saved is lost.`,
            ...(isAdmin ? ['It also ends whatever they have open as somebody else.'] : []),
            'The other sessions go on, and signing in again works at once.',
          ].join(' '),
          button: 'End the session',
        },
      }
    })
}

/** The action whose question a page asks in place of everything else: without JavaScript, or by its link. */
export function findQuestion(actions: AccountAction[], asked: URLSearchParams): AccountAction | undefined {
  const session = asked.get('session') ?? undefined
  return actions.find(
    ({ intent, question, fields }) =>
      intent === asked.get('ask') && question !== undefined && fields?.['session'] === session,
  )
}

/** The page that asks the question of an action. */
export function askPath(path: string, { intent, fields }: AccountAction): string {
  return withQuery(path, { ask: intent, session: fields?.['session'] })
}

const impersonate: AccountAction = {
  intent: 'impersonate',
  label: 'Act as this person',
  about: 'See what they see, for an hour at most. It is written down.',
}

const sendReset: AccountAction = {
  intent: 'send-reset',
  label: 'Send a reset link',
  about: 'A link to choose a new password goes to their address. Their password works until they use it.',
}

const disableTwoFactor = (name: string): AccountAction => ({
  intent: 'disable-2fa',
  label: 'Turn two-factor off',
  about: 'For somebody who lost the device and the backup codes. They are told by mail.',
  question: {
    title: `Turn two-factor off for ${name}?`,
    text: 'Make sure that it is really them who asks. Their sessions end, and they are told by mail.',
    button: 'Turn two-factor off',
  },
  isGrave: true,
})

const unban: AccountAction = {
  intent: 'unban',
  label: 'Lift the ban',
  about: 'The account can sign in again.',
}

const banned: AccountAction = {
  intent: 'ban',
  label: 'Ban',
  about: 'Ends every session and refuses to sign the account in, until a day or for good.',
  isGrave: true,
}

const remove = (name: string): AccountAction => ({
  intent: 'delete',
  label: 'Delete',
  about: 'Their private notes go, and the workspaces in which they are alone. What they shared stays.',
  question: {
    title: `Delete the account of ${name}?`,
    text: 'Their private notes and the workspaces in which they are alone go with it. This cannot be undone.',
    button: 'Delete the account',
  },
  isGrave: true,
})
