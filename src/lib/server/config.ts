import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { z } from 'zod'
import type { Identity } from '@/lib/identity'
import { parseBackupKeep, type BackupKeep } from '@/lib/backup-keep'
import { toOrigin } from '@/lib/origin'
import * as words from '@/lib/words/config'
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
      about: words.about.HOST,
      example: '0.0.0.0',
    }),
    PORT: variable(wholeNumber(0, 65_535).default(4321), {
      about: words.about.PORT,
      example: '4321',
    }),
    DATABASE_PATH: variable(DatabasePath.default(database), {
      about: words.about.DATABASE_PATH,
      example: `/var/lib/${identity.command}/${identity.command}.db`,
    }),
    PUBLIC_URL: variable(Origins.optional(), {
      about: words.about.PUBLIC_URL,
      example: 'https://capsule.example.org',
      shownDefault: words.unset.PUBLIC_URL,
    }),
    AUTH_SECRET: variable(z.string().min(32, words.must.haveAtLeast(32)).optional(), {
      about: words.about.AUTH_SECRET,
      example: words.outputOf('openssl rand -base64 32'),
      shownDefault: words.unset.AUTH_SECRET,
      secret: true,
    }),
    ADMIN_EMAIL: variable(z.email(words.must.beEmail).max(254).optional(), {
      about: words.about.ADMIN_EMAIL,
      example: 'ada@example.org',
      shownDefault: words.unset.ADMIN_EMAIL,
    }),
    ADMIN_PASSWORD: variable(
      z
        .string()
        .min(passwordLimits.min, words.must.haveAtLeast(passwordLimits.min))
        .max(passwordLimits.max, words.must.haveAtMost(passwordLimits.max))
        .optional(),
      {
        about: words.about.ADMIN_PASSWORD,
        example: words.longSentence,
        shownDefault: words.unset.ADMIN_PASSWORD,
        secret: true,
      },
    ),
    REGISTRATION: variable(z.enum(registrationModes, words.must.beMode).optional(), {
      about: words.about.REGISTRATION,
      example: 'code',
      shownDefault: words.unset.REGISTRATION(usualRegistration),
    }),
    SMTP_URL: variable(SmtpUrl.optional(), {
      about: words.about.SMTP_URL,
      example: 'smtps://user:password@mail.example.org',
      shownDefault: words.unset.SMTP_URL,
      secret: true,
    }),
    MAIL_FROM: variable(Mailbox.optional(), {
      about: words.about.MAIL_FROM,
      example: words.mailbox,
      shownDefault: words.unset.MAIL_FROM(identity.name),
    }),
    TRUSTED_PROXIES: variable(Proxies.optional(), {
      about: words.about.TRUSTED_PROXIES,
      example: '10.0.0.0/8,fd00::/8',
      shownDefault: words.unset.TRUSTED_PROXIES,
    }),
    TLS_CERT: variable(z.string().optional(), {
      about: words.about.TLS_CERT,
      example: '/etc/capsule/fullchain.pem',
      shownDefault: words.unset.TLS,
    }),
    TLS_KEY: variable(z.string().optional(), {
      about: words.about.TLS_KEY,
      example: '/etc/capsule/privkey.pem',
      shownDefault: words.unset.TLS,
    }),
    MAX_BODY_BYTES: variable(wholeNumber(1024, 1024 * MIB).default(MIB), {
      about: words.about.MAX_BODY_BYTES,
      example: '1048576',
    }),
    RATE_LIMITS: variable(RateLimits.optional(), {
      about: words.about.RATE_LIMITS,
      example: 'read=1200/min,write=240/min',
      shownDefault: words.unset.RATE_LIMITS,
    }),
    METRICS_TOKEN: variable(z.string().min(16, words.must.haveAtLeast(16)).optional(), {
      about: words.about.METRICS_TOKEN,
      example: words.outputOf('openssl rand -base64 24'),
      shownDefault: words.unset.METRICS_TOKEN,
      secret: true,
    }),
    BACKUP_SCHEDULE: variable(Schedule.optional(), {
      about: words.about.BACKUP_SCHEDULE,
      example: '30 3 * * *',
      shownDefault: words.unset.BACKUP_SCHEDULE,
    }),
    BACKUP_DIR: variable(z.string().optional(), {
      about: words.about.BACKUP_DIR,
      example: '/mnt/backup/capsule',
      shownDefault: words.unset.BACKUP_DIR,
    }),
    BACKUP_KEEP: variable(Keep.default(parseBackupKeep(DEFAULT_KEEP)), {
      about: words.about.BACKUP_KEEP,
      example: 'daily=7,weekly=4,monthly=12',
      shownDefault: DEFAULT_KEEP,
    }),
    LOG_LEVEL: variable(z.enum(['debug', 'info', 'warn', 'error'], words.must.beLevel).default('info'), {
      about: words.about.LOG_LEVEL,
      example: 'warn',
    }),
    LOG_FORMAT: variable(z.enum(['text', 'json'], words.must.beFormat).default('text'), {
      about: words.about.LOG_FORMAT,
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
      problems.push({ name, text: words.example(reason, name, example) })
    }
  }
  // Read once: to compile the schema first would take longer.
  const parsed = z.object(shapeOf(variables)).safeParse(input, { jitless: true })
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0])
    const row = Object.entries(variables).find(([key]) => key === name)?.[1]
    const shown = row?.secret || input[name] === undefined ? name : `${name}=${JSON.stringify(input[name])}`
    problems.push({
      name,
      text: words.example(words.isWrong(shown, issue.message), name, row?.example ?? ''),
    })
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
  return new OperatorError(words.problems(problems), { exitCode: 78 })
}

