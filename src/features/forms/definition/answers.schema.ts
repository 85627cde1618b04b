import * as z from 'zod/mini'
import type { Answer, Answers } from './answer'
import { answerWords, type AnswerWords } from '../words/answers'
import { cleanAnswers } from './clean'
import type { Definition } from './definition.schema'
import type { Question } from './field.schema'
import { isQuestion } from './is-question'
import { follow } from './logic'
import { questionSchema } from './question-schema'

/** An answer that cannot be taken: the path begins with the key of its question. */
export type AnswerIssue = { path: (string | number)[]; message: string }

/**
 * What may be answered to a form, as a Zod schema: exactly the questions that are shown with these answers, each by its
 * rules. Refused are unknown keys, answers to what is not shown, wrong kinds. The output is clean (see clean.ts) and has no
 * entry for what was not answered. Browser and server both parse with it.
 */
export function answersSchema(definition: Definition, words: AnswerWords = answerWords.en) {
  return z.pipe(
    z.unknown(),
    z.transform((raw: unknown, context): Answers => {
      const { answers, issues } = checkAnswers(definition, raw, words)
      for (const issue of issues) context.issues.push({ code: 'custom', input: raw, ...issue })
      return answers
    }),
  )
}

function checkAnswers(definition: Definition, raw: unknown, words: AnswerWords) {
  const issues: AnswerIssue[] = []
  const answers: Answers = {}
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return { answers, issues: [{ path: [], message: words.object }] }
  const given = cleanAnswers(definition, raw)
  const { shown, required } = follow(definition, Object.fromEntries(given))
  for (const field of definition.fields) {
    if (!isQuestion(field)) continue
    const value = given.get(field.key)
    given.delete(field.key)
    if (value === undefined) {
      if (required.has(field.key)) issues.push({ path: [field.key], message: missing(field, words) })
    } else if (!shown.has(field.key)) issues.push({ path: [field.key], message: words.notAsked(field.label) })
    else {
      const parsed = schemaOf(field, words).safeParse(value)
      // The question's schema has just shown that it is one; a union over all kinds says no more than its name.
      if (parsed.success) answers[field.key] = parsed.data as Answer
      else issues.push({ path: [field.key], message: sentence(parsed.error, words.kind(field.label)) })
    }
  }
  for (const key of given.keys()) issues.push({ path: [key], message: words.unknown(cut(key)) })
  return { answers, issues }
}

function missing(field: Question, words: AnswerWords): string {
  if (field.kind === 'consent') return words.consent(field.label)
  if (field.kind === 'signature') return words.signature(field.label)
  return words.missing(field.label)
}

/** One sentence a question: the first that its schema found. */
function sentence(error: z.core.$ZodError, otherwise: string): string {
  return error.issues[0]?.message ?? otherwise
}

function cut(key: string): string {
  return key.length > 40 ? `${key.slice(0, 40).toWellFormed()}…` : key
}

/** A schema is made once for a question: a form takes thousands of responses. */
const schemas = new WeakMap<Question, Map<AnswerWords, z.ZodMiniType>>()

function schemaOf(question: Question, words: AnswerWords): z.ZodMiniType {
  const known = schemas.get(question) ?? new Map<AnswerWords, z.ZodMiniType>()
  schemas.set(question, known)
  const schema = known.get(words) ?? questionSchema(question, words)
  known.set(words, schema)
  return schema
}
