import { asc, eq, gt, and } from 'drizzle-orm'
import type { Answers, FileRef } from '@/features/forms/definition/answer'
import type { AnswerIssue } from '@/features/forms/definition/answers.schema'
import type { AnswerWords } from '@/features/forms/definition/answer-words'
import type { Definition } from '@/features/forms/definition/definition.schema'
import type { Question } from '@/features/forms/definition/field.schema'
import type { Actor } from '@/lib/actor'
import { database, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { tidyFileName } from '@/lib/server/file-name'
import { piecesOf, streamOfPieces } from '@/lib/server/pieces'
import { fileChunks, responseFiles } from '@/lib/server/schema/response-files'
import { readFileContent } from './file-kind.server'
import { loadResponse } from './response-store.server'

/** A file that was looked at and may be kept. */
export type CheckedFile = { id: string; name: string; type: string; content: Uint8Array }

type FileQuestion = Extract<Question, { kind: 'file' }>

/**
 * Looks at the files that came with answers which fit their form: each must be of a kind that its question allows, by its content.
 * Returns the answers with the ids under which the files will be kept, or what is wrong with them.
 */
export async function checkFiles(
  { fields }: Definition,
  answers: Answers,
  sent: Readonly<Record<string, File[]>>,
  words: AnswerWords,
): Promise<{ answers: Answers; files: CheckedFile[]; issues: AnswerIssue[] }> {
  const checked: { answers: Answers; files: CheckedFile[]; issues: AnswerIssue[] } = {
    answers: { ...answers },
    files: [],
    issues: [],
  }
  for (const question of fields) {
    if (question.kind !== 'file' || !(question.key in answers)) continue
    const files = sent[question.key] ?? []
    if (files.length === 0)
      checked.issues.push({ path: [question.key], message: words.noFiles(question.label) })
    const refs: FileRef[] = []
    for (const file of files) {
      const content = await file.bytes()
      const found = readFileContent(content)
      if (!found || !question.kinds.includes(found.kind))
        checked.issues.push(falseKind(question, file, words))
      else {
        const id = Bun.randomUUIDv7()
        const name = tidyFileName(file.name)
        checked.files.push({ id, name, type: found.type, content })
        refs.push({ id, name, bytes: content.byteLength, kind: found.kind })
      }
    }
    checked.answers[question.key] = refs
  }
  return checked
}

function falseKind({ key, label }: FileQuestion, { name }: File, words: AnswerWords): AnswerIssue {
  return { path: [key], message: words.falseFile(label, tidyFileName(name)) }
}

/** Keeps files with the response that they came with. */
export function insertFiles(tx: Transaction, responseSeq: number, files: readonly CheckedFile[]): void {
  for (const { id, name, type, content } of files) {
    tx.insert(responseFiles).values({ id, responseSeq, name, type, bytes: content.byteLength }).run()
    for (const piece of piecesOf(content))
      tx.insert(fileChunks)
        .values({ fileId: id, ...piece })
        .run()
  }
}

/** A file of a response as a stream, for whoever may see the response. Throws `not_found` or `forbidden`. */
export async function openFile(
  actor: Actor,
  responseId: string,
  fileId: string,
): Promise<{ name: string; type: string; bytes: number; stream: ReadableStream<Uint8Array> }> {
  const { row } = loadResponse(actor, responseId)
  const file = database()
    .select()
    .from(responseFiles)
    .where(and(eq(responseFiles.id, fileId), eq(responseFiles.responseSeq, row.seq)))
    .get()
  if (!file) throw new AppError('not_found')
  const { name, type, bytes } = file
  return { name, type, bytes, stream: streamOfPieces((last) => readPiece(fileId, last)) }
}

function readPiece(fileId: string, after: number) {
  return database()
    .select({ position: fileChunks.position, data: fileChunks.data })
    .from(fileChunks)
    .where(and(eq(fileChunks.fileId, fileId), gt(fileChunks.position, after)))
    .orderBy(asc(fileChunks.position))
    .limit(1)
    .get()
}
