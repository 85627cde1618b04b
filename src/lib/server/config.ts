import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { z } from 'zod'
import type { Identity } from '@/lib/identity'
import { parseBackupKeep, type BackupKeep } from '@/lib/backup-keep'
import { toOrigin } from '@/lib/origin'
import { passwordLimits } from '@/lib/password-limits'
import { registrationModes, usualRegistration } from '@/lib/registration'
import { OperatorError } from './errors'
import { nextRun } from './jobs/next-run'
import { parseLimits } from './limits/classes'
import { parseTrustedProxies } from './listen/client'

/** What the documentation and `config` say of a variable beside its schema. */
type About = { about: string; example: string; shownDefault?: string; secret?: boolean }

const MIB = 1024 * 1024

function buildEnvironment(identity: Identity) {
  const database = `./${identity.command}.db`
  return {
    HOST: variable(Host.default('127.0.0.1'), {
      about: 'The address to listen on. `0.0.0.0` lets other machines in.',
      example: '0.0.0.0',
    }),
    PORT: variable(wholeNumber('from 0 to 65535', 0, 65_535).default(4321), {
      about: 'The port to listen on. 0 takes any free one.',
      example: '4321',
    }),
    DATABASE_PATH: variable(DatabasePath.default(database), {
      about: 'The one file. Its folder must be writable.',
      example: `/var/lib/${identity.command}/${identity.command}.db`,
    }),
    PUBLIC_URL: variable(Origins.optional(), {
      about:
        'The address people open. Further ones may follow, separated by commas; links use the first. The set-up page asks for it when it is not set here, and an admin can change it then.',
      example: 'https://capsule.example.org',
      shownDefault: 'what an admin recorded, else the listening address',
    }),
    AUTH_SECRET: variable(z.string().min(32, 'must have at least 32 characters').optional(), {
      about: 'Signs cookies. Set it to keep it apart from the database file and its copies.',
      example: 'the output of `openssl rand -base64 32`',
      shownDefault: 'made once and kept in the database',
      secret: true,
    }),
    ADMIN_EMAIL: variable(z.email('must be an e-mail address').max(254).optional(), {
      about:
        'With `ADMIN_PASSWORD`: makes the first admin at start, for a box without a browser. Checked only while there is no admin.',
      example: 'ada@example.org',
      shownDefault: 'none',
    }),
    ADMIN_PASSWORD: variable(
      z
        .string()
        .min(passwordLimits.min, `must have at least ${passwordLimits.min} characters`)
        .max(passwordLimits.max, `may have at most ${passwordLimits.max} characters`)
        .optional(),
      {
        about: 'The first admin’s password. Checked only while there is no admin.',
        example: 'a long sentence that only you know',
        shownDefault: 'none',
        secret: true,
      },
    ),
    REGISTRATION: variable(z.enum(registrationModes, 'must be closed, invite, code or open').optional(), {
      about:
        'Who can make an account: nobody (`closed`), whoever is invited to a workspace (`invite`), also whoever has a registration code (`code`), everybody who confirms an address (`open`). Set here it cannot be changed in the panel.',
      example: 'code',
      shownDefault: `what an admin chose, else ${usualRegistration}`,
    }),
    SMTP_URL: variable(SmtpUrl.optional(), {
      about:
        'The mail server. Without one every message stays in the outbox, where an admin can read it and copy its link.',
      example: 'smtps://user:password@mail.example.org',
      shownDefault: 'none: messages stay in the outbox',
      secret: true,
    }),
    MAIL_FROM: variable(Mailbox.optional(), {
      about: 'The sender of every message.',
      example: 'Capsule <capsule@example.org>',
      shownDefault: `${identity.name} at the public address`,
    }),
    TRUSTED_PROXIES: variable(Proxies.optional(), {
      about:
        'The proxies whose `X-Forwarded-For` or `Forwarded` says who the client is: addresses, ranges such as `10.0.0.0/8`, `loopback`, `private` or `none`, separated by commas.',
      example: '10.0.0.0/8,fd00::/8',
      shownDefault: '`loopback` while `HOST` is a loopback address, else `none`',
    }),
    TLS_CERT: variable(z.string().optional(), {
      about: 'With `TLS_KEY`: the path of a certificate chain in PEM, to serve https without a proxy.',
      example: '/etc/capsule/fullchain.pem',
      shownDefault: 'none: http',
    }),
    TLS_KEY: variable(z.string().optional(), {
      about: 'The path of the certificate’s key in PEM.',
      example: '/etc/capsule/privkey.pem',
      shownDefault: 'none: http',
    }),
    MAX_BODY_BYTES: variable(wholeNumber('from 1024 to 1073741824', 1024, 1024 * MIB).default(MIB), {
      about: 'The largest request body, in bytes.',
      example: '1048576',
    }),
    RATE_LIMITS: variable(RateLimits.optional(), {
      about:
        'How often things may be done, where it differs from the table under Limits: a list such as `read=600/min,mail=5/hour`, or `off`.',
      example: 'read=1200/min,write=240/min',
      shownDefault: 'the table under Limits',
    }),
    METRICS_TOKEN: variable(z.string().min(16, 'must have at least 16 characters').optional(), {
      about:
        'Opens `/metrics` to whoever sends it as a bearer. Without one only this machine itself may read them.',
      example: 'the output of `openssl rand -base64 24`',
      shownDefault: 'none: open to this machine alone',
      secret: true,
    }),
    BACKUP_SCHEDULE: variable(Schedule.optional(), {
      about:
        'When a backup is made by itself: minute, hour, day of the month, month and day of the week, as cron has them, in the time zone of the process.',
      example: '30 3 * * *',
      shownDefault: 'none: only when somebody asks for one',
    }),
    BACKUP_DIR: variable(z.string().optional(), {
      about: 'The folder of the backups. Best on another disk.',
      example: '/mnt/backup/capsule',
      shownDefault: '`backups` beside the database',
    }),
    BACKUP_KEEP: variable(Keep.default(parseBackupKeep(DEFAULT_KEEP)), {
      about:
        'Which backups in that folder stay: the newest of so many days, weeks and months. The newest of all always does.',
      example: 'daily=7,weekly=4,monthly=12',
      shownDefault: DEFAULT_KEEP,
    }),
    LOG_LEVEL: variable(
      z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error').default('info'),
      {
        about: 'The least that is logged: `debug`, `info`, `warn` or `error`.',
        example: 'warn',
      },
    ),
    LOG_FORMAT: variable(z.enum(['text', 'json'], 'must be text or json').default('text'), {
      about: '`text` for people, `json` for machines: one line an entry either way.',
      example: 'json',
    }),
  }
}

