import type { Server } from 'bun'
import * as words from '@/lib/words/refusal'
import type { ClientFiles } from '../client-files'
import { isApiPath, isKnownHost, isLoopback } from '../address'
import { AppError } from '../errors'
import { largestBody, tooLarge } from '../http/body-limit'
import { instanceName } from '../in-force'
import { instance } from '../instance'
import { describeError, log } from '../log'
import { answerRefusal, mendRefusal } from '../refusal'
import { mark, seal } from './answer-headers'
import { clientAddressOf, isTrusted, normalizeAddress, trustedProxies, type TrustedProxies } from './client'
import { refuseForeignOrigin } from './cross-site'
import { hangUp } from './hang-up'
import { notHere, readPlace } from './place'
import { findHearsay, toPublic } from './public-request'
import { noteSighting } from './sightings'
import { noteRequest } from './request-log'

/** What the listener tells the middleware of a request. */
export type RequestFacts = Pick<App.Locals, 'requestId' | 'openedAt' | 'clientAddress' | 'isFromHere'> &
  // What the middleware adds to them.
  Partial<Pick<App.Locals, 'route' | 'actor' | 'policy'>>

/** Renders what no embedded file answers: Astro's app. */
export type Render = (request: Request, options: { locals: RequestFacts }) => Promise<Response>

type Listen = { files: ClientFiles; render: Render }

/** A listening server. `stop` takes no new requests, waits `graceMs` for those under way, then ends them. */
export type Listener = { port: number; stop: (graceMs: number) => Promise<void> }

/**
 * Serves the running instance on HOST and PORT. Every answer of every kind passes `seal`. Throws an OperatorError
 * when the port is taken or not allowed.
 */
export function listen({ files, render }: Listen): Listener {
  const { config } = instance()
  const place = readPlace(config)
  const trusted = trustedProxies(config)
  try {
    const server = Bun.serve({
      ...place,
      // Bodies are counted here: Bun's own 413 would come without our headers.
      maxRequestBodySize: Number.MAX_SAFE_INTEGER,
      idleTimeout: 30,
      fetch: (request, self) => handle(request, self, { files, render, trusted }),
      error: (error) => {
        const requestId = Bun.randomUUIDv7()
        return seal(answerRefusal(toAppError(error, requestId), { pathname: '/', requestId }), requestId)
      },
    })
    return { port: server.port ?? config.PORT, stop: (graceMs) => stop(server, graceMs) }
  } catch (cause) {
    throw notHere(cause, place)
  }
}

async function stop(server: Server<undefined>, graceMs: number): Promise<void> {
  const drained = server.stop()
  const timer = Promise.withResolvers<void>()
  const timeout = setTimeout(timer.resolve, graceMs)
  await Promise.race([drained, timer.promise])
  clearTimeout(timeout)
  await server.stop(true)
}

async function handle(
  request: Request,
  server: Server<undefined>,
  { files, render, trusted }: Listen & { trusted: TrustedProxies },
): Promise<Response> {
  const peer = () => server.requestIP(request)?.address ?? ''
  const requestId = readRequestId(request, peer, trusted)
  const host = request.headers.get('host') ?? ''
  // A known name may still stand in no address, such as one with port 99999.
  const url = isKnownHost(host, instance().address) ? URL.parse(request.url) : null
  const begun = performance.now()
  const finish = (response: Response, facts?: RequestFacts, isFile = false) => {
    const ended = hangUp(response, request)
    const sealed = isFile ? mark(ended, requestId) : seal(ended, requestId)
    const milliseconds = performance.now() - begun
    noteRequest({ method: request.method, response: sealed, requestId, milliseconds, facts, isFile })
    return sealed
  }
  const path = pathOf(request, url)
  const pathname = path.includes('//') ? path.replaceAll(/\/{2,}/g, '/') : path
  const where = { pathname, requestId, asked: request.headers }
  try {
    if (!url) {
      if (URL.canParse(`http://${host}`) && nameIn(host) === host) noteSighting('host', host)
      const help = nameHelp(host, server.port ?? instance().config.PORT)
      return finish(answerRefusal(wrongHost(host), { ...where, help }))
    }
    refuseAtOnce(request)
    refuseForeignOrigin(request, host)
    refuseOddPath(url, where)
    const file = files(request, url.pathname)
    if (file) return finish(file, undefined, true)
    const hearsay = findHearsay(request.headers)
    if (hearsay.length > 0 && !isTrusted(peer(), trusted))
      noteSighting('proxy', normalizeAddress(peer()) ?? '')
    const clientAddress = rememberAddress(request, peer, trusted)
    const isFromHere = () => hearsay.length === 0 && isLoopback(normalizeAddress(peer()) ?? '')
    const facts: RequestFacts = { requestId, openedAt: url.origin, clientAddress, isFromHere }
    const response = await render(toPublic(request, url, host, hearsay), { locals: facts })
    return finish(mendRefusal(response, { ...where, policy: facts.policy }), facts)
  } catch (error) {
    return finish(answerRefusal(toAppError(error, requestId), where))
  }
}

