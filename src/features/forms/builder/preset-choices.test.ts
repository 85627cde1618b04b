// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { Definition } from '../definition/definition.schema'
import type { Field } from '../definition/field.schema'
import DefaultChoice from './DefaultChoice.vue'
import { detailsOf } from './field-details'
import { makeField } from './field-kinds'
import { withPreset } from './preset-choices'

const kinds = ['choice', 'dropdown', 'yes_no', 'rating', 'scale'] as const
const none = ['section', 'file', 'matrix', 'ranking', 'signature', 'consent'] as const
const typed = ['short_text', 'long_text', 'email', 'phone', 'link', 'number', 'date', 'time'] as const

function holds(field: Field) {
  return Definition.safeParse({ fields: [field] }).error?.issues ?? []
}

test.each(none)('A field of the kind %s has no default to choose', (kind) => {
  const field = makeField(kind, 'one')
  expect(mount(DefaultChoice, { props: { field } }).find('select, input').exists()).toBe(false)
  expect(detailsOf(kind).map(({ name }) => name)).not.toContain('default')
})

test.each(typed)('The default of a field of the kind %s is typed', (kind) => {
  expect(detailsOf(kind).map(({ name }) => name)).toContain('default')
})

test.each(kinds)('The default of a field of the kind %s is any of its choices, or none', async (kind) => {
  const field = makeField(kind, 'one')
  const editor = mount(DefaultChoice, { props: { field } })
  const select = editor.get('select')
  for (const option of editor.findAll('option')) await select.setValue(option.element.value)
  const changes = editor.emitted('change') ?? []
  expect(changes.length).toBeGreaterThan(1)
  for (const [change] of changes) expect(holds(Object.assign({ ...field }, change))).toEqual([])
  await select.setValue('')
  expect(editor.emitted('change')?.at(-1)).toEqual([{ default: undefined }])
})

test('Several options are the default of a field of several choices', async () => {
  const field = Object.assign(makeField('choices', 'one'), { default: ['option_3'] })
  const editor = mount(DefaultChoice, { props: { field } })
  const boxes = editor.findAll('input')
  await boxes[0]?.trigger('change')
  await boxes[2]?.trigger('change')
  expect(editor.emitted('change')).toEqual([
    [{ default: ['option_1', 'option_3'] }],
    [{ default: undefined }],
  ])
})

test('A default goes with what it was chosen from', () => {
  const rating: Field = { ...makeField('rating', 'one'), kind: 'rating', label: 'One', steps: 5, default: 5 }
  expect(withPreset(rating, { steps: 3 })).toEqual({ steps: 3, default: undefined })
  for (const steps of [undefined, 1, 7]) expect(withPreset(rating, { steps })).toEqual({ steps })
  const options = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ]
  const choices: Field = { kind: 'choices', key: 'two', label: 'Two', options, default: ['a', 'b'] }
  expect(withPreset(choices, { options: options.slice(1) })).toMatchObject({ default: ['b'] })
  expect(withPreset(choices, { options: [] })).toMatchObject({ default: undefined })
})
