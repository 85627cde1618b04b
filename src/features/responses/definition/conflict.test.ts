import { expect, test } from 'vitest'
import type { Definition } from '@/features/forms/definition/definition.schema'
import { answerDifferences, stateDifferences } from './conflict'

const definition: Definition = {
  fields: [
    { kind: 'section', key: 'you', title: 'You' },
    { kind: 'short_text', key: 'name', label: 'Name' },
    { kind: 'yes_no', key: 'comes', label: 'Comes' },
    { kind: 'signature', key: 'sign', label: 'Signature', ways: ['typed'] },
  ],
}

test('only what two people have differently is shown, in words', () => {
  const theirs = { name: 'Ada', comes: true, sign: { way: 'typed', name: 'Ada' } }
  expect(answerDifferences(definition, theirs, { name: 'Ada', comes: false })).toEqual([
    { label: 'Comes', theirs: 'Yes', mine: 'No' },
  ])
  expect(answerDifferences(definition, theirs, { comes: true })).toEqual([
    { label: 'Name', theirs: 'Ada', mine: '' },
  ])
})

test('a state that both set alike is no difference', () => {
  expect(stateDifferences({ Status: 'Done', Tags: '' }, { Status: 'New', Tags: '' })).toEqual([
    { label: 'Status', theirs: 'Done', mine: 'New' },
  ])
})
