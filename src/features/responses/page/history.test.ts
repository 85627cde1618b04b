import { expect, test } from 'vitest'
import type { Question } from '@/features/forms/definition/field.schema'
import type { ResponseChange, ResponseEdit } from '../responses.schema'
import { historyOf } from './history'

const dish: Question = { kind: 'short_text', key: 'dish', label: 'Dish' }
const ada = { id: '1', name: 'Ada' }
const change = (more: Partial<ResponseChange>): ResponseChange => ({
  actor: ada,
  what: 'status',
  was: 'new',
  became: 'done',
  isOfMany: false,
  createdAt: '2026-01-02T10:00:00.000Z',
  ...more,
})
const edit: ResponseEdit = {
  id: 'e',
  editor: null,
  reason: 'She rang.',
  before: { dish: 'Soup' },
  after: {},
  createdAt: '2026-01-03T10:00:00.000Z',
}

test('a response that nothing happened to has no history', () => {
  expect(historyOf([], [], [dish])).toEqual([])
})

test('edits and changes stand in one history, the newest first', () => {
  const history = historyOf([edit], [change({})], [dish])
  expect(history).toMatchObject([
    { who: null, reason: 'She rang.', changes: [{ label: 'Dish', was: 'Soup', became: '' }] },
    { who: 'Ada', reason: null, changes: [{ label: 'Status', was: 'New', became: 'Done' }] },
  ])
})

test('what was saved at once is one entry, and what was changed with others another', () => {
  const history = historyOf(
    [],
    [
      change({ was: 'quarantine', became: 'new' }),
      change({ what: 'assignee', was: null, became: 'Grace' }),
      change({ what: 'tag', was: null, became: 'vip', isOfMany: true }),
    ],
    [],
  )
  expect(history.map(({ changes }) => changes)).toMatchObject([
    [
      { label: 'Status', was: 'Quarantine', became: 'New' },
      { label: 'Assigned to', was: 'Nobody', became: 'Grace' },
    ],
    [{ label: 'Tag', was: '', became: 'vip' }],
  ])
})
