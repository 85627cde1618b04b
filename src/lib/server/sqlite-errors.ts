import * as words from '@/lib/words/errors'
import { AppError } from './errors'

/**
 * What a failure of SQLite means to whoever asked, or null when it is another failure. The sentence names no table; the
 * cause stays with it for the log. https://sqlite.org/rescode.html
 */
export function fromSqlite(error: unknown): AppError | null {
  const code = codeOf(error)
  if (code === null) return null
  const known = meanings.find(([prefix]) => code.startsWith(prefix))
  if (!known) return null
  const [, meaning, message, retryAfter] = known
  return new AppError(meaning, message, { cause: error, ...(retryAfter !== undefined && { retryAfter }) })
}

/** True for a write that failed because the disk is full; SQLite has undone it. */
export function isOutOfSpace(error: unknown): boolean {
  const code = codeOf(error)
  return code !== null && (code.startsWith('SQLITE_FULL') || code.startsWith('SQLITE_IOERR_SHM'))
}

/** True for a failure that says nothing of the file itself: it may be gone with the next try. */
export function isPassing(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED|NOMEM|CANTOPEN|PROTOCOL|INTERRUPT|FULL|IOERR_(NOMEM|SHM|LOCK))/.test(
    codeOf(error) ?? '',
  )
}

type Meaning = [prefix: string, code: 'busy' | 'conflict', message: string, retryAfter?: number]

const meanings: Meaning[] = [
  ['SQLITE_FULL', 'busy', words.outOfSpace, 60],
  ['SQLITE_IOERR_SHM', 'busy', words.outOfSpace, 60],
  ['SQLITE_READONLY', 'busy', words.readOnly, 60],
  ['SQLITE_BUSY', 'busy', words.beingWritten, 2],
  ['SQLITE_LOCKED', 'busy', words.beingWritten, 2],
  ['SQLITE_CONSTRAINT', 'conflict', words.doesNotFit],
]

/** The code of an error of bun:sqlite, also where something wrapped it. */
function codeOf(error: unknown): string | null {
  for (let one = error; one instanceof Error; one = one.cause) {
    if ('code' in one && typeof one.code === 'string' && one.code.startsWith('SQLITE_')) return one.code
  }
  return null
}
