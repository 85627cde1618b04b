import type { APIContext, APIRoute } from 'astro'
import { z } from 'zod'
import * as words from '@/lib/words/requests'
import { AppError, badInput } from './errors'
import { checkAccess, type Access, type ActorFor } from './http/access'
import { readJson } from './http/body'
import { jsonResponse } from './http/text-response'
import { Page } from './page'

/** The parameters of a route under `[id]`. */
export const IdParams = z.object({ id: z.uuid(words.noUuid) })

type Contract<A extends Access, B extends z.ZodType, Q extends z.ZodType, P extends z.ZodType> = {
  /** Who may call this: there is no default. */
  access: A
  /** True when it is only for whoever has proved within ten minutes who they are. */
  fresh?: boolean
  /** The JSON body. Without a schema none is read. */
  body?: B
  query?: Q
  params?: P
  /** The status of a success that has a body; 200 when left out. */
  status?: 200 | 201
}

type Call<A extends Access, B, Q, P> = {
  actor: ActorFor<A>
  body: B
  query: Q
  params: P
  context: APIContext
}

/**
 * An endpoint that says who may call it and what it takes. What the handler returns is the answer: a `Page` becomes
 * `{ data, page }`, nothing becomes 204, a Response stays one, anything else becomes `{ data }` (with its `version`
 * as ETag). Whatever it throws is answered by the middleware.
 */
export function endpoint<
  A extends Access,
  B extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  P extends z.ZodType = z.ZodUndefined,
>(
  contract: Contract<A, B, Q, P>,
  handler: (call: Call<A, z.output<B>, z.output<Q>, z.output<P>>) => unknown,
): APIRoute {
  const route: APIRoute = async (context) => {
    const actor = checkAccess(context.locals, contract.access, contract)
    const result = await handler({
      actor,
      params: parse(contract.params, context.params),
      query: parseQuery(context.url, contract.query),
      body: parse(contract.body, contract.body && (await readJson(context.request))),
      context,
    })
    return toResponse(result, contract.status ?? 200)
  }
  contracts.set(route, contract)
  return route
}

/** What an endpoint takes, for whoever describes or tries them all. */
export type EndpointContract = { access: Access; body?: z.ZodType; query?: z.ZodType; params?: z.ZodType }

const contracts = new WeakMap<APIRoute, EndpointContract>()

/** The contract of what `endpoint` or `authEndpoint` made. */
export function contractOf(route: APIRoute): EndpointContract | undefined {
  return contracts.get(route)
}

/**
 * The same under /api/auth, where Better Auth's client reads the answer: what the handler returns is the body as it is,
 * and a body that was left out counts as an empty one.
 */
export function authEndpoint<A extends Access, B extends z.ZodType = z.ZodUndefined>(
  { access, body }: { access: A; body?: B },
  handler: (call: Omit<Call<A, z.output<B>, undefined, undefined>, 'params' | 'query'>) => unknown,
): APIRoute {
  const route: APIRoute = async (context) => {
    const actor = checkAccess(context.locals, access)
    const result = await handler({
      actor,
      body: parse(body, body && (await readJson(context.request))),
      context,
    })
    return result instanceof Response ? result : jsonResponse(result ?? { status: true })
  }
  contracts.set(route, { access, ...(body && { body }) })
  return route
}

/** The query of a URL. Throws `bad_input`, also for a parameter that is given twice: neither is the right one. */
export function parseQuery<S extends z.ZodType>(url: URL, schema: S | undefined): z.output<S> {
  if (!schema) return parse<S>(undefined, undefined)
  const { searchParams } = url
  const data = parse(schema, Object.fromEntries(searchParams))
  const names = [...searchParams.keys()]
  const twice = new Set(names.filter((name, place) => names.indexOf(name) !== place && isKeyOf(data, name)))
  if (twice.size === 0) return data
  const issues = [...twice].map((path) => ({ path, message: words.givenTwice }))
  throw new AppError('bad_input', undefined, { issues })
}

function isKeyOf(data: unknown, name: string): boolean {
  return typeof data === 'object' && data !== null && name in data
}

/** For a page whose address leads nowhere. */
export function notFound(): never {
  throw new AppError('not_found')
}

function parse<S extends z.ZodType>(schema: S | undefined, input: unknown): z.output<S> {
  // Without a schema S is ZodUndefined, so undefined is its output: the compiler does not tie the two together.
  if (!schema) return undefined as z.output<S>
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw badInput(parsed.error)
  return parsed.data
}

function toResponse(result: unknown, status: number): Response {
  if (result instanceof Response) return result
  if (result === undefined) return new Response(null, { status: 204 })
  if (result instanceof Page)
    return jsonResponse({ data: result.items, page: { next: result.next } }, { status })
  return jsonResponse({ data: result }, { status, headers: versionOf(result) })
}

function versionOf(result: unknown): Record<string, string> {
  const isVersioned = typeof result === 'object' && result !== null && 'version' in result
  return isVersioned ? { ETag: `"${String(result.version)}"` } : {}
}
