export const greet = (name: string) => `Hello ${name},`

/** Why somebody gets a message, at its end. `app` is the name of the instance, `origin` its address. */
type Sender = { app: string; origin: string }

export const ofAccount = (recipient: string, { app, origin }: Sender) =>
  `You get this message because ${recipient} belongs to an account at ${app} (${origin}).`
export const ofTyping = (recipient: string, { app, origin }: Sender) =>
  `You get this message because somebody typed ${recipient} at ${app} (${origin}).`
export const ofInviting = (inviter: string, recipient: string, { app, origin }: Sender) =>
  `You get this message because ${inviter} typed ${recipient} at ${app} (${origin}).`
export const ofForm = (form: string, { app, origin }: Sender) =>
  `You get this message because the form “${form}” at ${app} (${origin}) tells you of its responses. Its settings change that.`
export const ofAnswer = (recipient: string, { app, origin }: Sender) =>
  `You get this message, once, because ${recipient} was typed into a form at ${app} (${origin}).`

export const orOpen = 'Or open this address:'
export const aDay = 'The link works once, and only for a day.'
export const doNothing = 'If this was not you, do nothing.'
export const unknown = 'If you do not know what this is about, do nothing.'
export const choosePassword = 'Choose a new password'
export const signIn = 'Sign in'

export const verification = {
  subject: 'Confirm your e-mail address',
  text: (app: string) => `An account at ${app} was made with this address. Confirm that it is yours.`,
  action: 'Confirm the address',
  notYou: 'If this was not you, do nothing: nobody can use the account without this link.',
}

export const passwordReset = {
  subject: 'Choose a new password',
  text: (app: string) =>
    `Somebody asked for a new password for your account at ${app}. Choose it by this link.`,
  notForLong: 'The link works once, and not for long.',
  notYou: 'If this was not you, do nothing: your password stays as it is.',
}

export const emailChange = {
  subject: 'Confirm your new e-mail address',
  text: (email: string, app: string) =>
    `You asked to use ${email} for your account at ${app}. Confirm that this address is yours.`,
  alsoAgree:
    'The change also has to be agreed to from the address that the account has now: another message went there.',
  action: 'Confirm the new address',
  notYou: 'If this was not you, do nothing: your address becomes nobody’s.',
}

export const emailChangeConsent = {
  subject: 'Agree to a new e-mail address',
  text: (email: string, app: string) =>
    `Somebody who is signed in to your account at ${app} asked to change its address to ${email}.`,
  agree: 'If it was you, agree here.',
  action: 'Agree to the change',
  notYou: (origin: string) =>
    `If this was not you, do not agree. Somebody may know your password: choose a new one at ${origin}/forgot`,
}

export const invitation = {
  subject: (inviter: string, workspace: string) => `${inviter} invites you to ${workspace}`,
  heading: (workspace: string) => `Join ${workspace}`,
  text: ({ inviter, workspace, role }: { inviter: string; workspace: string; role: string }, app: string) =>
    `${inviter} invites you to the workspace “${workspace}” at ${app}, as ${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}.`,
  action: 'See the invitation',
  onlyFor: (recipient: string) => `The invitation is for ${recipient} alone, and works once.`,
}

export const formLink = {
  subject: (form: string) => `Your link to “${form}”`,
  text: (inviter: string, form: string, app: string) =>
    `${inviter} asks you to answer the form “${form}” at ${app}.`,
  action: 'Open the form',
  onlyForYou: 'The link is for you alone: it is good for one answer.',
}

export const welcome = {
  subject: (app: string) => `Your account at ${app}`,
  withLink: (app: string) => `An account at ${app} was made for you. Choose a password to begin.`,
  withPassword: (app: string) =>
    `Your account at ${app} is ready. You sign in with this address and your password.`,
  action: 'Choose a password',
  fewDays: 'The link works once, and for a few days.',
}

export const accountExists = {
  subject: 'You already have an account',
  text: (app: string) =>
    `Somebody tried to use this address for an account at ${app}. It belongs to yours already, and nothing was changed.`,
  itWasYou: 'If it was you, sign in with the password you have, or choose a new one.',
}

export const backupFailed = {
  subject: 'A backup failed',
  text: (path: string, app: string, time: string) =>
    `The backup ${path} of ${app} could not be made on ${time}. Nothing of it was kept; earlier backups are as they were.`,
  action: 'See the backups',
}

const newResponses = (count: number) => (count === 1 ? 'one new response' : `${count} new responses`)

export const response = {
  subject: (form: string) => `New response: ${form}`,
  text: (form: string) => `Somebody answered the form “${form}”.`,
  action: 'Open the response',
  answerGoes: 'An answer to this message goes to whoever filled in the form.',
}

export const responseDigest = {
  subject: (count: number, form: string) => `${newResponses(count)}: ${form}`,
  text: (count: number, form: string) => `Since yesterday the form “${form}” has had ${newResponses(count)}.`,
  action: 'Open the responses',
}

export const responseReceipt = {
  subject: (form: string) => `We have your response: ${form}`,
  text: (form: string) => `Your response to “${form}” has arrived. There is nothing more to do.`,
  notYou: 'If this was not you, somebody else typed your address. Nothing else happens with it.',
}
