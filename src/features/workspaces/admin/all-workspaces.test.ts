// @vitest-environment node
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor, Member } from '@/lib/actor'
import { listAudit } from '@/features/audit/audit.server'
import { database } from '@/lib/server/db'
import { user } from '@/lib/server/schema/accounts'
import { member, organization } from '@/lib/server/schema/workspaces'
import { workspaceTotals } from '@/lib/server/schema/workspace-totals'
import * as oneRoute from '@/pages/api/workspaces/[id]'
import * as membersRoute from '@/pages/api/workspaces/[id]/members'
import * as ownerRoute from '@/pages/api/workspaces/[id]/owner'
import * as listRoute from '@/pages/api/workspaces/index'
import { auditRows } from '@/test/audit'
import { countStatements } from '@/test/count-statements'
import { buildMember, buildWorkspace, openSession, useInstance } from '@/test/instance'
import { send, type RouteModule } from '@/test/request'
import {
  findWorkspaceName,
  getAnyWorkspace,
  listAllWorkspaces,
  listAnyMembers,
} from './all-workspaces.server'
import { AllWorkspacesSort, ListAllWorkspaces } from './all-workspaces.schema'
import { deleteAnyWorkspace, handOverAnyWorkspace, renameAnyWorkspace } from './change-any-workspace.server'

useInstance()

let admin: Member
let bakery: ReturnType<typeof buildWorkspace>
let id: string

beforeEach(() => {
  admin = makeAdmin()
  bakery = buildWorkspace()
  id = bakery.owner.workspace.id
})

function makeAdmin(): Member {
  const actor = buildMember('viewer')
  database().update(user).set({ role: 'admin', name: 'Ada' }).where(eq(user.id, actor.accountId)).run()
  return { ...actor, name: 'Ada', isInstanceAdmin: true }
}

const all = ListAllWorkspaces.parse({})
const rolesOf = (workspaceId: string) =>
  Object.fromEntries(
    database()
      .select({ accountId: member.userId, role: member.role })
      .from(member)
      .where(eq(member.organizationId, workspaceId))
      .all()
      .map(({ accountId, role }) => [accountId, role]),
  )

function placeOf({ accountId }: Actor): string {
  const row = database().select({ id: member.id }).from(member).where(eq(member.userId, accountId)).get()
  return row?.id ?? ''
}

const trailOf = (workspaceId: string) =>
  auditRows()
    .filter((row) => row.workspaceId === workspaceId)
    .map(({ action, actorId, subjectId }) => [action, actorId, subjectId])

describe('who may, by each service', () => {
  const deeds: Record<string, (by: Actor) => Promise<unknown>> = {
    list: (by) => listAllWorkspaces(by, all),
    get: (by) => getAnyWorkspace(by, id),
    'list the members': (by) => listAnyMembers(by, id),
    rename: (by) => renameAnyWorkspace(by, id, { name: 'Brewery' }),
    'hand over': (by) => handOverAnyWorkspace(by, id, placeOf(bakery.viewer)),
    delete: (by) => deleteAnyWorkspace(by, id, id),
  }
  const callers: Record<string, () => Actor> = {
    'the owner of the workspace': () => bakery.owner,
    'the owner of another': () => bakery.stranger,
    'an admin who acts as somebody': () =>
      openSession(makeAdmin(), { impersonatedBy: admin.accountId }).actor,
  }
  const table = Object.keys(deeds).flatMap((deed) => Object.keys(callers).map((caller) => [deed, caller]))

  it.each(table)('%s is refused to %s', async (deed, caller) => {
    const by = callers[caller ?? '']?.() ?? bakery.viewer
    await expect(deeds[deed ?? '']?.(by)).rejects.toMatchObject({ code: 'forbidden' })
    expect([findWorkspaceName(id), rolesOf(id)[bakery.viewer.accountId], trailOf(id)]).toEqual([
      'Bakery',
      'viewer',
      [],
    ])
  })

  it.each(['rename', 'hand over', 'delete'])(
    '%s is refused to somebody who was an admin when the request came in',
    async (deed) => {
      makeAdmin()
      database().update(user).set({ role: 'user' }).where(eq(user.id, admin.accountId)).run()
      await expect(deeds[deed]?.(admin)).rejects.toMatchObject({ code: 'forbidden' })
      expect(trailOf(id)).toEqual([])
    },
  )

  it.each(Object.keys(deeds).filter((deed) => deed !== 'list'))(
    '%s finds no workspace where there is none',
    async (deed) => {
      id = 'nowhere'
      await expect(deeds[deed]?.(admin)).rejects.toMatchObject({ code: 'not_found' })
    },
  )
})

