import { expect, test } from 'vitest'
import type { Field } from '../definition/field.schema'
import { findObstacles, findProblems } from './problems'

const question: Field = { kind: 'short_text', key: 'name', label: 'Your name' }
const pictureId = '019b76da-a800-7000-8000-000000000001'
const picture = (about: object): Field => ({ kind: 'picture_block', key: 'picture', alt: '', ...about })

test.each([
  ['no picture', { alt: 'A loaf' }, /Choose a picture/],
  ['no words for whoever cannot see it', { pictureId, alt: ' ' }, /Say what it shows/],
])('A picture block with %s can be saved, and not published', (_, about, message) => {
  const fields = [question, picture(about)]
  expect(findProblems(fields)).toEqual([])
  expect(findObstacles(fields)).toEqual([
    { key: 'picture', name: expect.any(String), message: expect.stringMatching(message) },
  ])
})

test.each([
  ['says what it shows', { pictureId, alt: 'A loaf' }],
  ['only decorates', { pictureId, decorative: true }],
])('A picture that %s can be published', (_, about) => {
  expect(findObstacles([question, picture(about)])).toEqual([])
})