function readSecret(name: string, env: Record<string, string | undefined>): string | undefined {
  const file = env[`${name}_FILE`]
  if (!file) return env[name] || undefined
  if (env[name]) throw new Error(words.bothSet(name))
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(words.unreadable(name, JSON.stringify(file), reason), { cause: error })
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
  const text = words.halfMissing(
    missing,
    given,
    'ADMIN_EMAIL=ada@example.org',
    'ADMIN_PASSWORD_FILE=/run/secrets/admin',
  )
  return [{ name: missing, text }]
}

function missingTlsHalf({ TLS_CERT, TLS_KEY }: Record<string, string | undefined>): Problem[] {
  if ((TLS_CERT === undefined) === (TLS_KEY === undefined)) return []
  const [missing, given] = TLS_CERT === undefined ? ['TLS_CERT', 'TLS_KEY'] : ['TLS_KEY', 'TLS_CERT']
  const text = words.halfMissing(
    missing,
    given,
    'TLS_CERT=/etc/capsule/fullchain.pem',
    'TLS_KEY=/etc/capsule/privkey.pem',
  )
  return [{ name: missing, text }]
}

function variable<S extends z.ZodType>(schema: S, about: About): About & { schema: S } {
  return { schema, ...about }
}

function shapeOf<T extends Record<string, { schema: z.ZodType }>>(variables: T): Shape<T> {
  // The keys and their schemas are copied one by one; only the compiler cannot see that.
  return Object.fromEntries(Object.entries(variables).map(([name, { schema }]) => [name, schema])) as Shape<T>
}

function wholeNumber(least: number, most: number) {
  const message = words.must.beWholeNumber(least, most)
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
    words.must.beHost,
  )

const DatabasePath = z
  .string()
  .refine((path) => path !== ':memory:' && !path.startsWith('file:'), words.must.beFile)

const Origins = z.string().transform((list, context): string[] => {
  const origins = list.split(',').map((entry) => toOrigin(entry.trim()))
  if (origins.every((origin) => origin !== undefined)) return origins
  context.addIssue({ code: 'custom', message: words.must.beOrigin })
  return z.NEVER
})

const Proxies = z.string().refine((list) => {
  try {
    parseTrustedProxies(list)
    return true
  } catch {
    return false
  }
}, words.must.listProxies)

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
}, words.must.beCron)

const SmtpUrl = z
  .string()
  .refine((url) => /^smtps?:$/.test(URL.parse(url)?.protocol ?? ''), words.must.beSmtp)
  .refine((url) => (URL.parse(url)?.hostname ?? '') !== '', words.must.nameHost)

/** `Name <address>` or an address alone (RFC 5322, 3.4), on one line. */
const Mailbox = z
  .string()
  .regex(/^(?:[^<>\r\n",;:@]{1,80}\s)?<?[^\s<>@,;:"]+@[^\s<>@,;:"]+>?$/, words.must.beMailbox)
