/** What each variable of the environment is for; in Markdown. */
export const about = {
  HOST: 'The address to listen on. `0.0.0.0` lets other machines in.',
  PORT: 'The port to listen on. 0 takes any free one.',
  DATABASE_PATH: 'The one file. Its folder must be writable.',
  PUBLIC_URL:
    'The address people open. Further ones may follow, separated by commas; links use the first. The set-up page asks for it when it is not set here, and an admin can change it then.',
  AUTH_SECRET: 'Signs cookies. Set it to keep it apart from the database file and its copies.',
  ADMIN_EMAIL:
    'With `ADMIN_PASSWORD`: makes the first admin at start, for a box without a browser. Checked only while there is no admin.',
  ADMIN_PASSWORD: 'The first admin’s password. Checked only while there is no admin.',
  REGISTRATION:
    'Who can make an account: nobody (`closed`), whoever is invited to a workspace (`invite`), also whoever has a registration code (`code`), everybody who confirms an address (`open`). Set here it cannot be changed in the panel.',
  SMTP_URL:
    'The mail server. Without one every message stays in the outbox, where an admin can read it and copy its link.',
  MAIL_FROM: 'The sender of every message.',
  TRUSTED_PROXIES:
    'The proxies whose `X-Forwarded-For` or `Forwarded` says who the client is: addresses, ranges such as `10.0.0.0/8`, `loopback`, `private` or `none`, separated by commas.',
  TLS_CERT: 'With `TLS_KEY`: the path of a certificate chain in PEM, to serve https without a proxy.',
  TLS_KEY: 'The path of the certificate’s key in PEM.',
  MAX_BODY_BYTES: 'The largest request body, in bytes.',
  RATE_LIMITS:
    'How often things may be done, where it differs from the table under Limits: a list such as `read=600/min,mail=5/hour`, or `off`.',
  METRICS_TOKEN:
    'Opens `/metrics` to whoever sends it as a bearer. Without one only this machine itself may read them.',
  BACKUP_SCHEDULE:
    'When a backup is made by itself: minute, hour, day of the month, month and day of the week, as cron has them, in the time zone of the process.',
  BACKUP_DIR: 'The folder of the backups. Best on another disk.',
  BACKUP_KEEP:
    'Which backups in that folder stay: the newest of so many days, weeks and months. The newest of all always does.',
  LOG_LEVEL: 'The least that is logged: `debug`, `info`, `warn` or `error`.',
  LOG_FORMAT: '`text` for people, `json` for machines: one line an entry either way.',
} as const

/** What holds for a variable that is not set, where its schema does not say it; in Markdown. */
export const unset = {
  PUBLIC_URL: 'what an admin recorded, else the listening address',
  AUTH_SECRET: 'made once and kept in the database',
  ADMIN_EMAIL: 'none',
  ADMIN_PASSWORD: 'none',
  REGISTRATION: (usual: string) => `what an admin chose, else ${usual}`,
  SMTP_URL: 'none: messages stay in the outbox',
  MAIL_FROM: (name: string) => `${name} at the public address`,
  TRUSTED_PROXIES: '`loopback` while `HOST` is a loopback address, else `none`',
  TLS: 'none: http',
  RATE_LIMITS: 'the table under Limits',
  METRICS_TOKEN: 'none: open to this machine alone',
  BACKUP_SCHEDULE: 'none: only when somebody asks for one',
  BACKUP_DIR: '`backups` beside the database',
} as const

export const outputOf = (command: string) => `the output of \`${command}\``
export const mailbox = 'Capsule <capsule@example.org>'
export const longSentence = 'a long sentence that only you know'

export const problems = (texts: string[]) =>
  [`the environment has ${texts.length === 1 ? 'a problem' : `${texts.length} problems`}:`, ...texts].join(
    '\n  ',
  )
export const example = (fault: string, variable: string, value: string) =>
  `${fault} Example: ${variable}=${value}`
export const isWrong = (shown: string, fault: string) => `${shown} ${fault}.`
export const bothSet = (name: string) => `${name} and ${name}_FILE are both set: keep one.`
export const unreadable = (name: string, file: string, reason: string) =>
  `${name}_FILE=${file} cannot be read (${reason}).`
export const halfMissing = (missing: string, given: string, one: string, other: string) =>
  `${missing} is missing while ${given} is set. Example: ${one} with ${other}`

/** What a value must be: each ends a sentence that begins with the variable. */
export const must = {
  haveAtLeast: (characters: number) => `must have at least ${characters} characters`,
  haveAtMost: (characters: number) => `may have at most ${characters} characters`,
  beWholeNumber: (least: number, most: number) => `must be a whole number from ${least} to ${most}`,
  beEmail: 'must be an e-mail address',
  beMode: 'must be closed, invite, code or open',
  beLevel: 'must be debug, info, warn or error',
  beFormat: 'must be text or json',
  beHost: 'must be an address or a name of this machine, without a port',
  beFile: 'must be the path of a file, so that the data outlives the process',
  beOrigin: 'must be http:// or https://, a host and nothing after it',
  listProxies: 'must list addresses, ranges such as 10.0.0.0/8, loopback, private or none',
  beCron: 'must be five fields of cron: minute, hour, day of the month, month, day of the week',
  beSmtp: 'must be smtp:// or smtps:// and a host',
  nameHost: 'must name a host',
  beMailbox: 'must be an address, or a name and an address in angle brackets',
} as const
