import type { AnswerIssue } from '../definition/answers.schema'
import type { ControlValues } from './control-values'
import type { Step } from './steps'

/** What a page of a form shows: where somebody is, what was typed so far, what is wrong with it. */
export type FormView = { at: Step; values: ControlValues; issues: AnswerIssue[]; note: string | null }
