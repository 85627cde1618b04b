// @vitest-environment node
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { identity } from '@/app'
import { describeUnit } from '@/lib/server/systemd-unit'

const unit = (env: Record<string, string> = {}, credentials: string[] = [], program = process.execPath) =>
  describeUnit({ identity, program: [program], env, credentials })

test('secrets come as credentials, and what is no secret stands in the unit', () => {
  const env = {
    PUBLIC_URL: 'https://capsule.test',
    MAIL_FROM: 'Ada "A%" <a@b.org>',
    SMTP_URL: 'smtp://a:secret@b',
  }
  const text = unit({ ...env, TLS_CERT: '/etc/cert.pem', TLS_KEY: 'key.pem' }, ['SMTP_URL'])
  expect(text).not.toContain('secret')
  expect(text.split('\n')).toEqual(
    expect.arrayContaining([
      'Environment=DATABASE_PATH=%S/capsule/capsule.db',
      'Environment=PUBLIC_URL=https://capsule.test',
      'Environment="MAIL_FROM=Ada \\"A%%\\" <a@b.org>"',
      'LoadCredential=smtp_url:/etc/capsule/smtp_url',
      'Environment=SMTP_URL_FILE=%d/smtp_url',
      'LoadCredential=tls_cert:/etc/cert.pem',
      'Environment=TLS_CERT=%d/tls_cert',
      `LoadCredential=tls_key:${process.cwd()}/key.pem`,
    ]),
  )
})

test('a path may hold what means something to systemd', () => {
  expect(unit({}, [], '/srv/my apps/100%/$x/capsule')).toContain(
    '\nExecStart="/srv/my apps/100%%/$$x/capsule" serve\n',
  )
})

test('a database and backups in the state folder need no account that stays', () => {
  const text = unit({ BACKUP_DIR: 'backups', DATABASE_PATH: 'team 1%.db' })
  expect(text).toContain('\nEnvironment="DATABASE_PATH=%S/capsule/team 1%%.db"\n')
  expect(text).toContain('\nDynamicUser=yes\n')
  expect(text).not.toMatch(/ReadWritePaths|User=capsule/)
})

test.each([
  ['a database', { DATABASE_PATH: '/srv/my data/team.db' }, '/srv/my data'],
  ['backups', { BACKUP_DIR: '/srv/my data' }, '/srv/my data'],
])(
  '%s elsewhere have their folder, and an account that stays',
  (_what, env: Record<string, string>, folder) => {
    const text = unit(env)
    expect(text).toContain(`\nReadWritePaths="${folder}"\n`)
    expect(text).toContain('\nUser=capsule\nGroup=capsule\n')
    expect(text).toContain(`\n# install -d -m 0700 -o capsule -g capsule '${folder}'\n`)
    expect(text).toContain('\n# useradd --system')
    expect(text).not.toContain('DynamicUser')
  },
)

test('a program or a file in a home folder can be read there', () => {
  expect(unit({}, [], '/usr/local/bin/capsule')).toContain('\nProtectHome=yes\n')
  expect(unit({}, [], '/home/ada/capsule')).toContain('\nProtectHome=read-only\n')
  expect(unit({ BACKUP_DIR: '/root/backups' })).toContain('\nProtectHome=read-only\n')
})

test('a low port needs the right to it, and no other needs any', () => {
  expect(unit()).toContain('\nCapabilityBoundingSet=\n')
  expect(unit({ PORT: '443' })).toContain('\nCapabilityBoundingSet=CAP_NET_BIND_SERVICE\n')
})

describe.skipIf(Bun.which('systemd-analyze') === null)('systemd', () => {
  const analyze = (text: string, ...words: string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'capsule-unit-'))
    const path = join(folder, 'capsule.service')
    writeFileSync(path, text)
    const { exitCode, stdout, stderr } = Bun.spawnSync(['systemd-analyze', ...words, path])
    rmSync(folder, { recursive: true })
    return { exitCode, output: `${stdout.toString()}${stderr.toString()}` }
  }

  test.each([
    [{}, []],
    [{ PORT: '443', PUBLIC_URL: 'https://capsule.test' }, ['SMTP_URL', 'AUTH_SECRET', 'METRICS_TOKEN']],
    [
      { DATABASE_PATH: '/srv/my data/team.db', BACKUP_DIR: '/home/ada/backups', TLS_CERT: '/etc/a b.pem' },
      [],
    ],
  ])('takes the unit without a word: %o', (env: Record<string, string>, credentials) => {
    const { exitCode, output } = analyze(unit(env, credentials), 'verify', '--man=no')
    expect(output).not.toMatch(/capsule\.service:/)
    expect(exitCode).toBe(0)
  })

  test('finds it exposed by less than 2.0', () => {
    const { output } = analyze(unit(), 'security', '--offline=true', '--no-pager')
    const [, level] = /exposure level for capsule\.service: (\d+\.\d)/.exec(output) ?? []
    console.log(`exposure level ${level}`)
    expect(Number(level)).toBeLessThan(2)
  })
})