describe('who may, by each endpoint', () => {
  type Call = [route: RouteModule, method: keyof RouteModule, path: string, options: object]
  const calls: [what: string, call: () => Call][] = [
    ['GET the list', () => [listRoute, 'GET', '/api/workspaces', {}]],
    ['GET one', () => [oneRoute, 'GET', `/api/workspaces/${id}`, {}]],
    ['GET its members', () => [membersRoute, 'GET', `/api/workspaces/${id}/members`, {}]],
    ['PATCH one', () => [oneRoute, 'PATCH', `/api/workspaces/${id}`, { body: { name: 'Brewery' } }]],
    [
      'PUT its owner',
      () => [
        ownerRoute,
        'PUT',
        `/api/workspaces/${id}/owner`,
        { body: { memberId: placeOf(bakery.viewer) } },
      ],
    ],
    ['DELETE one', () => [oneRoute, 'DELETE', `/api/workspaces/${id}`, {}]],
  ]

  it.each(calls)('%s: not without a session, not a member, and an admin', async (_, call) => {
    const ask = (options: object) => {
      const [route, method, path, own] = call()
      return send(route, method, path, { params: { id }, ...own, ...options })
    }
    expect((await ask({})).status).toBe(401)
    expect((await ask({ as: bakery.owner })).status).toBe(403)
    expect(trailOf(id)).toEqual([])
    expect([200, 204]).toContain((await ask({ as: admin })).status)
  })

  it('DELETE wants a proof of the last ten minutes', async () => {
    const { cookie } = openSession(admin, { provedAt: new Date(Date.now() - 11 * 60_000) })
    const answer = await send(oneRoute, 'DELETE', `/api/workspaces/${id}`, { params: { id }, cookie })
    expect([answer.status, findWorkspaceName(id)]).toEqual([403, 'Bakery'])
  })

  it('refuses what is no order, no name and no member', async () => {
    const list = await send(listRoute, 'GET', '/api/workspaces', { as: admin, query: { sort: 'size' } })
    const name = await send(oneRoute, 'PATCH', `/api/workspaces/${id}`, {
      as: admin,
      params: { id },
      body: { name: ' ' },
    })
    const owner = await send(ownerRoute, 'PUT', `/api/workspaces/${id}/owner`, {
      as: admin,
      params: { id },
      body: { memberId: 'me' },
    })
    expect([list, name, owner].map(({ status }) => status)).toEqual([400, 400, 400])
  })
})

describe('the list', () => {
  function make(
    name: string,
    totals: Partial<typeof workspaceTotals.$inferInsert>,
    createdAt = new Date(),
  ): void {
    const own = Bun.randomUUIDv7()
    database().insert(organization).values({ id: own, name, slug: own, createdAt }).run()
    database().update(workspaceTotals).set(totals).where(eq(workspaceTotals.workspaceId, own)).run()
  }

  beforeEach(() => {
    for (let place = 0; place < 7; place += 1)
      make(
        `${place % 2 === 0 ? 'ä' : 'B'} place ${place % 3}`,
        { members: place % 2, bytes: place % 3, activeAt: new Date(place % 4) },
        new Date(place),
      )
  })

  it('refuses a cursor of another list', async () => {
    const { next } = await listAllWorkspaces(admin, { ...all, limit: 2 })
    const elsewhere = listAllWorkspaces(admin, { ...all, sort: 'name', cursor: next ?? '' })
    await expect(elsewhere).rejects.toMatchObject({ code: 'bad_input' })
  })

  it('finds a part of a name, and takes no sign for a pattern', async () => {
    make('100%_\\', { members: 1 })
    const names = async (q: string) =>
      (await listAllWorkspaces(admin, { ...all, q })).items.map(({ name }) => name)
    expect(await names('%_\\')).toEqual(['100%_\\'])
    expect(await names('b PLACE 0')).toEqual(['B place 0'])
    expect(await names('B_place')).toEqual([])
  })

  it.each(AllWorkspacesSort.options)(
    'by %s comes page by page as it comes whole, each once',
    async (sort) => {
      const whole = (await listAllWorkspaces(admin, { sort, limit: 100 })).items.map((item) => item.id)
      const paged: string[] = []
      let cursor: string | undefined
      do {
        const page = await listAllWorkspaces(admin, { sort, limit: 2, cursor })
        paged.push(...page.items.map((item) => item.id))
        cursor = page.next ?? undefined
      } while (cursor !== undefined)
      expect(paged).toEqual(whole)
      expect(new Set(whole).size).toBe(10)
      const turned = AllWorkspacesSort.parse(sort.startsWith('-') ? sort.slice(1) : `-${sort}`)
      const back = (await listAllWorkspaces(admin, { sort: turned, limit: 100 })).items.map((item) => item.id)
      expect(back.toReversed()).toEqual(whole)
    },
  )

  it('has the numbers in the order that was asked for', async () => {
    const { items } = await listAllWorkspaces(admin, { ...all, sort: '-members' })
    expect(items[0]).toMatchObject({
      id,
      name: 'Bakery',
      members: 4,
      notes: 0,
      forms: 0,
      responses: 0,
      bytes: 0,
    })
    const bytes = (await listAllWorkspaces(admin, { ...all, sort: 'bytes' })).items.map((item) => item.bytes)
    expect(bytes).toEqual(bytes.toSorted())
  })

  it('is read by as many statements for many as for one', async () => {
    await listAllWorkspaces(admin, all)
    const one = await countStatements(() => listAllWorkspaces(admin, { ...all, limit: 1 }))
    const many = await countStatements(() => listAllWorkspaces(admin, { ...all, limit: 100 }))
    expect([one, many]).toEqual([1, 1])
  })

  const indexes = {
    created: 'organization_by_created',
    name: 'organization_by_name',
    members: 'workspace_totals_members',
    bytes: 'workspace_totals_bytes',
    active: 'workspace_totals_active_at',
  }
  const plans = AllWorkspacesSort.options.flatMap((sort) =>
    [true, false].map((isFirst) => [sort, isFirst] as const),
  )

  it.each(plans)('by %s (first page: %s) is read from an index, in its order', async (sort, isFirst) => {
    const { next } = await listAllWorkspaces(admin, { ...all, sort, limit: 1 })
    const plan = await planOf(() =>
      listAllWorkspaces(admin, { ...all, sort, ...(!isFirst && { cursor: next ?? '' }) }),
    )
    const index = Object.entries(indexes).find(([name]) => sort.endsWith(name))?.[1]
    expect(plan).toMatch(new RegExp(`^(SCAN|SEARCH) \\w+ USING INDEX ${index}`))
    expect(plan.match(/^SCAN/gm) ?? []).toHaveLength(isFirst ? 1 : 0)
    expect(plan).not.toContain('TEMP B-TREE')
  })
})

