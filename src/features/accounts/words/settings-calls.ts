/** What Better Auth's client is told. */

export const deleted = 'User deleted'
export const resetLinkSent = 'If there is an account with this address, a link is on its way to it.'
