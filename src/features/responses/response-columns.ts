import type { Question } from '@/features/forms/definition/field.schema'
import * as words from './words/inbox'

/** A column of the inbox: a fact about a response, whose id begins with `@`, or a question. */
export type InboxColumn = { id: string; label: string; question: Question | null; sort: string | null }

const SHOWN_QUESTIONS = 4

export function columnsOf(questions: readonly Question[]): InboxColumn[] {
  return [
    { id: '@submitted', label: words.submitted, question: null, sort: 'submitted' },
    { id: '@status', label: words.status, question: null, sort: 'status' },
    ...questions.map((question) => ({
      id: question.key,
      label: question.label,
      question,
      sort: isSortable(question) ? question.key : null,
    })),
    { id: '@assignee', label: words.assignedTo, question: null, sort: null },
    { id: '@tags', label: words.tags, question: null, sort: null },
  ]
}

function isSortable({ kind }: Question): boolean {
  return !['choices', 'ranking', 'matrix', 'file', 'signature'].includes(kind)
}

/** Which columns are shown until somebody chooses: the first questions, and what is known of the response. */
export function usualColumns(questions: readonly Question[]): Record<string, boolean> {
  return Object.fromEntries([
    ...questions.map(({ key }, index) => [key, index < SHOWN_QUESTIONS] as const),
    ['@tags', false],
  ])
}

/** The sort after a press on a column's heading: down first, then up. */
export function nextSort(now: string, column: string): string {
  return now === `-${column}` ? column : `-${column}`
}

/** Every order that there is, as a person chooses it from a list. */
export function sortsOf(columns: readonly InboxColumn[]): { value: string; label: string }[] {
  return columns.flatMap(({ sort, label }) => {
    if (sort === null) return []
    if (sort === 'submitted')
      return [
        { value: '-submitted', label: words.newestFirst },
        { value: 'submitted', label: words.oldestFirst },
      ]
    return [
      { value: sort, label: words.up(label) },
      { value: `-${sort}`, label: words.down(label) },
    ]
  })
}
