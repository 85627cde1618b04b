import { availableParallelism } from 'node:os'
import { eq } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { auth, openAuthPaths } from '@/lib/server/auth'
import { database } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { answerAuth, betterAddress, signIn } from '@/lib/server/http/auth-door'
import { instance } from '@/lib/server/instance'
import { account, user } from '@/lib/server/schema/accounts'
import { member, organization } from '@/lib/server/schema/workspaces'
import { findSetting } from '@/lib/server/settings'
import { buildMember, origin, useInstance } from '@/test/instance'
import { SetUp } from '../accounts.schema'
import { createAdminFromEnvironment, isSetupToken, issueSetupToken, setUp } from './setup.server'

const input = (token: string): SetUp =>
  SetUp.parse({
    token,
    name: 'Ada',
    email: ' Ada@Example.org ',
    password: 'a long sentence',
    workspace: 'Bakery',
  })

/** A caller as a page's context has it. */
const from = (clientAddress: string, request = new Request(`${origin}/login`)) => ({
  request,
  locals: { clientAddress: () => clientAddress },
})

const request = (path: string, body: unknown) =>
  from(
    '203.0.113.7',
    new Request(`${origin}/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify(body),
    }),
  )

describe('the set-up link', () => {
  useInstance()

  it('is refused when it is wrong or was replaced', async () => {
    const old = issueSetupToken() ?? ''
    const token = issueSetupToken() ?? ''
    for (const wrong of ['', 'x', old, `${token}x`, token.slice(1)]) {
      expect(isSetupToken(wrong)).toBe(false)
      await expect(setUp(input(wrong))).rejects.toMatchObject({ code: 'forbidden' })
    }
    expect(database().select().from(user).all()).toEqual([])
  })

  it('refuses a password that is easily guessed, and stays good', async () => {
    const token = issueSetupToken() ?? ''
    for (const weak of ['unbelievable', 'ada@example.org 1']) {
      await expect(setUp({ ...input(token), password: weak })).rejects.toMatchObject({
        issues: [{ path: 'password' }],
      })
    }
    expect([isSetupToken(token), database().select().from(user).all()]).toEqual([true, []])
  })

  it('keeps only a hash of itself in the file', () => {
    const token = issueSetupToken() ?? ''
    expect(findSetting('setup_token')).toMatch(/^[0-9a-f]{64}$/)
    expect(findSetting('setup_token')).not.toContain(token)
  })

  it('makes account, credential, workspace and owner at once, and works once', async () => {
    const token = issueSetupToken() ?? ''
    await setUp({ ...input(token), publicUrl: 'https://box.example' })
    expect(database().select().from(user).all()).toMatchObject([
      { name: 'Ada', email: 'ada@example.org', role: 'admin' },
    ])
    expect(database().select().from(organization).all()).toMatchObject([{ name: 'Bakery' }])
    expect(database().select().from(member).all()).toMatchObject([{ role: 'owner' }])
    expect(database().select().from(account).all()[0]?.password).toMatch(/^\$argon2id\$/)
    expect(instance().address).toEqual({ origins: ['https://box.example'], open: false })
    expect([isSetupToken(token), issueSetupToken(), findSetting('setup_token')]).toEqual([
      false,
      null,
      undefined,
    ])
    await expect(setUp(input(token))).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('makes one admin when it is used fifty times at once', async () => {
    const token = issueSetupToken() ?? ''
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => setUp(input(token))))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(database().select().from(user).all()).toHaveLength(1)
    expect(database().select().from(organization).all()).toHaveLength(1)
  })
})

describe('the environment’s admin', () => {
  useInstance({ ADMIN_EMAIL: 'Grace@Example.org', ADMIN_PASSWORD: 'a long sentence' })

  it('is made once, and signs in', async () => {
    expect(await createAdminFromEnvironment()).toBe(true)
    expect(await createAdminFromEnvironment()).toBe(false)
    const page = from('203.0.113.7')
    const { headers } = await signIn(page, { email: 'grace@example.org', password: 'a long sentence' })
    expect(headers.getSetCookie()[0]).toMatch(
      /^__Secure-capsule\.session_token=[^;]+; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
  })
})

describe('the environment’s admin with a password that is easily guessed', () => {
  useInstance({ ADMIN_EMAIL: 'grace@example.org', ADMIN_PASSWORD: 'unbelievable' })

  it('is made all the same, with a warning', async () => {
    const written: string[] = []
    const spy = vi.spyOn(process.stderr, 'write').mockImplementation((line) => written.push(String(line)) > 0)
    expect(await createAdminFromEnvironment()).toBe(true)
    spy.mockRestore()
    expect(written.join('')).toContain('ADMIN_PASSWORD is easily guessed: This is one of the most used')
    expect(written.join('')).not.toContain('unbelievable')
  })
})

describe('the door to Better Auth', () => {
  useInstance()

  it('answers 404 on every path that is not open', async () => {
    const paths = Object.values(auth().api).flatMap(({ path }) => (path ? [path] : []))
    const closed = paths.filter((path) => !openAuthPaths.includes(path))
    expect(closed.length).toBeGreaterThan(50)
    for (const path of closed)
      expect([path, (await answerAuth(request(path, {}))).status]).toEqual([path, 404])
  })

  it.each([
    '/sign-in/email/',
    '/sign-in%2Femail',
    '//sign-in/email',
    '/SIGN-IN/email',
    '/ok/../sign-up/email',
  ])('answers 404 on %s', async (path) => {
    expect((await answerAuth(request(path, {}))).status).toBe(404)
  })

  it('says the same for an unknown address and a wrong password', async () => {
    await setUp(input(issueSetupToken() ?? ''))
    const wrong = await answerAuth(request('/sign-in/email', { email: 'ada@example.org', password: 'wrong' }))
    const unknown = await answerAuth(
      request('/sign-in/email', { email: 'eve@example.org', password: 'wrong' }),
    )
    expect([wrong.status, await wrong.json()]).toEqual([unknown.status, await unknown.json()])
    expect(wrong.status).toBe(401)
  })

  it('tells whoever comes at a busy moment when to come back, as a page and as JSON', async () => {
    const checked = Math.min(4, Math.max(2, availableParallelism() - 1)) + 50
    // Each for somebody else: the sixth in a row for one account would be refused before any work.
    const tries = Array.from({ length: 80 }, (_, place) => {
      const credentials = { email: `nobody-${place}@example.org`, password: 'wrong' }
      return signIn(from(`198.51.100.${place}`), credentials).catch((error: unknown) => error)
    })
    const outcomes = await Promise.all(tries)
    expect(
      outcomes.filter((outcome) => outcome instanceof AppError && outcome.code === 'unauthenticated'),
    ).toHaveLength(checked)
    expect(outcomes.filter((outcome) => outcome instanceof AppError && outcome.code === 'busy')).toHaveLength(
      80 - checked,
    )
    expect(outcomes.at(-1)).toMatchObject({ retryAfter: 2 })
  })

  it('tells a banned account that it may not sign in', async () => {
    await setUp(input(issueSetupToken() ?? ''))
    database()
      .update(user)
      .set({ role: 'admin' })
      .where(eq(user.id, buildMember('member').accountId))
      .run()
    database().update(user).set({ banned: true }).where(eq(user.email, 'ada@example.org')).run()
    const page = from('203.0.113.8')
    const refused = signIn(page, { email: 'ada@example.org', password: 'a long sentence' })
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('limits tries by address, for pages as for the API', async () => {
    await setUp(input(issueSetupToken() ?? ''))
    const page = from('203.0.113.99')
    const outcomes: string[] = []
    let outcome: unknown
    for (let tries = 0; tries < 12; tries += 1) {
      outcome = await signIn(page, { email: `nobody-${tries}@example.org`, password: 'wrong' }).catch(
        (error: unknown) => error,
      )
      outcomes.push(outcome instanceof Error && 'code' in outcome ? String(outcome.code) : 'in')
    }
    expect(outcomes.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'unauthenticated'))
    expect(outcomes.slice(10)).toEqual(['limited', 'limited'])
    const { message, retryAfter } = outcome instanceof AppError ? outcome : {}
    expect(message).toBe(
      `Too many tries. You can try again in ${retryAfter} second${retryAfter === 1 ? '' : 's'}.`,
    )
    const elsewhere = from('198.51.100.1')
    expect(
      (
        await signIn(elsewhere, { email: 'ada@example.org', password: 'a long sentence' })
      ).headers.getSetCookie(),
    ).not.toEqual([])
  })
})

describe('the better address', () => {
  useInstance()

  it.each([
    ['https://box.example', 'http://box.example', null],
    ['https://box.example', 'http://10.0.0.5:4321', 'https://box.example'],
    ['http://box.example', 'http://other.example', 'http://box.example'],
    ['http://box.example', 'http://localhost:4321', null],
  ])('with %s recorded, a page that was opened at %s sends people to %s', (recorded, openedAt, better) => {
    instance().address = { origins: [recorded], open: false }
    expect(betterAddress(openedAt)).toBe(better)
  })
})
