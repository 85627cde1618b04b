export const title = 'Announcement'
export const hint =
  'Stands at the top of every page until people put it away, each in their own browser. A new text shows again.'
export const shown = 'Shown now'
export const notShown = 'Not shown now'
export const announce = 'Announce'
export const save = 'Save the announcement'
export const end = 'End the announcement'

export const text = 'Text'
export const textHint = 'A few sentences, without markup.'
export const kind = 'Kind'
export const kinds = { info: 'Information', warning: 'Warning' }
export const from = 'From'
export const until = 'Until'
export const inUtc = 'In UTC.'
export const onSignIn = 'On the sign-in page, too'
export const onSignInHint = 'Anybody who opens it can read the text.'

/** What the audit log has where the announcement was. */
export const ended = 'ended'
