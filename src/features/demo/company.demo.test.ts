// @vitest-environment node
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { database } from '@/lib/server/db'
import { verifyPassword } from '@/lib/server/password'
import { account, user } from '@/lib/server/schema/accounts'
import { audit } from '@/lib/server/schema/audit'
import { member, organization } from '@/lib/server/schema/workspaces'
import { buildMember, useInstance } from '@/test/instance'
import { makeCompany } from './company.demo'

useInstance()

const size = { email: 'ada@example.org', password: 'a password of the demo', notes: 30, responses: 40 }

test('a file that has accounts is refused, and stays as it is', async () => {
  buildMember('owner')
  await expect(makeCompany(size)).rejects.toThrow('this file has accounts')
  expect(database().select().from(user).all()).toHaveLength(1)
})

test('the company has twelve people in three workspaces, one admin, and a year of sign-ins', async () => {
  const { made } = await makeCompany(size)
  expect(made.slice(0, 2)).toEqual([
    { name: 'people', count: 12 },
    { name: 'workspaces', count: 3 },
  ])
  expect(database().select().from(organization).all()).toHaveLength(3)
  const admins = database().select().from(user).where(eq(user.role, 'admin')).all()
  expect(admins.map(({ email }) => email)).toEqual(['ada@example.org'])
  expect(
    new Set(
      database()
        .select()
        .from(member)
        .all()
        .map(({ role }) => role),
    ).size,
  ).toBe(4)
  const [credential] = database().select().from(account).all()
  expect(await verifyPassword({ hash: credential?.password ?? '', password: size.password })).toBe(true)
  const signIns = database().select().from(audit).where(eq(audit.action, 'account.signed_in')).all()
  expect(signIns.length).toBeGreaterThan(1000)
  expect(signIns.every(({ at }) => at <= new Date())).toBe(true)
})
