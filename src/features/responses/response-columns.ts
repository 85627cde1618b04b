import type { Question } from '@/features/forms/definition/field.schema'

/** A column of the inbox: a fact about a response, whose id begins with `@`, or a question. */
export type InboxColumn = { id: string; label: string; question: Question | null; sort: string | null }

const SHOWN_QUESTIONS = 4

export function columnsOf(questions: readonly Question[]): InboxColumn[] {
  return [
    { id: '@submitted', label: 'Submitted', question: null, sort: 'submitted' },
    { id: '@status', label: 'Status', question: null, sort: 'status' },
    ...questions.map((question) => ({
      id: question.key,
      label: question.label,
      question,
      sort: isSortable(question) ? question.key : null,
    })),
    { id: '@assignee', label: 'Assigned to', question: null, sort: null },
    { id: '@tags', label: 'Tags', question: null, sort: null },
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
        { value: '-submitted', label: 'Newest first' },
        { value: 'submitted', label: 'Oldest first' },
      ]
    return [
      { value: sort, label: `${label}, up` },
      { value: `-${sort}`, label: `${label}, down` },
    ]
  })
}
