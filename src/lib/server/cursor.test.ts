import { expect, it } from 'vitest'
import { useInstance } from '@/test/instance'
import { readCursor, writeCursor } from './cursor'

useInstance()

it('a cursor gives back its keys, for its own list alone', () => {
  const cursor = writeCursor('notes', [1, 'ä', -2.5])
  expect(readCursor('notes', cursor)).toEqual([1, 'ä', -2.5])
  expect(() => readCursor('forms', cursor)).toThrow()
})

it('each changed character of a cursor is refused', () => {
  const cursor = writeCursor('notes', [1, 2])
  for (let place = 0; place < cursor.length; place += 1) {
    const other = cursor[place] === 'A' ? 'B' : 'A'
    const changed = cursor.slice(0, place) + other + cursor.slice(place + 1)
    const isSameBytes = Buffer.from(changed.split('.')[1] ?? '', 'base64url').equals(
      Buffer.from(cursor.split('.')[1] ?? '', 'base64url'),
    )
    if (isSameBytes && changed.split('.')[0] === cursor.split('.')[0]) continue
    expect(() => readCursor('notes', changed), changed).toThrow('Some of what was sent cannot be used.')
  }
})
