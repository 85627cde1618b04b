/** The origin of an http(s) address without path, query, fragment or credentials; undefined for anything else. */
export function toOrigin(address: string): string | undefined {
  const url = URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  return url.href === `${url.origin}/` ? url.origin : undefined
}
