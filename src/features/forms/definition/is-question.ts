import type { Field, Question } from './field.schema'

const blockKinds: readonly string[] = ['text_block', 'picture_block', 'section', 'page_break']

/** True for a field that asks for an answer. */
export function isQuestion(field: Field): field is Question {
  return !blockKinds.includes(field.kind)
}
