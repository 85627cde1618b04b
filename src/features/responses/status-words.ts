import type { ResponseStatus, ResponseView } from './responses.schema'

export const statusWords: Record<ResponseStatus, string> = {
  new: 'New',
  in_work: 'In work',
  done: 'Done',
  spam: 'Spam',
}

/** The views of an inbox, in the order of its tabs. */
export const views: { view: ResponseView; label: string }[] = [
  { view: 'all', label: 'All' },
  { view: 'new', label: 'New' },
  { view: 'in_work', label: 'In work' },
  { view: 'done', label: 'Done' },
  { view: 'quarantine', label: 'Quarantine' },
  { view: 'spam', label: 'Spam' },
]

export const statusOptions = (['new', 'in_work', 'done', 'spam'] as const).map((value) => ({
  value,
  label: statusWords[value],
}))
