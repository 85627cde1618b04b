import type { Question } from '@/features/forms/definition/field.schema'
import * as faults from '../words/faults'
import { fitFilter } from './filter'

/** A part of an address that the form does not know any more, and why it was left out. */
export type LeftOut = { part: string; why: string }

/** A query of an address that was kept for long, with what no longer fits left out, and a sentence for each such part. */
export function fitQuery<Q extends { filter?: string | undefined; sort?: string | undefined }>(
  query: Q,
  questions: readonly Question[],
): { query: Q; left: LeftOut[] } {
  const { filter, left } = fitFilter(query.filter ?? '', questions)
  const fitted = left.length === 0 ? query : { ...query, filter: filter || undefined, cursor: undefined }
  const by = query.sort?.replace(/^-/, '') ?? 'submitted'
  if (by === 'submitted' || by === 'status' || questions.some(({ key }) => key === by))
    return { query: fitted, left }
  const why = faults.noSort(by)
  const sorted = { ...fitted, sort: '-submitted', cursor: undefined }
  return { query: sorted, left: [...left, { part: by, why }] }
}
