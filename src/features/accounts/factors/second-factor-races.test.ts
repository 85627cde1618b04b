import { beforeEach, describe, expect, it } from 'vitest'
import type { Member } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { verifySecondFactor } from '@/lib/server/http/auth-door'
import { session, twoFactor } from '@/lib/server/schema/accounts'
import { buildMember, origin, useInstance } from '@/test/instance'
import { race, RIVALS } from '@/test/race'
import { AuthVisitor, givePassword, turnOnTwoFactor } from '@/test/sign-in'

const sessions = () => database().select().from(session).all()

let member: Member
let factors: Awaited<ReturnType<typeof turnOnTwoFactor>>

async function haveTwoFactor() {
  member = buildMember('member')
  await givePassword(member)
  factors = await turnOnTwoFactor(member)
  database().delete(session).run()
}

/** Browsers that have given the right password and owe the second factor, each by a first step of its own. */
async function challenge(count: number): Promise<AuthVisitor[]> {
  const visitors: AuthVisitor[] = []
  for (let place = 0; place < count; place += 1) {
    const visitor = new AuthVisitor()
    await visitor.signIn(member.email)
    visitors.push(visitor)
  }
  return visitors
}

/** Gives a code on the page that works without scripts. */
function giveOnPage(visitor: AuthVisitor | undefined, code: string) {
  const request = new Request(`${origin}/login/two-factor`, { headers: { cookie: visitor?.cookie ?? '' } })
  const page = { request, locals: { clientAddress: () => '198.51.100.9' } }
  return verifySecondFactor(page, { method: 'totp', code, trustDevice: false })
}

const totp = '/two-factor/verify-totp'
const backupCode = '/two-factor/verify-backup-code'

describe('where nothing is limited', () => {
  useInstance({ RATE_LIMITS: 'off' })
  beforeEach(haveTwoFactor)

  /** Uses one code in each of the browsers at once; the places of those that are signed in by it. */
  async function useIn(what: string, visitors: AuthVisitor[], path: string, code?: string) {
    const winners = await race(what, async (place) => {
      const answer = await visitors[place]?.post(path, { code })
      return answer?.status === 200
    })
    expect(visitors.flatMap(({ actor }, place) => (actor ? [place] : []))).toEqual(winners)
    return winners
  }

  it('one code signs one of fifty in, with a first step each', async () => {
    const visitors = await challenge(RIVALS)
    expect(await useIn('a TOTP step, a first step each', visitors, totp, factors.codeAt(0))).toHaveLength(1)
    expect(sessions()).toHaveLength(1)
  })

  it('one code signs one of fifty in, with the same first step', async () => {
    const [first] = await challenge(1)
    const visitors = Array.from({ length: RIVALS }, () => first?.clone() ?? new AuthVisitor())
    expect(await useIn('a TOTP step, one first step', visitors, totp, factors.codeAt(0))).toHaveLength(1)
    expect(sessions()).toHaveLength(1)
  })

  it('one backup code signs one of fifty in, whichever their first steps', async () => {
    const half = await challenge(RIVALS / 2)
    const visitors = [...half, ...half.map((visitor) => visitor.clone())]
    expect(await useIn('a backup code', visitors, backupCode, factors.backupCodes[3])).toHaveLength(1)
    expect(sessions()).toHaveLength(1)
  })

  it('ten backup codes at once, one each, leave none that was used', async () => {
    const use = async (visitor: AuthVisitor | undefined, place: number) =>
      (await visitor?.post(backupCode, { code: factors.backupCodes[place] }))?.status
    const first = await Promise.all((await challenge(10)).map(use))
    const used = first.flatMap((status, place) => (status === 200 ? [place] : []))
    expect(used.length).toBeGreaterThan(0)
    for (const place of used) {
      const [again] = await challenge(1)
      expect(await use(again, place)).toBe(401)
    }
  })

  it('five wrong codes shut the first step, and ten the account', async () => {
    const [first, second, third] = await challenge(3)
    const wrong = { code: factors.codeAt(9) }
    for (let tries = 0; tries < 5; tries += 1) expect((await first?.post(totp, wrong))?.status).toBe(401)
    const shut = await first?.post(totp, { code: factors.codeAt(0) })
    expect(shut).toMatchObject({ status: 400, body: { code: 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE' } })
    for (let tries = 0; tries < 5; tries += 1) await second?.post(totp, wrong)
    const locked = await third?.post(totp, { code: factors.codeAt(1) })
    expect(locked).toMatchObject({ status: 429, body: { code: 'ACCOUNT_TEMPORARILY_LOCKED' } })

    const openAt = new Date(Date.now() + 3 * 60_000)
    database().update(twoFactor).set({ lockedUntil: openAt }).run()
    const refused = await giveOnPage(third, factors.codeAt(9)).catch((error: unknown) => error)
    const message = 'Too many tries. You can try again in 3 minutes.'
    expect(refused).toMatchObject({ code: 'limited', message })
    const { retryAfter = 0 } = refused instanceof AppError ? refused : {}
    expect(retryAfter).toBeGreaterThan(120)
    expect(retryAfter).toBeLessThanOrEqual(180)
  })
})

describe('guessing a code', () => {
  useInstance()
  beforeEach(haveTwoFactor)

  it.each([
    [totp, '000000', 'INVALID_CODE'],
    [backupCode, 'aaaaa-aaaaa', 'INVALID_BACKUP_CODE'],
  ])(
    '%s looks at ten of sixty guesses that come at once, with a first step each',
    async (path, code, wrong) => {
      const visitors = await challenge(60)
      const answers = await Promise.all(visitors.map((visitor) => visitor.post(path, { code })))
      const looked = answers.filter(({ body }) => JSON.stringify(body).includes(`"${wrong}"`))
      const refused = answers.filter(({ status }) => status === 429)
      console.info(`${path}: ${looked.length} of 60 guesses were looked at`)
      expect([looked.length, refused.length]).toEqual([10, 50])
      expect(database().select().from(twoFactor).all()).toMatchObject([{ failedVerificationCount: 10 }])
      const [next] = await challenge(1)
      expect(await next?.post(path, { code })).toMatchObject({ status: 429 })
      // The quota is counted before the lock is looked at: its wait is the shorter one, and said alone.
      const onPage = await giveOnPage(next, code).catch((error: unknown) => error)
      expect(onPage).toMatchObject({
        code: 'limited',
        message: expect.stringMatching(/^Too many tries\. .* \d seconds?\.$/),
      })
    },
  )

  it('is forgiven by one that is right', async () => {
    const guess = async () => {
      const [visitor] = await challenge(1)
      for (let tries = 0; tries < 4; tries += 1) await visitor?.post(totp, { code: '000000' })
      return visitor
    }
    for (const offset of [0, 1]) {
      await guess()
      const visitor = await guess()
      expect(await visitor?.post(totp, { code: factors.codeAt(offset) })).toMatchObject({ status: 200 })
    }
  })
})
