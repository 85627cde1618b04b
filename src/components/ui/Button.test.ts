// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import Button from './Button.vue'

test('A button does not submit a form unless it is told to', () => {
  expect(mount(Button).attributes('type')).toBe('button')
  expect(mount(Button, { props: { type: 'submit' } }).attributes('type')).toBe('submit')
})

test('A link has no type of a button', () => {
  const link = mount(Button, { props: { as: 'a' }, attrs: { href: '/notes' } })
  expect(link.element.tagName).toBe('A')
  expect(link.attributes('type')).toBeUndefined()
})

test('A pending button keeps its label and its focus, and neither calls its handler nor submits', async () => {
  let presses = 0
  const button = mount(Button, {
    props: { pending: true, type: 'submit' },
    attrs: { onClick: () => (presses += 1) },
    slots: { default: 'Save' },
  })
  const click = new MouseEvent('click', { cancelable: true })
  button.element.dispatchEvent(click)
  expect(click.defaultPrevented).toBe(true)
  expect(presses).toBe(0)
  expect(button.text()).toBe('Save')
  expect(button.attributes()).toMatchObject({ 'aria-busy': 'true', 'aria-disabled': 'true' })
  expect(button.attributes('disabled')).toBeUndefined()
  await button.setProps({ pending: false })
  await button.trigger('click')
  expect(presses).toBe(1)
})

test('A class that is handed in replaces the one of its kind', () => {
  const classes = mount(Button, { props: { class: 'px-8' } }).classes()
  expect(classes).toContain('px-8')
  expect(classes).not.toContain('px-4')
})
