import { relativeTime } from '@/lib/time'
import { withQuery } from '@/lib/with-query'
import * as words from '../words/account-actions'
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
    label: words.endSessions.label,
    about: isOwn ? words.endSessions.aboutOwn : words.endSessions.about,
    question: {
      title: isOwn ? words.endSessions.titleOwn : words.endSessions.title(name),
      text: words.endSessions.text,
      button: words.endSessions.button,
    },
  }
  const role: AccountAction = {
    intent: 'role',
    label: isAdmin ? words.takeRole.label : words.giveRole.label,
    about: isAdmin ? words.takeRole.about : words.giveRole.about,
    fields: { role: isAdmin ? 'user' : 'admin' },
    question: isAdmin
      ? {
          title: isOwn ? words.takeRole.titleOwn : words.takeRole.title(name),
          text: isOwn ? words.takeRole.textOwn : words.takeRole.text,
          button: words.takeRole.button,
        }
      : {
          title: words.giveRole.title(name),
          text: words.giveRole.text,
          button: words.giveRole.button,
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
      const device = session.isImpersonation ? words.impersonator : (session.device ?? words.unknownDevice)
      const where = session.address ? words.deviceAt(device, session.address) : device
      return {
        intent: 'end-session',
        label: words.endSession.label,
        accessibleLabel: words.endSession.accessible(where),
        about: words.endSession.about(
          where,
          relativeTime(session.signedInAt, now),
          relativeTime(session.usedAt, now),
        ),
        fields: { session: session.id },
        question: {
          title: words.endSession.title(name),
          text: isAdmin ? words.endSession.textOfAdmin(where) : words.endSession.text(where),
          button: words.endSession.button,
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
  ...words.impersonate,
}

const sendReset: AccountAction = {
  intent: 'send-reset',
  ...words.sendReset,
}

const disableTwoFactor = (name: string): AccountAction => ({
  intent: 'disable-2fa',
  label: words.disableTwoFactor.label,
  about: words.disableTwoFactor.about,
  question: {
    title: words.disableTwoFactor.title(name),
    text: words.disableTwoFactor.text,
    button: words.disableTwoFactor.button,
  },
  isGrave: true,
})

const unban: AccountAction = {
  intent: 'unban',
  ...words.unban,
}

const banned: AccountAction = {
  intent: 'ban',
  ...words.ban,
  isGrave: true,
}

const remove = (name: string): AccountAction => ({
  intent: 'delete',
  label: words.remove.label,
  about: words.remove.about,
  question: { title: words.remove.title(name), text: words.remove.text, button: words.remove.button },
  isGrave: true,
})
