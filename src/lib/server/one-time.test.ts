import { describe, expect, it } from 'vitest'
import { buildMember, useInstance } from '@/test/instance'
import { race } from '@/test/race'
import { database, transaction } from './db'
import { claimOnce, dropTokens, findToken, issueToken, redeemToken } from './one-time'
import { verification } from './schema/accounts'

const HOUR = 3_600_000
const now = new Date('2026-03-01T12:00:00Z')
const later = (ms: number) => new Date(now.getTime() + ms)

describe('a one-time token', () => {
  useInstance()

  const issue = (accountId = buildMember('member').accountId) =>
    transaction((tx) => issueToken(tx, 'password_reset', { accountId }, HOUR, now))
  const redeem = (token: string, at = now) =>
    transaction((tx) => redeemToken(tx, 'password_reset', token, at))

  it('is refused when it is none, of another kind, or too old', () => {
    const token = issue()
    expect(redeem('nothing')).toBeNull()
    expect(transaction((tx) => redeemToken(tx, 'email_change', token, now))).toBeNull()
    expect(findToken('password_reset', token, later(HOUR))).toBeNull()
    expect(redeem(token, later(HOUR))).toBeNull()
    expect(redeem(token)).not.toBeNull()
  })

  it('is redeemed once when it is used fifty times at once', async () => {
    const token = issue()
    expect(await race('a one-time token', async () => redeem(token))).toHaveLength(1)
  })

  it('is good again when the transaction that redeemed it was undone', () => {
    const token = issue()
    const undone = () =>
      transaction((tx) => {
        redeemToken(tx, 'password_reset', token, now)
        throw new Error('undo')
      })
    expect(undone).toThrow('undo')
    expect(redeem(token)).not.toBeNull()
  })

  it('can be looked at without being used up', () => {
    const { accountId } = buildMember('member')
    const token = issue(accountId)
    expect(findToken('password_reset', token, now)).toEqual({ accountId })
    expect(findToken('password_reset', token, now)).toEqual({ accountId })
  })

  it('is not in the database, only its hash', () => {
    const token = issue()
    expect(JSON.stringify(database().select().from(verification).all())).not.toContain(token)
  })

  it('ends with the others of its kind and account, and takes no other along', () => {
    const { accountId } = buildMember('member')
    const [own, others] = [issue(accountId), issue()]
    transaction((tx) => dropTokens(tx, 'password_reset', accountId))
    expect(redeem(own)).toBeNull()
    expect(redeem(others)).not.toBeNull()
  })
})

describe('a claim', () => {
  useInstance()

  const claim = (key: string, at = now) => transaction((tx) => claimOnce(tx, 'totp', key, 90_000, at))

  it('is given once, to the first of fifty, and again when its time is over', async () => {
    expect(await race('a claim', async () => claim('step'))).toHaveLength(1)
    expect(claim('another step')).toBe(true)
    expect(claim('step', later(89_000))).toBe(false)
    expect(claim('step', later(90_000))).toBe(true)
  })
})
