import type { ResponseStatus, ResponseView } from './responses.schema'
import * as words from './words/status'

export const statusWords: Record<ResponseStatus, string> = words.statuses

/** What a status is called; one that is not known is shown as it is. */
export function statusLabel(status: string | null): string {
  return statusOptions.find(({ value }) => value === status)?.label ?? status ?? ''
}

/** The views of an inbox, in the order of its tabs. */
export const views: { view: ResponseView; label: string }[] = [
  { view: 'all', label: words.all },
  { view: 'new', label: words.statuses.new },
  { view: 'in_work', label: words.statuses.in_work },
  { view: 'done', label: words.statuses.done },
  { view: 'quarantine', label: words.quarantine },
  { view: 'spam', label: words.statuses.spam },
]

export const statusOptions = (['new', 'in_work', 'done', 'spam'] as const).map((value) => ({
  value,
  label: statusWords[value],
}))

/** Why a response was held back. */
export function quarantineWords(reason: string | null): string {
  return (reason !== null && words.reasons[reason]) || words.looksLikeSpam
}