/** What a trusted proxy may call a request: nothing that would break a line of the log. */
const REQUEST_ID = /^[\w.:/+=-]{1,64}$/

/** The id that a trusted proxy gave, so that both logs tell of the same request, or a new one. */
function readRequestId(request: Request, peer: () => string, trusted: TrustedProxies): string {
  const given = request.headers.get('x-request-id')
  const isKept = given !== null && REQUEST_ID.test(given) && isTrusted(peer(), trusted)
  return isKept ? given : Bun.randomUUIDv7()
}

/** Asks the socket and the headers at most once, and only when somebody wants to know; the headers are gone by then. */
function rememberAddress(request: Request, peer: () => string, trusted: TrustedProxies): () => string {
  const { headers } = request
  const hasHearsay = headers.has('x-forwarded-for') || headers.has('forwarded')
  let address = hasHearsay && trusted !== null ? clientAddressOf(peer(), headers, trusted) : null
  return () => (address ??= normalizeAddress(peer()) ?? '')
}

/** Without a host that is one, Bun's URL is a path alone, or one that cannot be parsed. */
function pathOf(request: Request, url: URL | null): string {
  return url?.pathname ?? request.url.replace(/^\w+:\/\/[^/?#]*/, '').replace(/[?#].*$/, '')
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** What can be told from a request's head alone. Throws `method_not_allowed` or `too_large`. */
function refuseAtOnce({ method, headers }: Request): void {
  if (!METHODS.includes(method)) throw new AppError('method_not_allowed')
  const length = headers.get('content-length')
  if (length !== null && Number(length) > largestBody()) throw tooLarge(largestBody())
}

/** Astro would lead on to the path without the second slash, by a page, and log a broken escape as its own error. */
function refuseOddPath(url: URL, { pathname }: { pathname: string }): void {
  if (isApiPath(pathname) && pathname !== url.pathname) throw new AppError('not_found')
  if (pathname.includes('%') && !isDecodable(pathname)) throw new AppError('not_found')
}

function isDecodable(pathname: string): boolean {
  try {
    return decodeURI(pathname) !== ''
  } catch {
    return false
  }
}

function toAppError(error: unknown, requestId: string): AppError {
  if (error instanceof AppError) return error
  log('error', 'request failed in the listener', { requestId, error: describeError(error) })
  return new AppError('internal')
}

function wrongHost(host: string): AppError {
  return new AppError('wrong_host', words.unknownName(instanceName(), nameIn(host)))
}

/** What the operator has to set, for whoever came by a name that this instance does not know. */
function nameHelp(host: string, port: number): string {
  return [
    words.addAddress,
    '',
    `  PUBLIC_URL=https://${nameIn(host)}`,
    '',
    words.handOnName,
    '',
    `  nginx:  proxy_set_header Host $host;  proxy_pass http://127.0.0.1:${port};`,
    `  Caddy:  reverse_proxy 127.0.0.1:${port}`,
  ].join('\n')
}

function nameIn(host: string): string {
  return /^[\w.:[\]-]{1,255}$/.test(host) ? host : 'the.name'
}