/** How SQLite answers the query that `work` asks. */
async function planOf(work: () => Promise<unknown>): Promise<string> {
  const asked: string[] = []
  const { $client } = database()
  const prepare = $client.prepare.bind($client)
  $client.prepare = (...words: Parameters<typeof prepare>) => {
    asked.push(words[0])
    return prepare(...words)
  }
  await work()
  $client.prepare = prepare
  const query = asked.find((text) => /order by/i.test(text)) ?? ''
  return $client
    .query<{ detail: string }, null[]>(`EXPLAIN QUERY PLAN ${query}`)
    .all(...Array.from({ length: query.split('?').length - 1 }, () => null))
    .map(({ detail }) => detail)
    .join('\n')
}

describe('renaming', () => {
  it('is written down with both names', async () => {
    await renameAnyWorkspace(admin, id, { name: 'Brewery' })
    expect(findWorkspaceName(id)).toBe('Brewery')
    expect(auditRows('workspace.renamed')).toMatchObject([
      { actorId: admin.accountId, workspaceId: id, details: '{"from":"Bakery","to":"Brewery"}' },
    ])
  })
})

describe('handing over', () => {
  it('is refused to a member of another workspace, a banned account, and the only owner', async () => {
    const banned = buildMember('admin', id)
    database().update(user).set({ banned: true }).where(eq(user.id, banned.accountId)).run()
    for (const [whom, code] of [
      [bakery.stranger, 'not_found'],
      [banned, 'conflict'],
      [bakery.owner, 'conflict'],
    ] as const)
      await expect(handOverAnyWorkspace(admin, id, placeOf(whom))).rejects.toMatchObject({ code })
    expect([rolesOf(id)[bakery.owner.accountId], trailOf(id)]).toEqual(['owner', []])
  })

  it('leaves one owner, those before as admins, and is written down for each', async () => {
    const second = buildMember('owner', id)
    await handOverAnyWorkspace(admin, id, placeOf(bakery.viewer))
    expect(rolesOf(id)).toEqual({
      [bakery.owner.accountId]: 'admin',
      [second.accountId]: 'admin',
      [bakery.admin.accountId]: 'admin',
      [bakery.member.accountId]: 'member',
      [bakery.viewer.accountId]: 'owner',
    })
    expect(trailOf(id)).toEqual([
      ['member.role_changed', admin.accountId, bakery.owner.accountId],
      ['member.role_changed', admin.accountId, second.accountId],
      ['workspace.handed_over', admin.accountId, bakery.viewer.accountId],
    ])
  })
})

describe('deleting', () => {
  it('wants the name', async () => {
    await expect(deleteAnyWorkspace(admin, id, 'bakery')).rejects.toMatchObject({
      code: 'bad_input',
      issues: [{ path: 'confirmation', message: 'This is not the name. Type “Bakery”.' }],
    })
    expect([findWorkspaceName(id), trailOf(id)]).toEqual(['Bakery', []])
  })

  it('takes all that is in it, leaves the accounts, and its trail can still be read', async () => {
    await deleteAnyWorkspace(admin, id, 'Bakery')
    expect([findWorkspaceName(id), rolesOf(id)]).toEqual([undefined, {}])
    const owner = database().select().from(user).where(eq(user.id, bakery.owner.accountId)).get()
    expect(owner).toBeDefined()
    const { items } = await listAudit(admin, { workspace: id, limit: 20 })
    expect(items).toMatchObject([{ action: 'workspace.deleted', details: { name: 'Bakery' } }])
  })

  it('the trail of a workspace is read from an index', async () => {
    const plan = await planOf(() => listAudit(admin, { workspace: id, limit: 20 }))
    expect(plan).toMatch(/SEARCH audit USING INDEX audit_workspace_id/)
    expect(plan).not.toContain('TEMP B-TREE')
  })
})
