/** What each class of limits is about, and what it counts by: for the table in docs/operating.md. */

export const about = {
  address: 'everything, before it is looked up who calls',
  read: 'opening pages and reading the API',
  write: 'whatever changes something',
  credential: 'passwords, codes, passkeys, registration, and links that prove who one is',
  mail: 'messages of a kind that somebody else can cause',
  invitation: 'invitations that are written, and personal links to forms that are mailed',
  public: 'answers of visitors; beyond it a proof of work is asked for before one is refused',
} as const

export const by = {
  address: 'address',
  session: 'session, or address',
  account: 'address; account',
  recipient: 'recipient',
  workspace: 'workspace',
  form: 'form and address',
} as const
