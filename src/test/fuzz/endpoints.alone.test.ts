// @vitest-environment node
// FUZZ_RUNS=10000 bun --bun vitest run --pool threads --config vitest.alone.config.ts: that many cases an endpoint, 1,000 by default.
import * as fc from 'fast-check'
import { eq } from 'drizzle-orm'
import type { APIRoute } from 'astro'
import { describe, expect, test } from 'vitest'
import { database } from '@/lib/server/db'
import { instance } from '@/lib/server/instance'
import { contractOf, type EndpointContract } from '@/lib/server/http'
import { configureLog } from '@/lib/server/log'
import { user } from '@/lib/server/schema/accounts'
import { buildMember, buildWorkspace, openSession, useInstance } from '@/test/instance'
import { send, type Answer, type RouteModule } from '@/test/request'
import { givePassword, password } from '@/test/sign-in'
import { readThreadCpu } from '../thread-cpu'
import { inputsOf, textsOf } from './from-schema'

const runs = Number(process.env['FUZZ_RUNS'] ?? 1000)

/**
 * How long one answer may keep everybody else waiting, in milliseconds: the processor time of this thread. A hash is made by
 * another, about 36 ms of it.
 */
const LONGEST = 100

// The waits after wrong passwords stay on, so that not every case costs a hash; what counts requests is out of the way.
const plenty = ['address', 'read', 'write', 'credential', 'mail', 'invitation'].map(
  (name) => `${name}=999999/s`,
)
useInstance({ RATE_LIMITS: plenty.join(','), REGISTRATION: 'code' })
configureLog({ level: 'error', format: 'text' })

const modules = import.meta.glob<RouteModule>(['/src/pages/**/*.ts'], { eager: true })

type Endpoint = { path: string; method: keyof RouteModule; route: APIRoute; contract: EndpointContract }

const endpoints: Endpoint[] = Object.entries(modules).flatMap(([file, module]) => {
  const path = file.replace(/^\/src\/pages/, '').replace(/(\/index)?\.ts$/, '')
  return (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).flatMap((method) => {
    const route = module[method]
    const contract = route && contractOf(route)
    return route && contract ? [{ path, method, route, contract }] : []
  })
})

const taking = endpoints.filter(({ contract }) => contract.body ?? contract.query ?? contract.params)

/** Somebody who may do everything, with what the features show as a demo, and others beside them. */
async function buildCaller(): Promise<{ cookie: string; known: string[] }> {
  const { owner, member, viewer } = buildWorkspace()
  database().update(user).set({ role: 'admin' }).where(eq(user.id, owner.accountId)).run()
  const other = buildMember('member')
  const target = { accountId: owner.accountId, workspaceId: owner.workspace.id }
  for (const { demo } of instance().features) await (await demo?.())?.(target)
  const { cookie } = openSession(owner)
  const known = [...idsOfAll(), owner.accountId, member.accountId, viewer.email, other.accountId, password]
  return { cookie, known }
}

/** A few ids of every table that has some, whatever features there are. */
function idsOfAll(): string[] {
  const { $client: sqlite } = database()
  const tables = sqlite
    .query<{ name: string }, []>(
      "SELECT t.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c ON c.name = 'id' WHERE t.type = 'table'",
    )
    .all()
  return tables.flatMap(({ name }) =>
    sqlite
      .query<{ id: string }, []>(`SELECT id FROM "${name}" LIMIT 2`)
      .all()
      .map(({ id }) => id),
  )
}

type Case = {
  body?: unknown
  query?: Record<string, string>
  params?: Record<string, string>
  headers: Record<string, string>
}

/** Whatever the endpoint takes, and the version in a header that is right, wrong or missing. */
function casesOf({ body, query, params }: EndpointContract, known: string[]): fc.Arbitrary<Case> {
  return fc.record({
    headers: fc.constantFrom<Record<string, string>>({}, { 'if-match': '"1"' }, { 'if-match': 'x' }),
    ...(body && { body: inputsOf(body, known) }),
    ...(query && { query: textsOf(query, known) }),
    ...(params && { params: fc.record({ id: fc.constantFrom(...known, 'x', '') }) }),
  })
}

async function timed(work: () => Promise<Answer>): Promise<{ answer: Answer; ms: number }> {
  const begun = readThreadCpu()
  const answer = await work()
  return { answer, ms: readThreadCpu() - begun }
}

describe(`${taking.length} endpoints, ${runs} cases each`, () => {
  test('are all that take something', () => {
    expect(taking.length).toBeGreaterThan(25)
  })

  test.each(taking.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
    '%s never answers 5xx, and never late',
    async (_, { method, path, route, contract }) => {
      let caller = await buildCaller()
      await givePassword(buildMember('member'))
      const { known } = caller
      const statuses = new Map<number, number>()
      let slowest = 0
      const property = fc.asyncProperty(casesOf(contract, known), async (one) => {
        const at = path.replaceAll(/\[\w+\]/g, encodeURIComponent(one.params?.['id'] ?? 'x'))
        const ask = () =>
          timed(() => send({ [method]: route }, method, at, { ...one, cookie: caller.cookie }))
        const first = await ask()
        const { status } = first.answer
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        // Collecting garbage may fall to any of them: what is late again is so by itself.
        const again = first.ms > LONGEST ? [await ask(), await ask(), await ask()] : []
        const ms = Math.min(first.ms, ...again.map((next) => next.ms))
        slowest = Math.max(slowest, ms)
        if (status === 401) caller = { ...caller, cookie: (await buildCaller()).cookie }
        expect([status < 500, ms <= LONGEST, first.answer.body]).toEqual([true, true, first.answer.body])
      })
      await fc.assert(property, { numRuns: runs })
      const told = [...statuses].toSorted().map(([status, count]) => `${status}: ${count}`)
      console.log(`${method} ${path}: ${told.join(', ')}; slowest ${slowest.toFixed(0)} ms`)
    },
    300_000,
  )
})
