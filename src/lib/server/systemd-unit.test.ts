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
  const text = unit(
    { ...env, DATABASE_PATH: '/elsewhere.db', TLS_CERT: '/etc/cert.pem', TLS_KEY: '/etc/key.pem' },
    ['SMTP_URL'],
  )
  expect(text).not.toContain('secret')
  expect(text).not.toContain('/elsewhere.db')
  expect(text.split('\n')).toEqual(
    expect.arrayContaining([
      'Environment=DATABASE_PATH=%S/capsule/capsule.db',
      'Environment=PUBLIC_URL=https://capsule.test',
      'Environment="MAIL_FROM=Ada \\"A%%\\" <a@b.org>"',
      'LoadCredential=smtp_url:/etc/capsule/smtp_url',
      'Environment=SMTP_URL_FILE=%d/smtp_url',
      'LoadCredential=tls_cert:/etc/cert.pem',
      'Environment=TLS_CERT=%d/tls_cert',
    ]),
  )
})

test('a path may hold what means something to systemd', () => {
  expect(unit({}, [], '/srv/my apps/100%/$x/capsule')).toContain(
    '\nExecStart="/srv/my apps/100%%/$$x/capsule" serve\n',
  )
})

test('a folder of backups is opened for writing, one in the state folder is so already', () => {
  expect(unit({ BACKUP_DIR: '/mnt/my backups' })).toContain('\nReadWritePaths="/mnt/my backups"\n')
  expect(unit({ BACKUP_DIR: 'backups' })).not.toContain('ReadWritePaths')
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
