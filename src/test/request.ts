import type { APIRoute } from 'astro'
import { createContext } from 'astro/middleware'
import type { Actor } from '@/lib/actor'
import { plainReader } from '@/lib/reader'
import { onRequest } from '@/middleware'
import { openSession, origin } from './instance'

/** The exported methods of a file under src/pages/api. */
export type RouteModule = Partial<Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'ALL', APIRoute>>

type Options = {
  /** Who calls; nobody when left out. */
  as?: Actor
  /** The cookie of a session from `openSession`, in place of `as`. */
  cookie?: string
  params?: Record<string, string>
  query?: Record<string, string>
  /** Sent as JSON; a string or a stream goes as it is. */
  body?: unknown
  headers?: Record<string, string>
  /** Aborted when the client has gone away. */
  signal?: AbortSignal
}

export type Answer = { status: number; body: unknown; headers: Headers }

/** A real request through the real middleware to an endpoint. */
export async function send(
  route: RouteModule,
  method: keyof RouteModule,
  path: string,
  options: Options = {},
): Promise<Answer> {
  const url = new URL(`${origin}${path}`)
  for (const [name, value] of Object.entries(options.query ?? {})) url.searchParams.set(name, value)
  const headers = new Headers({ 'content-type': 'application/json', ...options.headers })
  const cookie = options.cookie ?? (options.as && openSession(options.as).cookie)
  if (cookie) headers.set('cookie', cookie)
  const { body: given } = options
  const isRaw = typeof given === 'string' || given instanceof ReadableStream
  const body = isRaw ? given : JSON.stringify(given)
  const request = new Request(url, {
    method,
    headers,
    ...(options.body !== undefined && { body }),
    ...(options.signal && { signal: options.signal }),
  })
  const context = createContext({
    request,
    params: options.params ?? {},
    defaultLocale: '',
    locals: {
      requestId: 'test',
      openedAt: origin,
      clientAddress: () => '203.0.113.7',
      isFromHere: () => false,
      route: path,
      actor: null,
      reader: () => plainReader,
      notices: async () => [],
      instanceName: () => 'Capsule',
      announcement: () => null,
      appearance: () => ({ theme: 'system', sidebar: 'open', cookie: '' }),
      access: undefined,
      failure: undefined,
      policy: undefined,
    },
    clientAddress: '203.0.113.7',
  })
  const handler = route[method] ?? route.ALL
  if (!handler) throw new Error(`${path} has no ${method}`)
  const response = await onRequest(context, async () => handler(context))
  if (!(response instanceof Response)) throw new Error('The middleware gave no response.')
  const text = await response.text()
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '')
  return {
    status: response.status,
    body: text === '' ? undefined : isJson ? JSON.parse(text) : text,
    headers: response.headers,
  }
}
