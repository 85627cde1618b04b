// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { findProblems } from './problems'
import FieldDetails from './FieldDetails.vue'
import { makeField } from './field-kinds'

test('The greatest size of a file is typed in megabytes', async () => {
  const editor = mount(FieldDetails, { props: { field: makeField('file', 'one') } })
  const size = editor.findAll('input[type=number]')[1]
  expect(editor.text()).toContain('MB a file')
  expect(size?.element).toHaveProperty('value', '10')
  await size?.setValue('2.5')
  await size?.setValue('')
  expect(editor.emitted('change')).toEqual([[{ maxBytes: 2_621_440 }], [{ maxBytes: undefined }]])
})

test('A file that is larger than an instance takes is said in megabytes', () => {
  const field = Object.assign(makeField('file', 'one'), { maxBytes: 11_534_336 })
  expect(findProblems([field]).map(({ message }) => message)).toEqual(['A file may have at most 10 MB.'])
})
