import { describe, expect, it } from 'vitest'
import { deedOf, doerOf, factsOf } from './audit-sentence'
import type { AuditItem } from './audit.schema'

const item: AuditItem = {
  id: '1',
  at: '2026-01-01T12:00:00.000Z',
  action: 'account.banned',
  source: 'web',
  actorId: null,
  actor: null,
  impersonatorId: null,
  targetId: null,
  target: null,
  workspaceId: null,
  address: null,
  requestId: null,
  details: null,
}

describe('who did it', () => {
  it('is nobody by name where the name was erased', () => {
    expect(doerOf({ ...item, actorId: 'a' })).toBe('Somebody')
  })
  it('is said by where it came from where there was no account', () => {
    expect([
      doerOf(item),
      doerOf({ ...item, source: 'command' }),
      doerOf({ ...item, source: 'job' }),
    ]).toEqual(['A visitor', 'The operator', 'Capsule'])
  })
})

it('an action of another version is named as it is', () => {
  expect(deedOf({ ...item, action: 'constructor' })).toBe('constructor')
  expect(deedOf(item)).toBe('banned an account')
})

it('facts are told in words, without ids', () => {
  expect(
    factsOf({ ...item, details: { newEmail: 'a@b.c', accountId: 'x', reason: '', failures: 4 } }),
  ).toEqual([
    { name: 'new email', value: 'a@b.c' },
    { name: 'failures', value: '4' },
  ])
})
