import type { Question } from '../definition/field.schema'
import { HEAD, readSign } from '../definition/file-signs'
import { questionSchema } from '../definition/question-schema'
import { refOf } from '../definition/read-form'
import type { Words } from '../words/public'

type FileQuestion = Extract<Question, { kind: 'file' }>

/**
 * Parts the files that were chosen for a question into those that it takes and what is wrong with the others, as the server would
 * judge them: by number, size and content.
 */
export async function judgeFiles(
  question: FileQuestion,
  files: readonly File[],
  words: Words,
): Promise<{ kept: File[]; messages: string[] }> {
  const kept: File[] = []
  const messages: string[] = []
  for (const file of files) {
    const message =
      messageOf(question, [...kept, file], words) ?? (await kindMessageOf(question, file, words))
    if (message === null) kept.push(file)
    else messages.push(message)
  }
  return { kept, messages: [...new Set(messages)] }
}

function messageOf(question: FileQuestion, files: readonly File[], words: Words): string | null {
  const parsed = questionSchema(question, words.answers).safeParse(files.map(refOf))
  return parsed.error?.issues[0]?.message ?? null
}

/** A file without a sign may be text: all of it would have to be read to know, and the server does. */
async function kindMessageOf(
  { kinds, label }: FileQuestion,
  file: File,
  words: Words,
): Promise<string | null> {
  const sign = readSign(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()))
  return kinds.includes(sign?.kind ?? 'text') ? null : words.answers.falseFile(label, file.name)
}

/** Leaves these files alone in a control. */
export function setFiles(input: HTMLInputElement, files: readonly File[]): void {
  const chosen = new DataTransfer()
  for (const file of files) chosen.items.add(file)
  input.files = chosen.files
}
