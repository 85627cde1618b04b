// @vitest-environment node
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { identity } from '@/app'
import { readTable, renderTable } from '@/test/operating-tables'
import { assertFirstAdmin, listVariables, readConfig, showConfig } from './config'
import { OperatorError } from './errors'

const folder = mkdtempSync(join(tmpdir(), 'config-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

const secret = 'a secret that is long enough to sign with'

describe('readConfig', () => {
  test('says every problem at once, each with the variable, the reason and an example, and exit code 78', () => {
    const env = {
      HOST: 'not a host',
      PORT: 'http',
      MAX_BODY_BYTES: '-1',
      LOG_LEVEL: 'loud',
      LOG_FORMAT: 'xml',
      PUBLIC_URL: 'capsule.example.org',
      ADMIN_EMAIL: 'ada',
      ADMIN_PASSWORD: 'short',
    }

    const { message, exitCode } = refusalOf(env)

    expect(exitCode).toBe(78)
    expect(message).toContain('the environment has 8 problems:')
    for (const name of Object.keys(env)) {
      expect(message).toMatch(new RegExp(`^  ${name}.* must .*\\. Example: ${name}=.+$`, 'm'))
    }
    expect(message).toContain('PORT="http" must be a whole number from 0 to 65535. Example: PORT=4321')
  })

  test.each([
    ['HOST', 'localhost:4321'],
    ['HOST', '[::1]'],
    ['HOST', '192.168.1'],
    ['HOST', 'http://box'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', ' 80'],
    ['MAX_BODY_BYTES', '1023'],
    ['PUBLIC_URL', 'https://capsule.example.org/app'],
    ['PUBLIC_URL', 'ftp://capsule.example.org'],
    ['PUBLIC_URL', 'https://user:word@capsule.example.org'],
    ['PUBLIC_URL', 'https://capsule.example.org,'],
  ])('refuses %s=%s', (name, value) => {
    expect(refusalOf({ [name]: value }).message).toContain(`${name}=${JSON.stringify(value)} must be`)
  })

  test('refuses an admin’s address without a password, and the other way round', () => {
    const port = { PORT: 'http' }
    expect(refusalOf({ ...port, ADMIN_EMAIL: 'ada@example.org' }).message).toContain(
      'ADMIN_PASSWORD is missing',
    )
    expect(refusalOf({ ...port, ADMIN_PASSWORD: secret }).message).toContain('ADMIN_EMAIL is missing')
  })

  test.each([
    ['a short password', { ADMIN_EMAIL: 'ada@example.org', ADMIN_PASSWORD: 'short' }, /ADMIN_PASSWORD must/],
    ['no password', { ADMIN_EMAIL: 'ada@example.org' }, /ADMIN_PASSWORD is missing/],
    ['no address', { ADMIN_PASSWORD: secret }, /ADMIN_EMAIL is missing/],
    [
      'a password’s file that is gone',
      { ADMIN_EMAIL: 'ada@example.org', ADMIN_PASSWORD_FILE: join(folder, 'gone') },
      /ADMIN_PASSWORD_FILE="[^"]+" cannot be read/,
    ],
  ])('puts off what is wrong with the first admin until there is none to be: %s', (_name, env, sentence) => {
    const config = readConfig(identity, env)

    expect(config).toMatchObject({ PORT: 4321, adminProblems: [expect.stringMatching(sentence) as unknown] })
    expect([config.ADMIN_EMAIL, config.ADMIN_PASSWORD]).toEqual([undefined, undefined])
    expect(() => assertFirstAdmin(config)).toThrow(sentence)
    expect(() => assertFirstAdmin(readConfig(identity, {}))).not.toThrow()
  })

  test.each(['localhost', '0.0.0.0', '::1', 'box.lan'])('takes HOST=%s', (host) => {
    expect(readConfig(identity, { HOST: host }).HOST).toBe(host)
  })

  test('starts with no environment at all', () => {
    expect(readConfig(identity, {})).toEqual({
      HOST: '127.0.0.1',
      PORT: 4321,
      DATABASE_PATH: './capsule.db',
      MAX_BODY_BYTES: 1_048_576,
      BACKUP_KEEP: { daily: 7, weekly: 4, monthly: 12 },
      LOG_LEVEL: 'info',
      LOG_FORMAT: 'text',
    })
  })

  test('takes an empty variable for one that is not set', () => {
    const empty = Object.fromEntries(listVariables(identity).map(({ name }) => [name, '']))

    expect(readConfig(identity, { ...empty, AUTH_SECRET_FILE: '' })).toEqual(readConfig(identity, {}))
  })

  test('keeps every public address as an origin, in the order that was given', () => {
    const { PUBLIC_URL } = readConfig(identity, {
      PUBLIC_URL: 'https://Capsule.Example.org/, http://box:8080',
    })

    expect(PUBLIC_URL).toEqual(['https://capsule.example.org', 'http://box:8080'])
  })
})

describe('a secret', () => {
  test('may stand in the file that NAME_FILE names, with a new line at its end', () => {
    const { AUTH_SECRET } = readConfig(identity, { AUTH_SECRET_FILE: fileWith(`${secret}\n`) })

    expect(AUTH_SECRET).toBe(secret)
  })

  test('is checked in its file as it is in the environment', () => {
    expect(refusalOf({ AUTH_SECRET_FILE: fileWith('short\n') }).message).toContain('AUTH_SECRET must have')
  })

  test('is refused when the environment and a file both hold one', () => {
    const { message, exitCode } = refusalOf({ AUTH_SECRET: secret, AUTH_SECRET_FILE: fileWith(secret) })

    expect(exitCode).toBe(78)
    expect(message).toContain('AUTH_SECRET and AUTH_SECRET_FILE are both set: keep one.')
  })

  test('is refused together with all other problems when its file cannot be read', () => {
    const file = join(folder, 'nowhere')

    const { message, exitCode } = refusalOf({ AUTH_SECRET_FILE: file, PORT: 'http' })

    expect(exitCode).toBe(78)
    expect(message).toContain(`AUTH_SECRET_FILE=${JSON.stringify(file)} cannot be read`)
    expect(message).toContain('PORT="http"')
  })

  test('is never printed, neither in a problem nor by showConfig', () => {
    const long = `${secret} `.repeat(10)
    const { message } = refusalOf({
      AUTH_SECRET: 'too short',
      ADMIN_EMAIL: 'ada@example.org',
      ADMIN_PASSWORD: long,
    })
    const config = readConfig(identity, {
      AUTH_SECRET: secret,
      ADMIN_EMAIL: 'ada@example.org',
      ADMIN_PASSWORD: secret,
    })

    expect(message).not.toContain('too short')
    expect(message).not.toContain(secret)
    expect(JSON.stringify(showConfig(config, identity, new Map()))).not.toContain(secret)
    expect(showConfig(config, identity, new Map())).toContainEqual(['AUTH_SECRET', '********'])
  })
})

test('showConfig says what an unset variable stands for', () => {
  const rows = showConfig(readConfig(identity, { PORT: '8080' }), identity, new Map())

  expect(rows).toContainEqual(['PORT', '8080'])
  expect(rows).toContainEqual(['AUTH_SECRET', '(made once and kept in the database)'])
  expect(rows.map(([name]) => name)).toEqual(listVariables(identity).map(({ name }) => name))
})

test('showConfig says what the settings of the instance decide, where no variable does', () => {
  const recorded = new Map([
    ['registration', 'code'],
    ['public_url', 'https://recorded.test'],
  ])
  const config = readConfig(identity, { PUBLIC_URL: 'https://set.test' })
  const rows = showConfig(config, identity, recorded)

  expect(rows).toContainEqual(['REGISTRATION', 'code'])
  expect(rows).toContainEqual(['PUBLIC_URL', 'https://set.test'])
})

test.each(['environment', 'limits'] as const)(
  'docs/operating.md has the table of %s as it is; bun scripts/docs.ts writes it anew',
  (name) => {
    expect(readTable(readFileSync('docs/operating.md', 'utf8'), name)).toBe(renderTable(name))
  },
)

function refusalOf(env: Record<string, string>): OperatorError {
  try {
    readConfig(identity, env)
  } catch (error) {
    if (error instanceof OperatorError) return error
    throw error
  }
  throw new Error('The environment was taken.')
}

let files = 0

function fileWith(text: string): string {
  files += 1
  const path = join(folder, `secret-${files}`)
  writeFileSync(path, text)
  return path
}
