import type { ResponseStatus, ResponseView } from './responses.schema'

export const statusWords: Record<ResponseStatus, string> = {
  new: 'New',
  in_work: 'In work',
  done: 'Done',
  spam: 'Spam',
}

export const quarantineLabel = 'Quarantine'

/** What a status is called; one that is not known is shown as it is. */
export function statusLabel(status: string | null): string {
  return statusOptions.find(({ value }) => value === status)?.label ?? status ?? ''
}

/** The views of an inbox, in the order of its tabs. */
export const views: { view: ResponseView; label: string }[] = [
  { view: 'all', label: 'All' },
  { view: 'new', label: 'New' },
  { view: 'in_work', label: 'In work' },
  { view: 'done', label: 'Done' },
  { view: 'quarantine', label: quarantineLabel },
  { view: 'spam', label: 'Spam' },
]

export const statusOptions = (['new', 'in_work', 'done', 'spam'] as const).map((value) => ({
  value,
  label: statusWords[value],
}))

const reasons: Record<string, string> = {
  honeypot: 'A field that people do not see was filled in.',
  no_token: 'It did not come from the form’s own page.',
  too_fast: 'It was filled in faster than anybody reads.',
  same_content: 'The same was sent before.',
}

/** Why a response was held back. */
export function quarantineWords(reason: string | null): string {
  return (reason !== null && reasons[reason]) || 'It looks like spam.'
}
