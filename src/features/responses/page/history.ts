import type { Question } from '@/features/forms/definition/field.schema'
import type { ResponseChange, ResponseEdit } from '../responses.schema'
import { statusLabel } from '../status-words'
import * as words from '../words/response'
import { quarantine } from '../words/status'
import { shownAnswer } from '../definition/answer-words'

/** One thing that became another; `was` or `became` is empty for nothing. */
export type HistoryChange = { label: string; was: string; became: string; isAnswer: boolean }

/** What somebody did to a response at one time. */
export type HistoryEntry = {
  who: string | null
  at: string
  reason: string | null
  isOfMany: boolean
  changes: HistoryChange[]
}

/** Edits of the answers and changes of the state as one history, the newest first; what was saved at once is one entry. */
export function historyOf(
  edits: readonly ResponseEdit[],
  changes: readonly ResponseChange[],
  questions: readonly Question[],
): HistoryEntry[] {
  const entries = new Map<string, HistoryEntry>()
  const entryOf = (who: string | null, at: string, isOfMany: boolean): HistoryEntry => {
    const key = `${at} ${isOfMany} ${who}`
    const entry = entries.get(key) ?? { who, at, reason: null, isOfMany, changes: [] }
    entries.set(key, entry)
    return entry
  }
  for (const { editor, createdAt, reason, before, after } of edits) {
    const entry = entryOf(editor?.name ?? null, createdAt, false)
    entry.reason = reason
    for (const question of questions) {
      const was = shownAnswer(question, before[question.key])
      const became = shownAnswer(question, after[question.key])
      if (was !== became) entry.changes.push({ label: question.label, was, became, isAnswer: true })
    }
  }
  for (const { actor, createdAt, isOfMany, ...change } of changes)
    entryOf(actor?.name ?? null, createdAt, isOfMany).changes.push({
      ...stateChange(change),
      isAnswer: false,
    })
  return [...entries.values()].toSorted((one, other) => other.at.localeCompare(one.at))
}

function stateChange({ what, was, became }: Pick<ResponseChange, 'what' | 'was' | 'became'>) {
  if (what === 'status') return { label: words.status, was: statusSaid(was), became: statusSaid(became) }
  if (what === 'assignee')
    return { label: words.assignedTo, was: was ?? words.nobody, became: became ?? words.nobody }
  return { label: words.tag, was: was ?? '', became: became ?? '' }
}

function statusSaid(status: string | null): string {
  return status === 'quarantine' ? quarantine : statusLabel(status)
}
