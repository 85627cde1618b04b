import type { Answers } from '@/features/forms/definition/answer'
import { answersSchema, type AnswerIssue } from '@/features/forms/definition/answers.schema'
import type { AnswerWords } from '@/features/forms/definition/answer-words'
import type { Definition } from '@/features/forms/definition/definition.schema'
import type { Outcome } from './definition/outcome'
import type { HeldFile } from './held-files.server'
import { checkFiles } from './response-files.server'

/** Answers as they came, and the files by the key of their question. */
export type SentAnswers = { answers: unknown; files?: Readonly<Record<string, HeldFile[]>> | undefined }

/** What may be kept of them, or what is wrong. */
export type CheckedAnswers = { answers: Answers; files: HeldFile[]; issues: AnswerIssue[] }

/** More than anybody reads. */
const MOST_ISSUES = 250

/** Looks at answers and files as they are looked at before a response is made of them. */
export function checkSent(
  definition: Definition,
  { answers, files = {} }: SentAnswers,
  words: AnswerWords,
): CheckedAnswers {
  const parsed = answersSchema(definition, words).safeParse(answers)
  if (!parsed.success)
    return { answers: {}, files: [], issues: parsed.error.issues.slice(0, MOST_ISSUES).map(toIssue) }
  return checkFiles(definition, parsed.data, files, words)
}

/** What would become of answers, for a preview: nothing is kept. */
export function tryAnswers(
  definition: Definition,
  sent: SentAnswers,
  words: AnswerWords,
): Extract<Outcome, { outcome: 'taken' | 'refused' }> {
  const { issues } = checkSent(definition, sent, words)
  return issues.length > 0 ? { outcome: 'refused', issues } : { outcome: 'taken', id: '', isNew: false }
}

function toIssue({ path, message }: { path: PropertyKey[]; message: string }): AnswerIssue {
  return { path: path.map((part) => (typeof part === 'symbol' ? '' : part)), message }
}
