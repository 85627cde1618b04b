import type { Answer, FileRef, Signature } from './answer'
import type { Question } from './field.schema'

/** Words for what has none of its own. */
export type AnswerTextWords = { yes: string; no: string; drawn: string }

/** An answer as a person reads it: labels in place of values, one line for each of several. */
export function answerText(question: Question, answer: Answer, words: AnswerTextWords): string {
  if (typeof answer === 'boolean') return answer ? words.yes : words.no
  if (typeof answer === 'string') return labelOf(question, answer)
  if (typeof answer === 'number') return String(answer)
  if (Array.isArray(answer)) return answer.map((item) => itemText(question, item)).join('\n')
  if (question.kind === 'matrix') return matrixText(question, answer)
  return signatureText(answer, words)
}

function itemText(question: Question, item: string | FileRef): string {
  return typeof item === 'string' ? labelOf(question, item) : item.name
}

function labelOf(question: Question, value: string): string {
  if (!('options' in question)) return value
  return question.options.find((option) => option.value === value)?.label ?? value
}

function matrixText(
  { rows, columns }: Extract<Question, { kind: 'matrix' }>,
  answer: Record<string, string> | Signature,
): string {
  const chosen = new Map(Object.entries(answer))
  return rows
    .filter(({ value }) => chosen.has(value))
    .map(({ value, label }) => {
      const column = columns.find((one) => one.value === chosen.get(value))
      return `${label}: ${column?.label ?? String(chosen.get(value))}`
    })
    .join('\n')
}

function signatureText(answer: Record<string, string> | Signature, { drawn }: AnswerTextWords): string {
  return 'name' in answer && typeof answer.name === 'string' ? answer.name : drawn
}
