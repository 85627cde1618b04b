import { asc, eq, gt, and } from 'drizzle-orm'
import type { Answers, FileRef } from '@/features/forms/definition/answer'
import type { AnswerIssue } from '@/features/forms/definition/answers.schema'
import type { AnswerWords } from '@/features/forms/definition/answer-words'
import type { Definition } from '@/features/forms/definition/definition.schema'
import type { Question } from '@/features/forms/definition/field.schema'
import type { Actor } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { streamOfPieces } from '@/lib/server/pieces'
import { fileChunks, responseFiles } from '@/lib/server/schema/response-files'
import type { HeldFile } from './held-files.server'
import { loadResponse } from './response-store.server'

type FileQuestion = Extract<Question, { kind: 'file' }>

/**
 * Looks at the files that came with answers which fit their form: each must be of a kind that its question allows, by its content.
 * Returns the answers with the ids under which the files are kept, or what is wrong with them.
 */
export function checkFiles<F extends HeldFile>(
  { fields }: Definition,
  answers: Answers,
  sent: Readonly<Record<string, F[]>>,
  words: AnswerWords,
): { answers: Answers; files: F[]; issues: AnswerIssue[] } {
  const checked: { answers: Answers; files: F[]; issues: AnswerIssue[] } = {
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
      const { id, name, size, content } = file
      if (!content || !question.kinds.includes(content.kind))
        checked.issues.push(falseKind(question, file, words))
      else {
        checked.files.push(file)
        refs.push({ id, name, bytes: size, kind: content.kind })
      }
    }
    checked.answers[question.key] = refs
  }
  return checked
}

function falseKind({ key, label }: FileQuestion, { name }: HeldFile, words: AnswerWords): AnswerIssue {
  return { path: [key], message: words.falseFile(label, name) }
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
