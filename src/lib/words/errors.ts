/** What is said of a failure where whoever throws it says nothing themselves. */
export const failures = {
  bad_input: 'Some of what was sent cannot be used.',
  unauthenticated: 'Sign in to go on.',
  forbidden: 'You may not do this.',
  unproved: 'Confirm that it is you first: that was more than ten minutes ago.',
  not_found: 'This is not here, or it is not yours to see.',
  method_not_allowed: 'This address does not take that method.',
  too_slow: 'This took too long to arrive. Nothing of it was kept; try again.',
  conflict: 'This is not possible in its present state.',
  stale: 'Somebody changed this after you opened it.',
  too_large: 'This is too large.',
  wrong_type: 'Send this as application/json.',
  wrong_host: 'This name leads nowhere here.',
  version_missing: 'Say which version you read, by "version" or by If-Match.',
  internal: 'Something went wrong on our side. It has been logged.',
  limited: 'That was too often. Wait a moment, then try again.',
  busy: 'There is too much to do at the moment. Try again shortly.',
} as const

export const unknownFields = (names: string) => `Not known here: ${names}.`
export const lookAtFields = 'Look at the marked fields.'
export const inNoWorkspace = 'You are in no workspace yet. Ask for an invitation to one.'
export const sendToken = 'Send the token: Authorization: Bearer METRICS_TOKEN.'

export const outOfSpace = 'There is no space left to keep this. Nothing was changed; tell whoever runs this.'
export const hardlySpace =
  'There is hardly any space left to keep this. Nothing was changed; try again later, or tell whoever runs this.'
export const readOnly = 'Nothing can be written at the moment. Tell whoever runs this.'
export const beingWritten = 'Somebody else is writing at this moment. Nothing was changed; try again.'
export const doesNotFit =
  'This does not fit what is there now: it exists already, or changed meanwhile. Reload and try again.'
