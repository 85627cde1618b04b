import type { AnswerIssue } from '../definition/answers.schema'
import { answersSchema } from '../definition/answers.schema'
import { cleanAnswers } from '../definition/clean'
import type { Definition } from '../definition/definition.schema'
import { isQuestion } from '../definition/is-question'
import { follow, type Followed } from '../definition/logic'
import type { Words } from '../words/public'

/** Where somebody is in a form: on a page, by its place, or looking at everything before sending. */
export type Step = number | 'review'

export type Go = 'next' | 'back' | Step

/** The steps that lie before somebody with these answers, in order. */
export function stepsOf(followed: Followed, hasReview: boolean): Step[] {
  const pages = followed.pages.map(({ index }) => index)
  return hasReview ? [...pages, 'review'] : pages
}

/** What has come of pressing a button: another step, the same one with what is wrong there, or everything is ready to send. */
export type Moved =
  | { to: Step; issues: AnswerIssue[]; note?: 'newQuestions' }
  | { to: 'send'; answers: Record<string, unknown> }

type Position = {
  definition: Definition
  /** As they were read from the form, not yet checked. */
  answers: Record<string, unknown>
  at: Step
  /** The questions that could be seen on this page; null when it is not known. */
  seen: ReadonlySet<string> | null
  hasReview: boolean
  /** Without scripts no file survives a change of page: they are asked for at the last step. */
  filesLast: boolean
  words: Words
}

/**
 * Goes on from a step: the same in the browser as on the server. Back always leads back; forward needs everything on this
 * page to be right, and at the end everything on every page, else it leads to the first page with something wrong.
 */
export function move(position: Position, go: Go): Moved {
  const { definition, at, seen, hasReview, filesLast, words } = position
  const answers = shownAnswers(definition, position.answers)
  const followed = follow(definition, answers)
  const steps = stepsOf(followed, hasReview)
  if (go === 'back') return { to: stepBefore(steps, at), issues: [] }
  if (typeof go === 'number') return { to: go, issues: [] }
  const page = followed.pages.find(({ index }) => index === at)
  const parsed = answersSchema(definition, words.answers).safeParse(answers)
  const issues = parsed.error ? parsed.error.issues.map(toIssue) : []
  const here = new Set(page?.fields.map(({ key }) => key))
  const isNew =
    page?.fields.some((field) => isQuestion(field) && seen !== null && !seen.has(field.key)) ?? false
  const next = steps.find((step) => isAfter(step, at))
  const later = filesLast && next !== undefined ? fileKeys(definition) : new Set<string>()
  const isHere = (key: string) => here.has(key) && !later.has(key)
  const wrongHere = issues.filter(({ path }) => isHere(String(path[0])))
  const wrongSeen = wrongHere.filter(({ path }) => seen === null || seen.has(String(path[0])))
  if (isNew && at !== 'review') return { to: at, issues: wrongSeen, note: 'newQuestions' }
  if (wrongHere.length > 0) return { to: at, issues: wrongHere }
  if (next !== undefined) return { to: next, issues: [] }
  if (issues.length === 0) return { to: 'send', answers }
  return firstWrong(followed, issues, at, filesLast ? fileKeys(definition) : new Set())
}

/** Without what is not shown with the others: somebody may have answered it before changing their mind. */
export function shownAnswers(
  definition: Definition,
  answers: Record<string, unknown>,
): Record<string, unknown> {
  const { shown } = follow(definition, Object.fromEntries(cleanAnswers(definition, answers)))
  const hidden = new Set(
    definition.fields.filter((field) => isQuestion(field) && !shown.has(field.key)).map(({ key }) => key),
  )
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !hidden.has(key)))
}

function firstWrong({ pages }: Followed, issues: AnswerIssue[], at: Step, last: ReadonlySet<string>): Moved {
  for (const { index, fields } of pages) {
    const keys = new Set(fields.map(({ key }) => key))
    const wrong = issues.filter(({ path }) => keys.has(String(path[0])) && !last.has(String(path[0])))
    if (wrong.length > 0) return { to: index, issues: wrong }
  }
  return { to: at, issues }
}

function fileKeys({ fields }: Definition): Set<string> {
  return new Set(fields.flatMap(({ kind, key }) => (kind === 'file' ? [key] : [])))
}

function stepBefore(steps: Step[], at: Step): Step {
  return steps.findLast((step) => isAfter(at, step)) ?? steps[0] ?? 0
}

function isAfter(step: Step, at: Step): boolean {
  if (step === 'review') return at !== 'review'
  return at !== 'review' && step > at
}

/** The first page with one of these questions on it, whatever the answers. */
export function pageOf({ fields }: Definition, issues: AnswerIssue[]): number | undefined {
  const keys = new Set(issues.map(({ path }) => String(path[0])))
  const first = fields.findIndex(({ key }) => keys.has(key))
  if (first < 0) return undefined
  return fields.slice(0, first).filter(({ kind }) => kind === 'page_break').length
}

function toIssue({ path, message }: { path: PropertyKey[]; message: string }): AnswerIssue {
  return { path: path.map((part) => (typeof part === 'symbol' ? '' : part)), message }
}
