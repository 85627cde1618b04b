import type { AnswerIssue } from '@/features/forms/definition/answers.schema'

/** What becomes of what a visitor sends. */
export type Outcome =
  | { outcome: 'taken'; id: string; isNew: boolean }
  | { outcome: 'refused'; issues: AnswerIssue[] }
  | { outcome: 'not_open' | 'closed' | 'full' | 'gone' | 'enough' }
  /** More than usual came from this address: a proof of work first, then it is taken. */
  | { outcome: 'challenged'; challenge: unknown }
