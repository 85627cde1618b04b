export const title = 'Set up Capsule'
export const hint = 'You become the first admin, and the owner of a first, empty workspace.'
export const name = 'Your name'
export const email = 'E-mail'
export const emailHint = 'You sign in with it.'
export const password = 'Password'
export const passwordHint = (least: number) => `At least ${least} characters. A sentence is easy to remember.`
export const passwordAgain = 'Type it again: a password is not kept in the page.'
export const workspace = 'Name of the workspace'
export const workspaceHint = 'Your team or project. It can be changed later.'
export const address = 'Public address'
export const addressHint = 'Where people open Capsule. Links are built from it, and other names are refused.'
export const submit = 'Create the workspace'
export const linkIsDead = 'This link no longer works'
export const linkIsDeadHint =
  'A set-up link works once, and each start of Capsule makes a new one until there is an admin. Look for the newest in what Capsule printed when it started.'
export const signIn = 'Sign in'
/** The workspace that is made without a set-up page. */
export const firstWorkspace = 'Home'
