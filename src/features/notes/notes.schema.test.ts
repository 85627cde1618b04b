import { expect, it } from 'vitest'
import { CreateNote, ListNotes } from './notes.schema'

it('tags that were taken once are taken again, also when lower case makes them longer', () => {
  const tags = ['İ'.repeat(20)]
  const first = CreateNote.parse({ title: 'x', tags })
  expect(CreateNote.parse({ title: 'x', tags: first.tags }).tags).toEqual(first.tags)
  expect(CreateNote.safeParse({ title: 'x', tags: ['İ'.repeat(40)] }).success).toBe(false)
})

it.each(['\u200b', '\u2060\u00ad', ' \n ', '\u3164'])(
  'a title of %j shows nothing and is refused',
  (title) => {
    expect(CreateNote.safeParse({ title }).success).toBe(false)
  },
)

it.each(['0', '101', '2.5', '1e1', '0x10', '', ' 5', '-1'])(
  'a limit of %j is refused with its range',
  (limit) => {
    expect(ListNotes.safeParse({ limit }).error?.issues[0]?.message).toBe(
      'The limit must be a whole number from 1 to 100.',
    )
  },
)
