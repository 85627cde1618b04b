import type { APIContext } from 'astro'

type LastingFile = { type: string; bytes: number; hash: string; stream: () => ReadableStream<Uint8Array> }

/**
 * A file whose address names the hash of its content, so that it can be kept for ever: by everybody, or by the browser of whoever
 * may see it. The sandbox of the policy is for whoever opens it as a page.
 */
export function lastingFile(
  { request, locals }: APIContext,
  { type, bytes, hash, stream }: LastingFile,
  keptBy: 'public' | 'private',
): Response {
  locals.policy = { profile: 'download' }
  const headers = {
    'Cache-Control': `${keptBy}, max-age=31536000, immutable`,
    'Content-Type': type,
    ETag: `"${hash}"`,
  }
  if (request.headers.get('if-none-match')?.includes(headers.ETag))
    return new Response(null, { status: 304, headers })
  return new Response(stream(), { headers: { ...headers, 'Content-Length': String(bytes) } })
}
