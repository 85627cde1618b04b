import { describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/actor'
import { database, transaction } from '@/lib/server/db'
import { codes } from '@/lib/server/schema/codes'
import { buildMember, useInstance } from '@/test/instance'
import { auditRows } from '@/test/audit'
import { makeCode, readCode } from './code-text.server'
import { CreateCode } from './codes.schema'
import { codeLink, createCode, listCodes, revokeCode } from './codes.server'
import { assertCode, redeemCode } from './redemption.server'

const input = (fields: Record<string, string> = {}): CreateCode =>
  CreateCode.parse({ label: 'Bakers', maxUses: '2', expiresOn: '', ...fields })

const buildAdmin = (): Actor => ({ ...buildMember('owner'), isInstanceAdmin: true })
const rows = () => database().select().from(codes).all()
const actions = () => auditRows().map(({ action, actorId }) => [action, actorId])
const redeem = (code: string, now = new Date()) => transaction((tx) => redeemCode(tx, code, 'somebody', now))

describe('the text of a code', () => {
  it('is three groups of four, out of 32 characters that are not misread', () => {
    for (let place = 0; place < 200; place += 1)
      expect(makeCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
    expect(makeCode(new Uint8Array([0, 1, 10, 31, 32, 63, 64, 95, 96, 127, 128, 255]))).toBe('01AZ-0Z0Z-0Z0Z')
  })

  it.each(['abcd-ef01-jk1m', 'ABCDEF01JK1M', ' abcd efOi–jkLm ', 'ab cd-EF0l-JKIM'])(
    '%j is read as ABCD-EF01-JK1M',
    (typed) => {
      expect(readCode(typed)).toBe('ABCD-EF01-JK1M')
    },
  )
})

describe('a code', () => {
  useInstance({ REGISTRATION: 'code' })

  it('is nothing to anybody but an admin of the instance', async () => {
    const owner = buildMember('owner')
    const { id } = await createCode(buildAdmin(), input())
    await expect(listCodes(owner, {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(createCode(owner, input())).rejects.toMatchObject({ code: 'forbidden' })
    await expect(revokeCode(owner, id)).rejects.toMatchObject({ code: 'forbidden' })
    expect(rows()).toMatchObject([{ revokedAt: null }])
  })

  it.each([
    [{ label: ' ' }, 'label'],
    [{ label: 'x'.repeat(81) }, 'label'],
    [{ maxUses: '0' }, 'maxUses'],
    [{ maxUses: '10001' }, 'maxUses'],
    [{ maxUses: '1.5' }, 'maxUses'],
    [{ maxUses: '' }, 'maxUses'],
    [{ expiresOn: 'soon' }, 'expiresOn'],
    [{ expiresOn: '2031-02-30' }, 'expiresOn'],
  ])('is not made of %j', (fields, path) => {
    const parsed = CreateCode.safeParse({ label: 'Bakers', maxUses: '1', expiresOn: '', ...fields })
    expect(parsed.error?.issues.map((issue) => issue.path)).toEqual([[path]])
  })

  it('is not made for a day that is over', async () => {
    const now = new Date('2031-05-02T00:00:00Z')
    const made = createCode(buildAdmin(), input({ expiresOn: '2031-05-01' }), now)
    await expect(made).rejects.toMatchObject({ issues: [{ path: 'expiresOn' }] })
  })

  it('is made, listed with its link, redeemed, used up', async () => {
    const admin = buildAdmin()
    const made = await createCode(admin, input({ expiresOn: '2131-05-01' }))
    expect(made).toMatchObject({ state: 'open', uses: 0, maxUses: 2, expiresAt: '2131-05-02T00:00:00.000Z' })
    expect(codeLink(made)).toBe(`https://capsule.test/signup?code=${made.code}`)
    redeem(made.code)
    redeem(made.code.toLowerCase())
    expect(() => redeem(made.code)).toThrow('cannot be used')
    expect((await listCodes(admin, {})).items).toMatchObject([{ id: made.id, state: 'used up', uses: 2 }])
    expect(actions()).toEqual([
      ['code.created', admin.accountId],
      ['code.redeemed', null],
      ['code.redeemed', null],
    ])
  })

  it('works until the end of its last day', async () => {
    const { code } = await createCode(buildAdmin(), input({ expiresOn: '2131-05-01' }))
    const last = new Date('2131-05-01T23:59:59.999Z')
    const next = new Date('2131-05-02T00:00:00Z')
    expect(() => assertCode(code, last)).not.toThrow('cannot be used')
    expect(() => assertCode(code, next)).toThrow('cannot be used')
    expect(() => redeem(code, next)).toThrow('cannot be used')
    expect(rows()).toMatchObject([{ uses: 0 }])
  })

  it('is revoked once, whatever is left of it', async () => {
    const admin = buildAdmin()
    const { id, code } = await createCode(admin, input())
    await revokeCode(admin, id)
    await revokeCode(admin, id)
    expect(() => redeem(code)).toThrow('cannot be used')
    expect((await listCodes(admin, {})).items).toMatchObject([{ state: 'revoked' }])
    expect(actions().map(([action]) => action)).toEqual(['code.created', 'code.revoked'])
    await expect(revokeCode(admin, Bun.randomUUIDv7())).rejects.toMatchObject({ code: 'not_found' })
  })

  it('that is one of very many is found page by page, the newest first', async () => {
    const admin = buildAdmin()
    for (let place = 0; place < 120; place += 1) await createCode(admin, input({ label: `Code ${place}` }))
    const labels: string[] = []
    let cursor: string | undefined
    do {
      const page = await listCodes(admin, { cursor })
      labels.push(...page.items.map(({ label }) => label))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(labels).toEqual(Array.from({ length: 120 }, (_, place) => `Code ${119 - place}`))
    await expect(listCodes(admin, { cursor: 'x.y' })).rejects.toMatchObject({ code: 'bad_input' })
  })
})