type Variables = ReturnType<typeof buildEnvironment>
type Shape<T extends Record<string, { schema: z.ZodType }>> = { [K in keyof T]: T[K]['schema'] }

/**
 * What is in force, under the environment's own names. What is wrong with the first admin's two is put off, since they
 * count only while there is no admin: `assertFirstAdmin` is asked then, and until then they are as if unset.
 */
export type Config = z.output<z.ZodObject<Shape<Variables>>> & { adminProblems?: string[] }

export type VariableRow = About & { name: string; shownDefault: string; file: string | null }

/** The whole environment as rows for `config` and docs/operating.md. */
export function listVariables(identity: Identity): VariableRow[] {
  return Object.entries(buildEnvironment(identity)).map(([name, { schema, ...about }]) => {
    const fallback = schema.safeParse(undefined)
    return {
      ...about,
      name,
      shownDefault: about.shownDefault ?? String(fallback.success ? fallback.data : ''),
      file: about.secret ? `${name}_FILE` : null,
    }
  })
}

/**
 * The environment, checked. A secret may stand in the file that `NAME_FILE` names. An empty variable counts as unset.
 * Throws one OperatorError (exit code 78, EX_CONFIG of sysexits.h) that names every problem with an example; when there
 * are none but the first admin's, these come back as `adminProblems`.
 */
