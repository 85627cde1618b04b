import * as words from '@/lib/words/requests'
import { AppError } from '../errors'

/**
 * The version that a change was made from: in the body, or in `If-Match` as an ETag (RFC 9110, 13.1.1). Throws
 * `version_missing` when neither says it, `bad_input` when the header is no version or the two differ.
 */
export function requireVersion(request: Request, inBody: number | undefined): number {
  const header = request.headers.get('if-match')
  if (header === null) {
    if (inBody === undefined) throw new AppError('version_missing')
    return inBody
  }
  const [, digits] = /^(?:W\/)?"(\d{1,15})"$/.exec(header.trim()) ?? []
  if (digits === undefined) throw new AppError('bad_input', words.noVersion)
  const version = Number(digits)
  if (inBody !== undefined && inBody !== version) {
    throw new AppError('bad_input', words.twoVersions)
  }
  return version
}
