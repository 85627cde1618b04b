import { describe, expect, test } from 'vitest'
import { chooseKept, parseBackupKeep } from './backup-keep'

describe('BACKUP_KEEP', () => {
  test.each([
    ['', 'must be a list'],
    ['daily', 'must be a list'],
    ['hourly=3', 'must be a list'],
    ['daily=-1', 'must be a list'],
    ['daily=7,daily=8', 'names daily twice'],
    ['daily=0', 'must keep at least one'],
    ['monthly=1001', 'at most 1000'],
  ])('refuses %j', (text, reason) => {
    expect(() => parseBackupKeep(text)).toThrow(reason)
  })

  test('reads its units in any order', () => {
    expect(parseBackupKeep('monthly=12, daily=7')).toEqual({ daily: 7, weekly: 0, monthly: 12 })
  })
})

describe('Thinning', () => {
  const days = (amount: number, from = '2026-11-28T03:00:00Z') =>
    Array.from({ length: amount }, (_, place) => new Date(Date.parse(from) - place * 86_400_000))
  const kept = (times: Date[], text: string) =>
    [...chooseKept(times, parseBackupKeep(text))].map((time) => time.toISOString().slice(0, 10))

  test('keeps the newest of all, whatever else it is told', () => {
    const twice = [new Date('2026-11-28T01:00:00Z'), new Date('2026-11-28T23:00:00Z')]
    expect([...chooseKept(twice, parseBackupKeep('monthly=1'))]).toEqual([twice[1]])
  })

  test('keeps days, weeks from Monday and months, each by its newest', () => {
    expect(kept(days(100), 'daily=3')).toEqual(['2026-11-28', '2026-11-27', '2026-11-26'])
    expect(kept(days(100), 'weekly=3')).toEqual(['2026-11-28', '2026-11-22', '2026-11-15'])
    expect(kept(days(100), 'monthly=3')).toEqual(['2026-11-28', '2026-10-31', '2026-09-30'])
    expect(kept(days(400), 'daily=7,weekly=4,monthly=12').length).toBeLessThanOrEqual(23)
  })

  test('counts only days that have a backup, so that a box that was off loses none', () => {
    const rare = [new Date('2026-11-28T00:00:00Z'), new Date('2026-08-01T00:00:00Z')]
    expect(kept(rare, 'daily=2')).toEqual(['2026-11-28', '2026-08-01'])
  })
})