export function readConfig(identity: Identity, env: Record<string, string | undefined>): Config {
  const variables = buildEnvironment(identity)
  const problems: Problem[] = []
  const input: Record<string, string | undefined> = {}
  for (const [name, { secret, example }] of Object.entries(variables)) {
    try {
      input[name] = secret ? readSecret(name, env) : env[name] || undefined
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      problems.push({ name, text: `${reason} Example: ${name}=${example}` })
    }
  }
  const parsed = z.object(shapeOf(variables)).safeParse(input)
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0])
    const row = Object.entries(variables).find(([key]) => key === name)?.[1]
    const shown = row?.secret || input[name] === undefined ? name : `${name}=${JSON.stringify(input[name])}`
    problems.push({ name, text: `${shown} ${issue.message}. Example: ${name}=${row?.example ?? ''}` })
  }
  problems.push(...missingHalf(input), ...missingTlsHalf(input))
  const texts = problems.map(({ text }) => text)
  if (problems.some(({ name }) => !isFirstAdmins(name))) throw refusal(texts)
  if (problems.length === 0 && parsed.success) return parsed.data
  const rest = Object.entries(input).filter(([name]) => !isFirstAdmins(name))
  return { ...z.object(shapeOf(variables)).parse(Object.fromEntries(rest)), adminProblems: texts }
}

/** Something that is wrong, and the variable that it is wrong with. */
type Problem = { name: string; text: string }

function isFirstAdmins(name: string): boolean {
  return name === 'ADMIN_EMAIL' || name === 'ADMIN_PASSWORD'
}

/** For a start without an admin. Throws what `readConfig` put off, as it would have done itself. */
export function assertFirstAdmin({ adminProblems }: Config): void {
  if (adminProblems) throw refusal(adminProblems)
}

function refusal(problems: string[]): OperatorError {
  return new OperatorError(describe(problems), { exitCode: 78 })
}

