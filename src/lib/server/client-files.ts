import { Recent } from '@/lib/recent'
import type { Embedded, Encoding, PackedFile } from './embedded'
import { readSources, setPolicy, type PageSources } from './csp'
import { AppError } from './errors'
import { addStanding } from './listen/answer-headers'

/**
 * Answers a path that is one of the embedded client files or prerendered pages, with the standing headers of every answer; undefined
 * for every other path. Throws `method_not_allowed` for what does not only read.
 */
export type ClientFiles = (request: Request, pathname: string) => Response | undefined

const METHODS = ['GET', 'HEAD']

/** Reads the pack once; every answer is a view of it. */
export async function openClientFiles({
  files,
  pack,
}: Pick<Embedded, 'files' | 'pack'>): Promise<ClientFiles> {
  const bytes = new Blob([await Bun.file(pack).bytes()])
  const byPath = new Map(Object.entries(files).map(([path, file]) => [path, prepare(file, bytes)]))
  return (request, pathname) => {
    const file = byPath.get(pathname) ?? byPath.get(`${pathname.replace(/\/$/, '')}/index.html`)
    if (!file) return undefined
    if (!METHODS.includes(request.method))
      throw new AppError('method_not_allowed', undefined, { allow: METHODS })
    return answer(request, file)
  }
}

/** A file in one encoding as it is usually answered, made once: a response takes headers and bytes over without a copy. */
type Prepared = { encoding: Encoding; etag: string; headers: Headers; body: Blob }

type Served = {
  policy: PageSources | null
  as: (encoding: Encoding) => Prepared
  has: (encoding: Encoding) => boolean
}

function prepare(file: PackedFile, pack: Blob): Served {
  const made = new Map<Encoding, Prepared>()
  const as = (encoding: Encoding) => {
    const known = made.get(encoding) ?? prepareIn(encoding, file, pack)
    made.set(encoding, known)
    return known
  }
  return {
    policy: file.policy === undefined ? null : readSources(file.policy),
    as,
    has: (encoding) => file.encodings[encoding] !== undefined,
  }
}

function prepareIn(encoding: Encoding, file: PackedFile, pack: Blob): Prepared {
  const etag = encoding === 'identity' ? `"${file.etag}"` : `"${file.etag}-${encoding}"`
  const { offset, length } = file.encodings[encoding] ?? { offset: 0, length: 0 }
  const headers = new Headers({
    'Content-Type': file.type,
    'Cache-Control': file.immutable ? 'public, max-age=31536000, immutable' : 'public, no-cache',
    ETag: etag,
    Vary: 'Accept-Encoding',
    'Content-Length': String(length),
    ...(encoding === 'identity' ? { 'Accept-Ranges': 'bytes' } : { 'Content-Encoding': encoding }),
  })
  return { encoding, etag, headers: addStanding(headers), body: pack.slice(offset, offset + length) }
}

function answer(request: Request, { policy, as, has }: Served): Response {
  const { encoding, etag, body, headers } = as(pickEncoding(request, has))
  const isKnown = matches(request.headers.get('if-none-match'), etag)
  const range = encoding === 'identity' && !isKnown ? readRange(request, etag, body.size) : undefined
  const response = isKnown
    ? notModified(headers)
    : range === undefined
      ? respond(request, body, 200, headers)
      : respondInPart(request, body, range, headers)
  if (policy) setPolicy(response.headers, { profile: 'app' }, policy)
  return response
}

function notModified(prepared: Headers): Response {
  const response = new Response(null, { status: 304, headers: prepared })
  for (const name of ['Content-Length', 'Content-Encoding', 'Accept-Ranges']) response.headers.delete(name)
  return response
}

function respondInPart(request: Request, body: Blob, range: Range, prepared: Headers): Response {
  if (range === 'unsatisfiable') {
    const response = new Response(null, { status: 416, headers: prepared })
    response.headers.delete('Content-Length')
    response.headers.set('Content-Range', `bytes */${body.size}`)
    return response
  }
  const { first, last } = range
  const response = respond(request, body.slice(first, last + 1), 206, prepared)
  response.headers.set('Content-Length', String(last + 1 - first))
  response.headers.set('Content-Range', `bytes ${first}-${last}/${body.size}`)
  return response
}

function respond(request: Request, body: Blob, status: number, headers: Headers): Response {
  return new Response(request.method === 'HEAD' ? null : body, { status, headers })
}

/** The smallest encoding that the client takes. A request for a part gets the plain bytes. */
function pickEncoding({ headers }: Request, has: (encoding: Encoding) => boolean): Encoding {
  if (headers.has('range')) return 'identity'
  return takenEncodings(headers.get('accept-encoding') ?? '').find(has) ?? 'identity'
}

/** By what clients send: there are few browsers, and each asks for twenty files. */
const known = new Recent<Encoding[]>(50)

/** Those that an `Accept-Encoding` allows (RFC 9110, 12.5.3), the smallest first. */
function takenEncodings(header: string): Encoding[] {
  const read = known.get(header)
  if (read) return read
  const weights = new Map(header.split(',').map(readWeight))
  const taken = (['br', 'gzip'] as const).filter((one) => (weights.get(one) ?? weights.get('*') ?? 0) > 0)
  known.set(header, taken)
  return taken
}

function readWeight(part: string): [encoding: string, weight: number] {
  const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
  const quality = parameters.find((parameter) => parameter.startsWith('q='))
  return [name, quality === undefined ? 1 : Number(quality.slice(2))]
}

/** RFC 9110, 13.1.2: a list of tags compared weakly, or any. */
function matches(header: string | null, etag: string): boolean {
  if (header === null) return false
  return header.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')))
}

type Range = { first: number; last: number } | 'unsatisfiable'

/** One range of bytes (RFC 9110, 14.1.2); several, or a stale `If-Range`, get the whole file. */
function readRange(request: Request, etag: string, length: number): Range | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('range')?.trim() ?? '') ?? []
  const condition = request.headers.get('if-range')
  if ((from === '' && to === '') || (condition !== null && condition !== etag)) return undefined
  const first = from === '' ? Math.max(0, length - Number(to)) : Number(from)
  const last = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined
  return first < length && first <= last ? { first, last } : 'unsatisfiable'
}
