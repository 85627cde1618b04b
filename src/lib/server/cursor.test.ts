import { expect, it } from 'vitest'
import { useInstance } from '@/test/instance'
import { readCursor, writeCursor } from './cursor'

useInstance()

const refusal = 'Some of what was sent cannot be used.'

it('a cursor gives back its keys, for its own list alone', () => {
  const cursor = writeCursor('notes', [1, 'ä', -2.5])
  expect(readCursor('notes', cursor)).toEqual([1, 'ä', -2.5])
  expect(() => readCursor('forms', cursor)).toThrow(refusal)
})

it('a cursor with one byte changed, in its keys or its signature, is refused', () => {
  const parts = writeCursor('notes', [1, 2])
    .split('.')
    .map((part) => Buffer.from(part, 'base64url'))
  for (const [which, part] of parts.entries()) {
    for (let place = 0; place < part.length; place += 1) {
      const changed = Buffer.from(part)
      changed[place] = (part[place] ?? 0) ^ 1
      const cursor = parts
        .with(which, changed)
        .map((bytes) => bytes.toString('base64url'))
        .join('.')
      expect(() => readCursor('notes', cursor)).toThrow(refusal)
    }
  }
})
