// @vitest-environment node
import { globSync, readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it, test } from 'vitest'
import { auditActions, type AuditAction } from '@/lib/audit-actions'
import type { Member } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { database, transaction } from '@/lib/server/db'
import { plainReader } from '@/lib/reader'
import { inRequest } from '@/lib/server/request-scope'
import { audit, auditValues } from '@/lib/server/schema/audit'
import { auditRows } from '@/test/audit'
import { buildMember, buildWorkspace, openSession, useInstance } from '@/test/instance'
import { AuthVisitor, givePassword, turnOnTwoFactor } from '@/test/sign-in'
import { ListAudit } from './audit.schema'
import { erasePerson, listAudit, readAudit } from './audit.server'

useInstance()

const noon = new Date('2026-01-01T12:00:00Z')
const minute = (count: number) => new Date(noon.getTime() + count * 60_000)
const query = (words: Record<string, unknown> = {}) => ListAudit.parse(words)

let ada: Member
let grace: Member
beforeEach(() => {
  ada = buildMember('owner')
  grace = buildMember('member')
})

const write = (action: AuditAction, actor: Member | null, subject: Member, now = noon) =>
  transaction((tx) =>
    writeAudit(tx, { action, actor, subjectId: subject.accountId, details: { now: 1 } }, now),
  )

