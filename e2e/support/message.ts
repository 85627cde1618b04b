/** A message as a person's mail program would show it, and as it came. */
export type Message = {
  /** Decoded, by lower-case name; what came twice is there twice. */
  headers: Map<string, string[]>
  from: string
  to: string
  subject: string
  text: string
  html: string
  /** Every http(s) address in the text, in order. */
  links: string[]
  raw: string
}

type Part = { headers: Map<string, string[]>; body: string }

/** Reads a message (RFC 5322, 2045 to 2047), as far as multipart texts go. */
export function parseMessage(raw: string): Message {
  const whole = splitPart(raw)
  const parts = flatten(whole)
  const contentOf = (type: string) => {
    const part = parts.find(({ headers }) => first(headers, 'content-type').startsWith(type))
    return part ? decodeBody(part) : ''
  }
  const text = contentOf('text/plain')
  return {
    headers: whole.headers,
    from: first(whole.headers, 'from'),
    to: first(whole.headers, 'to'),
    subject: first(whole.headers, 'subject'),
    text,
    html: contentOf('text/html'),
    links: text.match(/https?:\/\/[^\s<>"]+/g) ?? [],
    raw,
  }
}

function first(headers: Map<string, string[]>, name: string): string {
  return headers.get(name)?.[0] ?? ''
}

function splitPart(raw: string): Part {
  const end = raw.indexOf('\r\n\r\n')
  const head = end < 0 ? raw : raw.slice(0, end)
  const headers = new Map<string, string[]>()
  for (const line of head.replace(/\r\n(?=[ \t])/g, '').split('\r\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    headers.set(name, [...(headers.get(name) ?? []), decodeWords(line.slice(colon + 1).trim())])
  }
  return { headers, body: end < 0 ? '' : raw.slice(end + 4) }
}

function flatten(part: Part): Part[] {
  const boundary = /^multipart\/.*boundary="?([^";]+)/i.exec(first(part.headers, 'content-type'))?.[1]
  if (boundary === undefined) return [part]
  const pieces = `\r\n${part.body}`.split(`\r\n--${boundary}`).slice(1, -1)
  return pieces.flatMap((piece) => flatten(splitPart(piece.replace(/^\r\n/, ''))))
}

function decodeBody({ headers, body }: Part): string {
  const encoding = first(headers, 'content-transfer-encoding').toLowerCase()
  const text =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? decodeQuoted(body.replace(/=\r\n/g, ''))
        : body
  return text.replaceAll('\r\n', '\n')
}

/** `=C3=A9` and the like (RFC 2045, 6.7), as UTF-8. */
function decodeQuoted(text: string): string {
  return text.replace(/(?:=[0-9a-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'),
  )
}

/** Encoded words of a header (RFC 2047); the space between two of them is none. */
function decodeWords(value: string): string {
  return value
    .replace(/(=\?[^?]+\?[bq]\?[^?]*\?=)\s+(?==\?)/gi, '$1')
    .replace(/(?:=\?utf-8\?([bq])\?[^?]*\?=)+/gi, (run) => {
      const words = [...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)]
      return Buffer.concat(words.map(([, how = '', word = '']) => wordBytes(how, word))).toString('utf8')
    })
}

function wordBytes(how: string, word: string): Buffer {
  if (how.toLowerCase() === 'b') return Buffer.from(word, 'base64')
  const spaced = word
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(spaced, 'latin1')
}
