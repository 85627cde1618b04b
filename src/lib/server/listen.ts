import type { Server } from 'bun'
import type { ClientFiles } from './client-files'
import { clientAddressHeader, hostOf, isApiPath, isKnownHost, isOwnOrigin } from './address'
import type { Config } from './config'
import { AppError, OperatorError } from './errors'
import { instance } from './instance'
import { describeError, log } from './log'
import { answerRefusal, mendRefusal } from './refusal'

/** What the listener tells the middleware of a request. */
export type RequestFacts = Pick<App.Locals, 'requestId' | 'openedAt' | 'clientAddress'>

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
  const { HOST, PORT } = instance().config
  try {
    const server = Bun.serve({
      hostname: HOST,
      port: PORT,
      // Bodies are counted here: Bun's own 413 would come without our headers.
      maxRequestBodySize: Number.MAX_SAFE_INTEGER,
      idleTimeout: 30,
      fetch: (request, self) => handle(request, self, { files, render }),
      error: (error) => {
        const requestId = Bun.randomUUIDv7()
        return seal(answerRefusal(toAppError(error, requestId), { pathname: '/', requestId }), requestId)
      },
    })
    return { port: server.port ?? PORT, stop: (graceMs) => stop(server, graceMs) }
  } catch (cause) {
    throw new OperatorError(describeRefusal(cause, HOST, PORT), { cause })
  }
}

/**
 * Takes the place to listen on and gives it back, so that a start that cannot have it ends before it makes a file.
 * Throws the same OperatorError as `listen`.
 */
export async function assertCanListen({ HOST, PORT }: Pick<Config, 'HOST' | 'PORT'>): Promise<void> {
  try {
    await Bun.serve({ hostname: HOST, port: PORT, fetch: () => new Response() }).stop(true)
  } catch (cause) {
    throw new OperatorError(describeRefusal(cause, HOST, PORT), { cause })
  }
}

/** The name is not known, has no address, or its address belongs to another machine. */
const NO_PLACE_HERE = ['ENOTFOUND', 'EAI_AGAIN', 'EAGAIN', 'ENODATA', 'EADDRNOTAVAIL']

function describeRefusal(cause: unknown, host: string, port: number): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  // Bun says that of a name without an address as well.
  if (code === 'EADDRINUSE' && isPlaceHere(host))
    return `port ${port} on ${host} is taken. Stop what listens there, or set PORT to another one.`
  if (code === 'EADDRINUSE' || NO_PLACE_HERE.includes(code))
    return `${host} is no address of this machine, and no name that leads to one. Set HOST to 127.0.0.1, to 0.0.0.0 for all of them, or to one that it has.`
  if (code === 'EACCES') return `this account may not listen on port ${port}. Set PORT to one above 1023.`
  return `cannot listen on ${host}:${port} (${cause instanceof Error ? cause.message : String(cause)}). Check HOST and PORT.`
}

