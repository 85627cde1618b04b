import type { AnswerIssue } from '../definition/answers.schema'
import type { ControlValues } from './control-values'
import type { Step } from './steps'

/** What a page of a form shows: where somebody is, what was typed so far, what is wrong with it. */
export type FormView = {
  at: Step
  values: ControlValues
  issues: AnswerIssue[]
  /** In place of the count of what is wrong: what is new, or why it was not taken. */
  note: string | null
  /** What has to be done once more. */
  hint: string | null
}
