import type { AnswerIssue } from '@/features/forms/definition/answers.schema'

/** What becomes of what a visitor sends. */
export type Outcome =
  | { outcome: 'taken'; id: string; isNew: boolean }
  | { outcome: 'refused'; issues: AnswerIssue[] }
  | { outcome: 'not_open' | 'closed' | 'full' | 'gone' | 'enough' }
  /** A personal link is needed, or the one that was used is none, or opens nothing any more. */
  | { outcome: 'needs_link' | 'unknown_link' | 'used_link' | 'revoked_link' }
  /** More than usual came from this address: a proof of work first, then it is taken. */
  | { outcome: 'challenged'; challenge: unknown }