function describe(problems: string[]): string {
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`
  return [`the environment has ${count}:`, ...problems.map((problem) => `  ${problem}`)].join('\n')
}

function readSecret(name: string, env: Record<string, string | undefined>): string | undefined {
  const file = env[`${name}_FILE`]
  if (!file) return env[name] || undefined
  if (env[name]) throw new Error(`${name} and ${name}_FILE are both set: keep one.`)
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`${name}_FILE=${JSON.stringify(file)} cannot be read (${reason}).`, { cause: error })
  }
}

/** The variables that leave it to the settings of the instance, while they are unset, and the key of each there. */
export const recordedKeys: ReadonlyMap<string, string> = new Map([
  ['PUBLIC_URL', 'public_url'],
  ['REGISTRATION', 'registration'],
])

/**
 * `config` as rows of name and value, secrets masked. `recorded` are the settings of the instance by their keys: what is in
 * force where the environment says nothing.
 */
export function showConfig(
  config: Config,
  identity: Identity,
  recorded: ReadonlyMap<string, string>,
): [name: string, value: string][] {
  const values = new Map<string, unknown>(Object.entries(config))
  return listVariables(identity).map(({ name, secret, shownDefault }) => {
    const value = values.get(name) ?? recorded.get(recordedKeys.get(name) ?? '')
    if (value === undefined) return [name, `(${shownDefault})`]
    return [name, secret ? '********' : showValue(value)]
  })
}

function showValue(value: unknown): string {
  if (Array.isArray(value)) return value.join(',')
  const isTable = typeof value === 'object' && value !== null
  if (!isTable) return String(value)
  return Object.entries(value)
    .map(([unit, amount]) => `${unit}=${amount}`)
    .join(',')
}

/** The first admin needs an address and a password: one alone is a slip. */
function missingHalf(input: Record<string, string | undefined>): Problem[] {
  const { ADMIN_EMAIL, ADMIN_PASSWORD } = input
  const isReadable = 'ADMIN_PASSWORD' in input
  if (!isReadable || (ADMIN_EMAIL === undefined) === (ADMIN_PASSWORD === undefined)) return []
  const [missing, given] = ADMIN_EMAIL ? ['ADMIN_PASSWORD', 'ADMIN_EMAIL'] : ['ADMIN_EMAIL', 'ADMIN_PASSWORD']
  const text = `${missing} is missing while ${given} is set. Example: ADMIN_EMAIL=ada@example.org with ADMIN_PASSWORD_FILE=/run/secrets/admin`
  return [{ name: missing, text }]
}

function missingTlsHalf({ TLS_CERT, TLS_KEY }: Record<string, string | undefined>): Problem[] {
  if ((TLS_CERT === undefined) === (TLS_KEY === undefined)) return []
  const [missing, given] = TLS_CERT === undefined ? ['TLS_CERT', 'TLS_KEY'] : ['TLS_KEY', 'TLS_CERT']
  const text = `${missing} is missing while ${given} is set. Example: TLS_CERT=/etc/capsule/fullchain.pem with TLS_KEY=/etc/capsule/privkey.pem`
  return [{ name: missing, text }]
}

function variable<S extends z.ZodType>(schema: S, about: About): About & { schema: S } {
  return { schema, ...about }
}

function shapeOf<T extends Record<string, { schema: z.ZodType }>>(variables: T): Shape<T> {
  // The keys and their schemas are copied one by one; only the compiler cannot see that.
  return Object.fromEntries(Object.entries(variables).map(([name, { schema }]) => [name, schema])) as Shape<T>
}

function wholeNumber(range: string, least: number, most: number) {
  const message = `must be a whole number ${range}`
  return z
    .string()
    .regex(/^\d{1,12}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message)
}

/** An address, or a name (RFC 1123, 2.1), whose last part is no number: those are addresses that were mistyped. */
const Host = z
  .string()
  .refine(
    (host) => isIP(host) !== 0 || /^(?=.{1,253}$)(?:[\w-]{1,63}\.)*(?!\d+$)[\w-]{1,63}$/.test(host),
    'must be an address or a name of this machine, without a port',
  )

const DatabasePath = z
  .string()
  .refine(
    (path) => path !== ':memory:' && !path.startsWith('file:'),
    'must be the path of a file, so that the data outlives the process',
  )

const Origins = z.string().transform((list, context): string[] => {
  const origins = list.split(',').map((entry) => toOrigin(entry.trim()))
  if (origins.every((origin) => origin !== undefined)) return origins
  context.addIssue({ code: 'custom', message: 'must be http:// or https://, a host and nothing after it' })
  return z.NEVER
})

const Proxies = z.string().refine((list) => {
  try {
    parseTrustedProxies(list)
    return true
  } catch {
    return false
  }
}, 'must list addresses, ranges such as 10.0.0.0/8, loopback, private or none')

const RateLimits = z.string().superRefine((text, context) => {
  try {
    parseLimits(text)
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) })
  }
})

const DEFAULT_KEEP = 'daily=7,weekly=4,monthly=12'

const Keep = z.string().transform((text, context): BackupKeep => {
  try {
    return parseBackupKeep(text)
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) })
    return z.NEVER
  }
})

const Schedule = z.string().refine((text) => {
  try {
    return nextRun(text, new Date()) > new Date(0)
  } catch {
    return false
  }
}, 'must be five fields of cron: minute, hour, day of the month, month, day of the week')

const SmtpUrl = z
  .string()
  .refine((url) => /^smtps?:$/.test(URL.parse(url)?.protocol ?? ''), 'must be smtp:// or smtps:// and a host')
  .refine((url) => (URL.parse(url)?.hostname ?? '') !== '', 'must name a host')

/** `Name <address>` or an address alone (RFC 5322, 3.4), on one line. */
const Mailbox = z
  .string()
  .regex(
    /^(?:[^<>\r\n",;:@]{1,80}\s)?<?[^\s<>@,;:"]+@[^\s<>@,;:"]+>?$/,
    'must be an address, or a name and an address in angle brackets',
  )
