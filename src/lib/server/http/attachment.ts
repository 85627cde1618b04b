/**
 * `Content-Disposition` of a download: a name in ASCII for old programs, and as it is for the others (RFC 6266, 5).
 */
export function attachment(name: string): string {
  const plain = name.replaceAll(/[^\w. -]+/g, '_')
  const exact = encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}
