import { and, eq, inArray, isNull, lt } from 'drizzle-orm'
import { transaction, type Transaction } from '@/lib/server/db'
import { PIECE } from '@/lib/server/pieces'
import { describeError, log } from '@/lib/server/log'
import { tidyFileName } from '@/lib/server/file-name'
import type { FilePart, FileSink } from '@/lib/server/file-sink'
import { fileChunks, responseFiles } from '@/lib/server/schema/response-files'
import type { FileContent } from '@/features/forms/definition/file-signs'
import { ContentReader } from './file-kind.server'

/** A file that has arrived and waits in the database for the response that it comes with. `content` is null for what is no kind. */
export type HeldFile = { id: string; name: string; size: number; content: FileContent | null }

/** What a process that was killed left behind is old after so long, in milliseconds. */
const FORGOTTEN = 60 * 60_000

/** The files of one form on their way in: a row each from the first piece on, without a response yet. */
export class HeldFiles {
  readonly files: [field: string, file: HeldFile][] = []
  readonly #now: Date

  constructor(now: Date) {
    this.#now = now
  }

  /** A sink for a file. */
  open = ({ field, name }: FilePart): FileSink => {
    const file: HeldFile = { id: Bun.randomUUIDv7(), name: tidyFileName(name), size: 0, content: null }
    const reader = new ContentReader()
    const waiting: Uint8Array[] = []
    let position = 0
    let waits = 0
    const flush = () => {
      if (waits > 0) insertPiece(file, { position: position++, data: Buffer.concat(waiting) }, this.#now)
      waiting.length = 0
      waits = 0
    }
    this.files.push([field, file])
    return {
      write: (bytes) => {
        reader.read(bytes)
        for (let at = 0; at < bytes.byteLength;) {
          const part = bytes.subarray(at, at + PIECE - waits)
          waiting.push(Buffer.from(part))
          waits += part.byteLength
          file.size += part.byteLength
          at += part.byteLength
          if (waits === PIECE) flush()
        }
      },
      end: () => {
        flush()
        file.content = reader.end()
      },
    }
  }

  /** Deletes those that no response took. */
  release(): void {
    const ids = this.files.filter(([, { size }]) => size > 0).map(([, { id }]) => id)
    if (ids.length > 0)
      transaction((tx) => {
        tx.delete(responseFiles)
          .where(and(inArray(responseFiles.id, ids), isNull(responseFiles.responseSeq)))
          .run()
      })
  }
}

/** Holds the files of a form for as long as `work` takes: it gives them to a response, or they are gone. */
export async function holdFiles<T>(work: (held: HeldFiles) => Promise<T>, now = new Date()): Promise<T> {
  const held = new HeldFiles(now)
  try {
    return await work(held)
  } finally {
    try {
      held.release()
    } catch (error) {
      // What came of the form stands; the rows go with the next purge.
      log('warn', 'files that no response took could not be deleted', { error: describeError(error) })
    }
  }
}

/** Gives files to the response that they came with, in the transaction that takes it. */
export function keepFiles(tx: Transaction, responseSeq: number, files: readonly HeldFile[]): void {
  for (const { id, content } of files)
    tx.update(responseFiles)
      .set({ responseSeq, heldSince: null, type: content?.type ?? '' })
      .where(and(eq(responseFiles.id, id), isNull(responseFiles.responseSeq)))
      .run()
}

/** Deletes the files whose response never came, of a process that was killed meanwhile. */
export async function deleteForgottenFiles(now: Date): Promise<void> {
  const before = new Date(now.getTime() - FORGOTTEN)
  transaction((tx) => {
    tx.delete(responseFiles)
      .where(and(isNull(responseFiles.responseSeq), lt(responseFiles.heldSince, before)))
      .run()
  })
}

function insertPiece(
  { id, name, size }: HeldFile,
  piece: { position: number; data: Buffer },
  now: Date,
): void {
  transaction((tx) => {
    tx.insert(responseFiles)
      .values({ id, name, type: '', bytes: size, heldSince: now })
      .onConflictDoUpdate({ target: responseFiles.id, set: { bytes: size } })
      .run()
    tx.insert(fileChunks)
      .values({ fileId: id, ...piece })
      .run()
  })
}
