import { isQuestion } from '@/features/forms/definition/is-question'
import type { Definition } from '@/features/forms/definition/definition.schema'
import { shownAnswer } from './answer-words'

/** One thing that two people set differently, as each of them has it. */
export type Difference = { label: string; theirs: string; mine: string }

/** What of the answers is not as somebody else saved it meanwhile. Files and signatures are nobody's to change. */
export function answerDifferences(
  { fields }: Definition,
  theirs: Readonly<Record<string, unknown>>,
  mine: Readonly<Record<string, unknown>>,
): Difference[] {
  return fields
    .filter(isQuestion)
    .filter(({ kind }) => kind !== 'file' && kind !== 'signature')
    .map((question) => ({
      label: question.label,
      theirs: shownAnswer(question, theirs[question.key]),
      mine: shownAnswer(question, mine[question.key]),
    }))
    .filter(differs)
}

/** Status, assignee and tags as words, where the two differ. */
export function stateDifferences(
  theirs: Readonly<Record<string, string>>,
  mine: Readonly<Record<string, string>>,
): Difference[] {
  return Object.keys(theirs)
    .map((label) => ({ label, theirs: theirs[label] ?? '', mine: mine[label] ?? '' }))
    .filter(differs)
}

function differs({ theirs, mine }: Difference): boolean {
  return theirs !== mine
}
