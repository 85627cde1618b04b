// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { renderToString } from 'vue/server-renderer'
import { afterEach, expect, test } from 'vitest'
import { createSSRApp, h, nextTick, ref, type Component } from 'vue'
import TextareaField from './TextareaField.vue'
import TextField from './TextField.vue'

afterEach(() => document.body.replaceChildren())

test('A text field ties its label, hint and error to the input', () => {
  const field = mount(TextField, { props: { label: 'E-mail', hint: 'At work.', error: 'It is missing.' } })
  const input = field.get('input')
  const described = input.attributes('aria-describedby')?.split(' ') ?? []
  expect(field.get('label').attributes('for')).toBe(input.attributes('id'))
  expect(described.map((id) => field.get(`[id="${id}"]`).text())).toEqual(['It is missing.', 'At work.'])
  expect(field.get('[role=alert]').text()).toBe('It is missing.')
  expect(input.attributes('aria-invalid')).toBe('true')
})

test('A text field without a hint and an error claims neither', () => {
  const input = mount(TextField, { props: { label: 'E-mail' } }).get('input')
  expect(input.attributes('aria-describedby')).toBeUndefined()
  expect(input.attributes('aria-invalid')).toBeUndefined()
})

test('A text field hands every other attribute to its input', () => {
  const field = mount(TextField, {
    props: { label: 'E-mail' },
    attrs: { name: 'email', required: true, maxlength: 9 },
  })
  expect(field.get('input').attributes()).toMatchObject({ name: 'email', required: '', maxlength: '9' })
  expect(field.attributes('name')).toBeUndefined()
})

test('A text field emits what is typed', async () => {
  const field = mount(TextField, { props: { label: 'Title', modelValue: '' } })
  await field.get('input').setValue('Offsite')
  expect(field.emitted('update:modelValue')).toEqual([['Offsite']])
})

test.each<[string, Component, string]>([
  ['input', TextField, 'value="Draft"'],
  ['textarea', TextareaField, '>Draft</textarea>'],
])('The value of an %s is in the HTML of the server', async (_tag, component, expected) => {
  const html = await renderToString(
    createSSRApp(component, { label: 'Title', name: 'title', value: 'Draft' }),
  )
  expect(html).toContain(expected)
  expect(html).not.toContain('style=')
})

test.each<[string, Component]>([
  ['input', TextField],
  ['textarea', TextareaField],
])('What was typed into an %s before hydration survives it and reaches the model', async (tag, component) => {
  const title = ref('From the server')
  const root = {
    setup: () => () =>
      h(component, {
        label: 'Title',
        modelValue: title.value,
        'onUpdate:modelValue': (text: string) => (title.value = text),
      }),
  }
  const host = document.createElement('div')
  document.body.append(host)
  host.innerHTML = await renderToString(createSSRApp(root))
  const control = host.querySelector<HTMLInputElement | HTMLTextAreaElement>(tag)
  if (control) control.value = 'Typed early'
  const app = createSSRApp(root)
  app.config.warnHandler = () => {}
  app.mount(host)
  await nextTick()
  expect(title.value).toBe('Typed early')
  expect(host.querySelector<HTMLInputElement | HTMLTextAreaElement>(tag)?.value).toBe('Typed early')
})
