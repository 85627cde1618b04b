// @vitest-environment node
import { expect, it } from 'vitest'
import type { Finding } from '@/lib/server/restore/restore-database'
import { describeFinding } from './restore-words'

const facts = { bytes: 1e6, schema: '0021_create_response_files', accounts: 2, newestChange: null }
const found: Finding = {
  source: 'monday.db',
  database: 'capsule.db',
  backup: { ...facts, schema: '0020_create_backups' },
  isCurrent: false,
  isLiveCopy: false,
  present: facts,
  losses: [],
  unreadable: null,
}

it('says of the backup and of what is there which version wrote it', () => {
  expect(describeFinding(found).match(/version .*/g)).toEqual([
    'version   0020_create_backups, which the next start brings to this version',
    'version   0021_create_response_files',
  ])
})

it('says that a backup is a live copy', () => {
  expect(describeFinding(found)).toMatch(/^Backup monday\.db: whole\.$/m)
  expect(describeFinding({ ...found, isLiveCopy: true })).toMatch(
    /^Backup monday\.db: .*copied while its server ran, without its -wal/m,
  )
})

it('says what is an estimate, and that nothing would be lost only when all was compared', () => {
  expect(describeFinding(found)).toMatch(/^Nothing would be lost/m)
  const losses = [
    { table: 'notes', missing: 2, changed: 1, compared: 9, rows: 9 },
    { table: 'audit', missing: 0, changed: 0, compared: 1000, rows: 5000 },
    { table: 'mails', missing: 3, changed: 0, compared: 1000, rows: 5000 },
  ]
  expect(
    describeFinding({ ...found, losses })
      .split('\n')
      .slice(-4),
  ).toEqual([
    'What the backup does not have, and would be lost:',
    '  notes               2 made since, 1 changed since',
    '  audit               nothing found (estimate: the newest 1000 of 5000 rows were compared)',
    '  mails               at least 3 made since (estimate: the newest 1000 of 5000 rows were compared)',
  ])
})
