// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import DetailsMenu from './DetailsMenu.vue'

function open() {
  document.body.innerHTML = '<button id="elsewhere">Elsewhere</button>'
  const menu = mount(DetailsMenu, {
    attachTo: document.body,
    slots: { button: 'Export', default: '<a href="/x">CSV</a>' },
  })
  const { element } = menu.find<HTMLDetailsElement>('details')
  element.open = true
  return { menu, element }
}

it('closes by Escape, and gives the focus back to its button', async () => {
  const { menu, element } = open()
  await menu.find('a').trigger('keydown', { key: 'a' })
  expect(element.open).toBe(true)
  await menu.find('a').trigger('keydown', { key: 'Escape' })
  expect(element.open).toBe(false)
  expect(document.activeElement).toBe(menu.find('summary').element)
})

it('stays open by a click within', async () => {
  const { menu, element } = open()
  await menu.find('a').trigger('click')
  expect(element.open).toBe(true)
})

it('closes by a click elsewhere', () => {
  const { element } = open()
  document.querySelector<HTMLElement>('#elsewhere')?.click()
  expect(element.open).toBe(false)
})
