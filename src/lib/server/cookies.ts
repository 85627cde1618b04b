/** RFC 6265, 4.1.1: what a name and a value are made of. Whatever else was sent is no cookie. */
const NAME = /^[!#$%&'*+.^_`|~\w-]+$/
const VALUE = /^[\x21\x23-\x2B\x2D-\x3A\x3C-\x5B\x5D-\x7E]*$/

/**
 * The cookies of a request by name, as they were sent: the first of each name, trimmed, without quotes around it. The one
 * reading of this header: Better Auth's parser takes names with blanks around them, so it is handed what this found.
 */
export function readCookies(headers: Headers): Map<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of headers.get('cookie')?.split(';') ?? []) {
    const end = pair.indexOf('=')
    const name = pair.slice(0, Math.max(end, 0)).trim()
    const value = unquote(pair.slice(end + 1).trim())
    if (NAME.test(name) && VALUE.test(value) && !cookies.has(name)) cookies.set(name, value)
  }
  return cookies
}

/** Replaces the header by exactly these. */
export function setCookies(headers: Headers, cookies: ReadonlyMap<string, string>): void {
  headers.delete('cookie')
  if (cookies.size > 0)
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
}

function unquote(value: string): string {
  return value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value
}