describe('the audit log', () => {
  it.each(['audit', 'audit_values'])('refuses to change %s, whoever writes to the file', (table) => {
    write('account.banned', ada, grace)
    expect(() => database().$client.run(`UPDATE ${table} SET rowid = rowid`)).toThrow('append-only')
  })

  it('refuses to forget that something was done', () => {
    write('account.banned', ada, grace)
    expect(() => database().$client.run('DELETE FROM audit')).toThrow('append-only')
    expect(auditRows()).toHaveLength(1)
  })

  it('says who, from where, what and to whom, and who stood behind them', async () => {
    const acting = openSession(grace, { impersonatedBy: ada.accountId }).actor
    await inRequest(
      { requestId: 'r-1', address: () => '203.0.113.7', reader: () => plainReader },
      async () => {
        await Bun.sleep(1)
        write('account.renamed', acting, grace)
      },
    )
    expect(auditRows()).toMatchObject([
      {
        at: noon,
        action: 'account.renamed',
        source: 'web',
        actorId: grace.accountId,
        impersonatorId: ada.accountId,
        address: '203.0.113.7',
        requestId: 'r-1',
        actor: 'The member',
        details: '{"now":1}',
      },
    ])
  })

  it('stands only together with what it tells of', () => {
    expect(() =>
      transaction((tx) => {
        writeAudit(tx, { action: 'account.banned', actor: ada, subjectId: grace.accountId }, noon)
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(auditRows()).toEqual([])
  })
})

test('every action of the list is written by somebody, and no other', () => {
  const sources = ['src/features/**/*.server.ts', 'src/lib/server/**/*.ts']
    .flatMap((pattern) => globSync(pattern))
    .map((path) => readFileSync(path, 'utf8'))
  const written = auditActions.filter((action) => sources.some((source) => source.includes(`'${action}'`)))
  console.log(`${written.length} actions are written down`)
  expect(written).toEqual(auditActions)
})

describe('signing in and out', () => {
  beforeEach(() => givePassword(ada))

  it('leaves a row each, from the address that it came from', async () => {
    const visitor = new AuthVisitor()
    await visitor.signIn(ada.email)
    await visitor.post('/sign-out', {})

    expect(auditRows().map(({ action, subjectId }) => [action, subjectId])).toEqual([
      ['account.signed_in', ada.accountId],
      ['account.signed_out', ada.accountId],
    ])
  })

  it('in vain leaves one for the first, second and fourth wrong password, known or not', async () => {
    for (const email of [ada.email, 'nobody@example.org'])
      for (let count = 0; count < 5; count += 1) await new AuthVisitor().signIn(email, 'wrong')

    const failed = auditRows('account.sign_in_failed')
    expect(failed.map(({ details, subjectId }) => [details, subjectId])).toEqual([
      ...[1, 2, 4].map((failures) => [`{"method":"password","failures":${failures}}`, ada.accountId]),
      ...[1, 2, 4].map((failures) => [`{"method":"password","failures":${failures}}`, null]),
    ])
    expect(JSON.stringify(failed)).not.toContain('nobody@example.org')
  })

  it('in vain by a code leaves one too', async () => {
    const { codeAt } = await turnOnTwoFactor(ada)
    const visitor = new AuthVisitor()
    await visitor.signIn(ada.email)
    const right = codeAt(0)
    const wrong = right === '000000' ? '000001' : '000000'
    await visitor.post('/two-factor/verify-totp', { code: wrong })

    expect(auditRows('account.sign_in_failed')).toMatchObject([
      { subjectId: ada.accountId, details: '{"method":"totp","failures":1}' },
    ])
  })
})

describe('reading the log', () => {
  it('is for admins of the instance in their own session, and the operator', async () => {
    const { owner } = buildWorkspace()
    const admin = { ...owner, isInstanceAdmin: true }
    await expect(listAudit(owner, query())).rejects.toMatchObject({ code: 'forbidden' })
    const acting = openSession(admin, { impersonatedBy: ada.accountId }).actor
    await expect(listAudit(acting, query())).rejects.toMatchObject({ code: 'forbidden' })
    await expect(erasePerson(owner, ada.accountId)).rejects.toMatchObject({ code: 'forbidden' })
    expect((await listAudit(admin, query())).items).toEqual([])
  })

  it('goes by actor, target, action and time, the latest first, page by page', async () => {
    write('account.banned', ada, grace, minute(1))
    write('account.unbanned', ada, grace, minute(2))
    write('account.banned', grace, ada, minute(3))
    write('account.banned', null, grace, minute(4))
    const find = async (words: Record<string, unknown>) =>
      (await listAudit('operator', query(words))).items.map(({ at }) => new Date(at).getUTCMinutes())

    expect(await find({})).toEqual([4, 3, 2, 1])
    expect(await find({ actor: ada.accountId })).toEqual([2, 1])
    expect(await find({ target: grace.accountId, action: 'account.banned' })).toEqual([4, 1])
    expect(await find({ from: minute(2).toISOString(), to: minute(4).toISOString() })).toEqual([3, 2])
    const first = await listAudit('operator', query({ limit: '3' }))
    const second = await listAudit('operator', query({ limit: '3', cursor: first.next }))
    expect([...first.items, ...second.items].map(({ at }) => new Date(at).getUTCMinutes())).toEqual([
      4, 3, 2, 1,
    ])
    expect(second.next).toBeNull()
    await expect(
      listAudit('operator', query({ action: 'account.banned', cursor: first.next })),
    ).rejects.toMatchObject({ code: 'bad_input' })
  })

  it.each([
    'yesterday',
    '2026-13-01',
    '2026-02-31',
    '2026-02-30T12:00:00Z',
    '2026-01-31T12:00',
    '31.01.2026',
    '',
  ])('takes %j for no time', (from) => {
    expect(ListAudit.safeParse({ from }).error?.issues[0]?.message).toBe(
      'Write a time as 2026-01-31 or 2026-01-31T12:00:00Z.',
    )
  })

  it('as a whole gives each entry once, in the order in which it was done', () => {
    for (let count = 0; count < 1201; count += 1) write('account.banned', ada, grace, minute(count % 3))
    const all = [...readAudit('operator', {})]
    const times = all.map(({ at }) => at)

    expect(new Set(all.map(({ id }) => id)).size).toBe(1201)
    expect(times).toEqual(times.toSorted())
  })

  it.each([
    ['actor', { actor: Bun.randomUUIDv7() }],
    ['target', { target: 'x' }],
    ['action', { action: 'account.banned' }],
    ['time', { from: '2026-01-01' }],
    ['actor and action', { actor: Bun.randomUUIDv7(), action: 'account.banned' }],
    ['everything', { actor: Bun.randomUUIDv7(), target: 'x', action: 'account.banned', to: '2026-01-01' }],
  ])('by %s is answered by an index, without sorting', async (_, words) => {
    const plans: string[] = []
    const { $client: sqlite } = database()
    const prepare = sqlite.prepare.bind(sqlite)
    sqlite.prepare = (sql: string) => {
      const text = sql.replaceAll('?', "'1'")
      plans.push(
        ...sqlite
          .query<{ detail: string }, []>(`EXPLAIN QUERY PLAN ${text}`)
          .all()
          .map(({ detail }) => detail),
      )
      return prepare(sql)
    }
    await listAudit('operator', query(words))

    expect(plans.join('\n')).toMatch(/audit USING (COVERING )?INDEX audit_/)
    expect(plans.join('\n')).not.toMatch(/TEMP B-TREE|SCAN audit_values/)
  })
})

describe('erasing a person', () => {
  it('leaves what was done, and no trace of the person', async () => {
    inRequest({ requestId: 'r-1', address: () => '203.0.113.7', reader: () => plainReader }, () => {
      transaction((tx) => {
        const details = { email: ada.email }
        writeAudit(
          tx,
          { action: 'account.email_changed', actor: ada, subjectId: ada.accountId, details },
          noon,
        )
        writeAudit(tx, { action: 'account.banned', actor: grace, subjectId: ada.accountId, details }, noon)
      })
      write('account.banned', grace, grace)
    })
    expect(await erasePerson('operator', ada.accountId, noon)).toBe(2)

    expect(auditRows().map(({ action }) => action)).toEqual([
      'account.email_changed',
      'account.banned',
      'account.banned',
      'account.erased',
    ])
    const values = database().select().from(auditValues).all()
    expect(JSON.stringify(values)).not.toMatch(/The owner|email/)
    expect(values).toHaveLength(1)
    expect(database().select().from(audit).all()).toHaveLength(4)
  })
})
