import type { APIContext } from 'astro'
import { defineMiddleware } from 'astro/middleware'
import * as words from '@/lib/words/requests'
import { isApiPath, isAuthPath } from '../address'
import type { Policy } from '../csp'
import { AppError, toAuthErrorBody, toErrorBody, type ErrorCode } from '../errors'
import { readFormData } from '../http/body'
import { isWithoutSession } from '../http/without-session'
import { jsonResponse } from '../http/text-response'
import { readAppearance } from '../appearance'
import { findShown } from '../announcements'
import { instanceName } from '../in-force'
import { instance } from '../instance'
import { waitOf } from '../limits/limit-headers'
import { describeError, log } from '../log'
import { listNotices } from '../notices'
import { resolveReader } from '../reader'
import { inRequest } from '../request-scope'
import { fromSqlite } from '../sqlite-errors'

/** The one place where a failure becomes an answer: JSON under /api/, a page that a person can read elsewhere. */
export const errors = defineMiddleware(async (context, next) => {
  context.locals.requestId ??= Bun.randomUUIDv7()
  context.locals.openedAt ??= context.url.origin
  context.locals.clientAddress ??= () => context.clientAddress
  context.locals.isFromHere ??= () => false
  context.locals.route ??= context.routePattern
  context.locals.actor = null
  // By the time that something is written for them it is known who is signed in.
  context.locals.reader = once(() => resolveReader(context.locals.actor?.chosen, context.request.headers))
  context.locals.notices = () => listNotices(context.locals.actor)
  context.locals.instanceName = once(instanceName)
  context.locals.announcement = (isVisitor) => findShown(context.request.headers, isVisitor)
  context.locals.appearance = once(() => {
    const isForVisitors = isWithoutSession(context.locals.route)
    return readAppearance(isForVisitors ? new Headers() : context.request.headers)
  })
  if (context.isPrerendered) return next()
  try {
    const { requestId, clientAddress: address, reader } = context.locals
    return await inRequest({ requestId, address, reader }, next)
  } catch (thrown) {
    const error = toAppError(thrown, context.request)
    if (isOurs(error)) logFailure(error, context)
    if (isAuthPath(context.url.pathname)) return answerAuthError(error)
    if (isApiPath(context.url.pathname)) return answerJson(error, context.locals.requestId)
    const isLostForm = canBeSentAgain.includes(error.code) && context.request.method === 'POST'
    if (error.code === 'unauthenticated' && !isLostForm) return sendTo('/login', context.url)
    if (error.code === 'unproved' && context.request.method !== 'POST') return sendTo('/confirm', context.url)
    context.locals.failure = {
      status: error.status,
      message: error.message,
      requestId: context.locals.requestId,
      unsent: isLostForm ? await readUnsent(context.request) : null,
      canRetry: (error.status >= 500 || error.code === 'limited') && context.request.method === 'GET',
      retryAfter: error.retryAfter,
    }
    context.locals.policy ??= await findFramedPolicy(context)
    return answerPage(context, error)
  }
})

/** Several parts of a page ask for the same: it is read when the first does, and never twice. */
function once<T>(read: () => T): () => T {
  let known: { value: T } | undefined
  return () => (known ??= { value: read() }).value
}

/** Whoever shows a form in a frame shows what went wrong with it there too. */
async function findFramedPolicy({ routePattern, url }: APIContext): Promise<Policy | undefined> {
  if (!isWithoutSession(routePattern)) return undefined
  try {
    for (const { framedBy } of instance().features) {
      const origins = (await framedBy?.())?.(url.pathname)
      if (origins) return { profile: 'public', framedBy: origins }
    }
  } catch {
    // What failed may be the file: it is answered all the same.
  }
  return undefined
}

/** After these a form was refused as it came, and may be taken a moment later. */
const canBeSentAgain: ErrorCode[] = ['unauthenticated', 'limited', 'busy']

/** What can be sent again from a page; a password or a code is typed anew, so that page would only fail. */
async function readUnsent(request: Request): Promise<URLSearchParams | 'secret' | null> {
  const fields = await readFormData(request).catch(() => null)
  if (!fields) return null
  return [...fields.keys()].some((name) => /password|^code$/i.test(name)) ? 'secret' : fields
}

function toAppError(thrown: unknown, request: Request): AppError {
  if (thrown instanceof AppError) return thrown
  const known = fromSqlite(thrown)
  if (known) return known
  if (isHungUp(thrown, request)) return new AppError('bad_input', words.endedEarly)
  return new AppError('internal', undefined, { cause: thrown })
}

/** A fault of ours, or of the file's; what somebody sent is their business, and stays out of the log. */
function isOurs({ code, cause }: AppError): boolean {
  return code === 'internal' || (cause !== undefined && (code === 'busy' || code === 'conflict'))
}

/** True when the client went away, or broke its own body, while that was read: nobody here did anything wrong. */
function isHungUp(thrown: unknown, { signal }: Request): boolean {
  return signal.aborted && thrown instanceof DOMException && thrown.name === 'AbortError'
}

function logFailure(
  error: AppError,
  { locals, request, routePattern }: { locals: App.Locals; request: Request; routePattern: string },
) {
  log('error', 'request failed', {
    requestId: locals.requestId,
    method: request.method,
    route: routePattern,
    error: describeError(error.cause ?? error),
  })
}

function answerJson(error: AppError, requestId: string): Response {
  return jsonResponse(toErrorBody(error, requestId), { status: error.status, headers: waitOf(error) })
}

function answerAuthError(error: AppError): Response {
  return jsonResponse(toAuthErrorBody(error), { status: error.status, headers: waitOf(error) })
}

/** The page for a failure is Astro's own /500, which it would answer with 500 whatever went wrong. */
async function answerPage(context: APIContext, error: AppError): Promise<Response> {
  const page = await context.rewrite(new Request(new URL('/500', context.url)))
  const headers = waitOf(error, new Headers(page.headers))
  return new Response(page.body, { status: error.status, headers })
}

/** To where somebody says who they are, and back. */
function sendTo(page: '/login' | '/confirm', url: URL): Response {
  const next = encodeURIComponent(`${url.pathname}${url.search}`)
  return new Response(null, { status: 303, headers: { Location: `${page}?next=${next}` } })
}