function isPlaceHere(host: string): boolean {
  try {
    void Bun.serve({ hostname: host, port: 0, fetch: () => new Response() }).stop(true)
    return true
  } catch {
    return false
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
  { files, render }: Listen,
): Promise<Response> {
  const requestId = Bun.randomUUIDv7()
  const host = request.headers.get('host') ?? ''
  // A known name may still stand in no address, such as one with port 99999.
  const url = isKnownHost(host, instance().address) ? URL.parse(request.url) : null
  const where = { pathname: pathOf(request, url).replaceAll(/\/{2,}/g, '/'), requestId }
  try {
    if (!url) {
      const help = nameHelp(host, server.port ?? instance().config.PORT)
      return seal(answerRefusal(wrongHost(host), { ...where, help }), requestId)
    }
    refuseAtOnce(request)
    refuseForeignOrigin(request, host)
    refuseOddPath(url, where)
    const file = files(request, url.pathname)
    if (file) return seal(file, requestId)
    const clientAddress = () => server.requestIP(request)?.address ?? ''
    const locals = { requestId, openedAt: url.origin, clientAddress }
    const response = await render(toPublic(request, url, host), { locals })
    return seal(mendRefusal(response, where), requestId)
  } catch (error) {
    return seal(answerRefusal(toAppError(error, requestId), where), requestId)
  }
}

/** Without a host that is one, Bun's URL is a path alone, or one that cannot be parsed. */
function pathOf(request: Request, url: URL | null): string {
  return url?.pathname ?? request.url.replace(/^\w+:\/\/[^/?#]*/, '').replace(/[?#].*$/, '')
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** What can be told from a request's head alone. Throws `method_not_allowed` or `too_large`. */
function refuseAtOnce({ method, headers }: Request): void {
  if (!METHODS.includes(method)) throw new AppError('method_not_allowed')
  if (Number(headers.get('content-length') ?? 0) > instance().config.MAX_BODY_BYTES) throw tooLarge()
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

const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE']

/**
 * A browser says which site's page made it send something; a script usually says nothing, and goes on. Throws
 * `forbidden` for any other site, whatever the type of the body. https://datatracker.ietf.org/doc/html/rfc6454#section-7
 */
function refuseForeignOrigin({ method, headers }: Request, host: string): void {
  const sentBy = headers.get('origin')
  if (sentBy === null || !WRITES.includes(method)) return
  if (isOwnOrigin(sentBy, host, instance().address)) return
  const { name } = instance().identity
  throw new AppError(
    'forbidden',
    `This was sent by a page of another site. Open ${name} itself and do it there.`,
  )
}

function tooLarge(): AppError {
  return new AppError(
    'too_large',
    `This is larger than ${instance().config.MAX_BODY_BYTES.toLocaleString('en')} bytes.`,
  )
}

function toAppError(error: unknown, requestId: string): AppError {
  if (error instanceof AppError) return error
  log('error', 'request failed in the listener', { requestId, error: describeError(error) })
  return new AppError('internal')
}

/** The request as if it had come to the public address, so that nothing behind the listener ever sees another. */
function toPublic(request: Request, url: URL, host: string): Request {
  const { address, config, identity } = instance()
  const [origin] = address.origins
  const limited = limitBody(request, config.MAX_BODY_BYTES)
  const isThere = url.origin === origin
  const next = isThere ? limited : new Request(`${origin}${url.pathname}${url.search}`, limited)
  const { headers } = next
  for (const name of [
    'forwarded',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-forwarded-port',
    clientAddressHeader(identity),
  ]) {
    headers.delete(name)
  }
  if (!isThere) headers.set('host', hostOf(origin))
  const sentBy = headers.get('origin')
  if (sentBy !== null && isOwnOrigin(sentBy, host, address)) headers.set('origin', origin)
  return next
}

/** A body that does not say how long it is ends with an error once it has passed the limit. */
function limitBody(request: Request, limit: number): Request {
  const isEmpty = request.method === 'GET' || request.method === 'HEAD'
  if (isEmpty || !request.body || request.headers.has('content-length')) return request
  let length = 0
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      length += chunk.byteLength
      if (length > limit) controller.error(tooLarge())
      else controller.enqueue(chunk)
    },
  })
  return new Request(request, { method: request.method, body: request.body.pipeThrough(counted) })
}

const everyAnswer = Object.entries({
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
})

/** The headers that every answer carries, whatever made it. */
function seal(response: Response, requestId: string): Response {
  const { headers } = response
  for (const [name, value] of everyAnswer) headers.set(name, value)
  headers.set('X-Request-Id', requestId)
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
  return response
}

function wrongHost(host: string): AppError {
  return new AppError(
    'wrong_host',
    `This ${instance().identity.name} does not know the name ${nameIn(host)}.`,
  )
}

/** What the operator has to set, for whoever came by a name that this instance does not know. */
function nameHelp(host: string, port: number): string {
  return [
    'Whoever runs it can add the address to its environment and restart it:',
    '',
    `  PUBLIC_URL=https://${nameIn(host)}`,
    '',
    'Behind a proxy, hand on the name that was asked for:',
    '',
    `  nginx:  proxy_set_header Host $host;  proxy_pass http://127.0.0.1:${port};`,
    `  Caddy:  reverse_proxy 127.0.0.1:${port}`,
  ].join('\n')
}

function nameIn(host: string): string {
  return /^[\w.:[\]-]{1,255}$/.test(host) ? host : 'the.name'
}
