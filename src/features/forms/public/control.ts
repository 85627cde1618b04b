import type { Question } from '../definition/field.schema'
import type { Words } from '../words/public'
import type { ControlValues } from './control-values'

/** What every control of a question is drawn from. */
export type ControlProps<K extends Question['kind'] = Question['kind']> = {
  question: Extract<Question, { kind: K }>
  values: ControlValues
  words: Words
  error?: string | undefined
  isRequired?: boolean | undefined
}

/** The id of a question's first control: errors in the summary lead there. */
export function controlId(key: string): string {
  return `q-${key}`
}

/** What describes a control: its help and, once there is one, its error. Both are always in the page. */
export function described({ key }: { key: string }): string {
  return `q-${key}-help q-${key}-error`
}
