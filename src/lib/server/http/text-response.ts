/** JSON with its length, which `Response.json` leaves to the moment of sending: the log tells it. */
export function jsonResponse(data: unknown, init: ResponseInit = {}): Response {
  return textResponse(JSON.stringify(data), 'application/json;charset=utf-8', init)
}

/** A text of a type, with its length. */
export function textResponse(text: string, type: string, { headers, ...init }: ResponseInit = {}): Response {
  const all = new Headers(headers)
  all.set('Content-Type', type)
  all.set('Content-Length', String(Buffer.byteLength(text)))
  return new Response(text, { ...init, headers: all })
}
