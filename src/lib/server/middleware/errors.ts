import { defineMiddleware } from 'astro/middleware'
import { AppError, toErrorBody } from '../errors'
import { describeError, log } from '../log'

/** The one place where a failure becomes an answer: JSON under /api/, a page that a person can read elsewhere. */
export const errors = defineMiddleware(async (context, next) => {
  context.locals.requestId ??= Bun.randomUUIDv7()
  context.locals.openedAt ??= context.url.origin
  context.locals.actor = null
  if (context.isPrerendered) return next()
  try {
    return await next()
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code === 'internal') logFailure(error, context)
    if (isApi(context.url)) return answerJson(error, context.locals.requestId)
    if (error.code === 'unauthenticated') return signInFirst(context.url)
    context.locals.failure = {
      status: error.status,
      message: error.message,
      requestId: context.locals.requestId,
    }
    const page = await context.rewrite(new Request(new URL('/500', context.url)))
    return new Response(page.body, { status: error.status, headers: page.headers })
  }
})

function isApi(url: URL): boolean {
  return url.pathname.startsWith('/api/')
}

function toAppError(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : new AppError('internal', undefined, { cause: thrown })
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
  const headers = error.retryAfter === undefined ? undefined : { 'Retry-After': String(error.retryAfter) }
  return Response.json(toErrorBody(error, requestId), { status: error.status, ...(headers && { headers }) })
}

function signInFirst(url: URL): Response {
  const next = encodeURIComponent(`${url.pathname}${url.search}`)
  return new Response(null, { status: 303, headers: { Location: `/login?next=${next}` } })
}
