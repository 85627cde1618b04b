/**
 * A path within this instance to go to, from one that came with a request; `fallback` for anything that a browser
 * could read as another origin: `//host`, `/\host`, a scheme, control characters (WHATWG URL, 4.4).
 */
export function safeRedirect(target: string | null | undefined, fallback = '/'): string {
  if (!target?.startsWith('/')) return fallback
  // oxlint-disable-next-line no-control-regex -- a browser strips these before it reads the rest
  if (/[\u0000-\u001F\u007F\\]/.test(target)) return fallback
  const url = URL.parse(target, 'http://here.invalid')
  if (url?.origin !== 'http://here.invalid' || url.pathname.startsWith('//')) return fallback
  return `${url.pathname}${url.search}${url.hash}`
}
