import type { Embedded, Encoding, PackedFile } from './embedded'
import { readSources, setPolicy } from './csp'
import { AppError } from './errors'

/**
 * Answers a path that is one of the embedded client files or prerendered pages; undefined for every other. Throws
 * `method_not_allowed` for what does not only read.
 */
export type ClientFiles = (request: Request, pathname: string) => Response | undefined

const METHODS = ['GET', 'HEAD']

/** Reads the pack once; every answer is a view of it. */
export async function openClientFiles({
  files,
  pack,
}: Pick<Embedded, 'files' | 'pack'>): Promise<ClientFiles> {
  const bytes = await Bun.file(pack).bytes()
  const byPath = new Map(Object.entries(files))
  return (request, pathname) => {
    const file = byPath.get(pathname) ?? byPath.get(`${pathname.replace(/\/$/, '')}/index.html`)
    if (!file) return undefined
    if (!METHODS.includes(request.method))
      throw new AppError('method_not_allowed', undefined, { allow: METHODS })
    return answer(request, file, bytes)
  }
}

function answer(request: Request, file: PackedFile, pack: Uint8Array<ArrayBuffer>): Response {
  const encoding = pickEncoding(request, file)
  const etag = encoding === 'identity' ? `"${file.etag}"` : `"${file.etag}-${encoding}"`
  const headers = new Headers({
    'Content-Type': file.type,
    'Cache-Control': file.immutable ? 'public, max-age=31536000, immutable' : 'public, no-cache',
    ETag: etag,
    Vary: 'Accept-Encoding',
  })
  if (file.policy !== undefined) setPolicy(headers, { profile: 'app' }, readSources(file.policy))
  if (matches(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  if (encoding !== 'identity') headers.set('Content-Encoding', encoding)
  const { offset, length } = file.encodings[encoding] ?? { offset: 0, length: 0 }
  const body = pack.subarray(offset, offset + length)
  if (encoding === 'identity') headers.set('Accept-Ranges', 'bytes')
  const range = encoding === 'identity' ? readRange(request, etag, length) : undefined
  if (range === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${length}`)
    return new Response(null, { status: 416, headers })
  }
  if (!range) return respond(request, body, 200, headers)
  headers.set('Content-Range', `bytes ${range.first}-${range.last}/${length}`)
  return respond(request, body.subarray(range.first, range.last + 1), 206, headers)
}

function respond(
  request: Request,
  body: Uint8Array<ArrayBuffer>,
  status: number,
  headers: Headers,
): Response {
  headers.set('Content-Length', String(body.byteLength))
  return new Response(request.method === 'HEAD' ? null : body, { status, headers })
}

/** The smallest encoding that the client takes (RFC 9110, 12.5.3). A request for a part gets the plain bytes. */
function pickEncoding({ headers }: Request, { encodings }: PackedFile): Encoding {
  if (headers.has('range')) return 'identity'
  const weights = new Map((headers.get('accept-encoding') ?? '').split(',').map(readWeight))
  const takes = (encoding: Encoding) => (weights.get(encoding) ?? weights.get('*') ?? 0) > 0
  return (['br', 'gzip'] as const).find((encoding) => encodings[encoding] && takes(encoding)) ?? 'identity'
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

/** One range of bytes (RFC 9110, 14.1.2); several, or a stale `If-Range`, get the whole file. */
function readRange(
  request: Request,
  etag: string,
  length: number,
): { first: number; last: number } | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('range')?.trim() ?? '') ?? []
  const condition = request.headers.get('if-range')
  if ((from === '' && to === '') || (condition !== null && condition !== etag)) return undefined
  const first = from === '' ? Math.max(0, length - Number(to)) : Number(from)
  const last = from === '' || to === '' ? length - 1 : Math.min(Number(to), length - 1)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined
  return first < length && first <= last ? { first, last } : 'unsatisfiable'
}
