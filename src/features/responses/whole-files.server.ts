import type { Transaction } from '@/lib/server/db'
import { tidyFileName } from '@/lib/server/file-name'
import { piecesOf } from '@/lib/server/pieces'
import { fileChunks, responseFiles } from '@/lib/server/schema/response-files'
import { ContentReader } from './file-kind.server'
import type { HeldFile } from './held-files.server'

/** A file that is in memory as a whole: of the demo, or of a preview, which keeps nothing. */
export type WholeFile = HeldFile & { bytes: Uint8Array }

export async function readWholeFile(file: File): Promise<WholeFile> {
  const bytes = await file.bytes()
  const reader = new ContentReader()
  reader.read(bytes)
  const { name, size } = file
  return { id: Bun.randomUUIDv7(), name: tidyFileName(name), size, content: reader.end(), bytes }
}

/** The files that were chosen in a form, with the names of their fields. */
export function readWholeFiles(form: FormData): Promise<[field: string, file: WholeFile][]> {
  const chosen = [...form].filter(
    (entry): entry is [string, File] => typeof entry[1] !== 'string' && entry[1].name !== '',
  )
  return Promise.all(
    chosen.map(async ([field, file]): Promise<[string, WholeFile]> => [field, await readWholeFile(file)]),
  )
}

/** Keeps files with the response that they belong to. */
export function insertWholeFiles(tx: Transaction, responseSeq: number, files: readonly WholeFile[]): void {
  for (const { id, name, size, content, bytes } of files) {
    tx.insert(responseFiles)
      .values({ id, responseSeq, name, type: content?.type ?? '', bytes: size })
      .run()
    for (const piece of piecesOf(bytes))
      tx.insert(fileChunks)
        .values({ fileId: id, ...piece })
        .run()
  }
}
