// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { findViolations } from '@/test/axe'
import Combobox from './Combobox.vue'

afterEach(() => document.body.replaceChildren())

function mountCombobox(options: readonly string[]) {
  const wrapper = mount(Combobox, {
    props: { listLabel: 'Fruits', options, modelValue: '' },
    attrs: { 'aria-label': 'Fruit' },
    attachTo: document.body,
  })
  const input = wrapper.get<HTMLInputElement>('input')
  const highlighted = () => wrapper.find('[data-highlighted]')
  return { wrapper, input, highlighted }
}

type Mounted = ReturnType<typeof mountCombobox>

async function openByArrow({ input, highlighted }: Mounted) {
  await input.trigger('keydown', { key: 'ArrowDown' })
  await vi.waitFor(() => expect(highlighted().exists()).toBe(true))
}

async function expectClosed({ wrapper, input }: Mounted) {
  await vi.waitFor(() => expect(wrapper.find('[role=listbox]').exists()).toBe(false))
  expect(input.attributes()).toMatchObject({ 'aria-expanded': 'false' })
  expect(input.attributes('aria-activedescendant')).toBeUndefined()
}

function press({ input }: Mounted, key: string): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  input.element.dispatchEvent(event)
  return event
}

test('With nothing to offer, the arrows, Home, End, Enter and Escape are left alone', async () => {
  const box = mountCombobox([])
  for (const key of ['ArrowDown', 'ArrowUp', 'Home', 'End', 'Enter', 'Escape'])
    expect([key, press(box, key).defaultPrevented]).toEqual([key, false])
  await expectClosed(box)
})

test('An arrow opens the list and leads through it; Enter chooses', async () => {
  const box = mountCombobox(['apple', 'pear'])
  await openByArrow(box)
  expect(box.highlighted().text()).toBe('apple')
  expect(press(box, 'ArrowDown').defaultPrevented).toBe(true)
  await nextTick()
  expect(box.highlighted().text()).toBe('pear')
  expect(box.input.attributes('aria-activedescendant')).toBe(box.highlighted().attributes('id'))
  expect(press(box, 'Enter').defaultPrevented).toBe(true)
  expect(box.wrapper.emitted('choose')).toEqual([['pear']])
  await expectClosed(box)
})

test('Home and End stay the field’s while the list is open', async () => {
  const box = mountCombobox(['apple', 'pear'])
  await openByArrow(box)
  for (const key of ['Home', 'End']) expect([key, press(box, key).defaultPrevented]).toEqual([key, false])
  await nextTick()
  expect(box.highlighted().text()).toBe('apple')
})

test('A blank marks nothing', async () => {
  const box = mountCombobox(['apple'])
  await box.input.setValue(' ')
  await box.wrapper.setProps({ modelValue: ' ' })
  await vi.waitFor(() => expect(box.wrapper.find('[role=option]').exists()).toBe(true))
  await nextTick()
  await nextTick()
  expect(box.highlighted().exists()).toBe(false)
})

test('Escape closes the list and nothing else', async () => {
  const box = mountCombobox(['apple'])
  await openByArrow(box)
  const outside = vi.fn<() => void>()
  document.body.addEventListener('keydown', outside)
  expect(press(box, 'Escape').defaultPrevented).toBe(true)
  document.body.removeEventListener('keydown', outside)
  expect(outside).not.toHaveBeenCalled()
  await expectClosed(box)
  expect(box.wrapper.emitted('choose')).toBeUndefined()
})

test('A click opens the list with nothing marked in it, so that Enter stays the form’s', async () => {
  const box = mountCombobox(['apple'])
  await box.input.trigger('click')
  await vi.waitFor(() => expect(box.wrapper.find('[role=option]').exists()).toBe(true))
  await nextTick()
  expect(box.highlighted().exists()).toBe(false)
  expect(press(box, 'Enter').defaultPrevented).toBe(false)
  await box.input.trigger('blur')
  await expectClosed(box)
})

test('axe has nothing to report, closed and open', async () => {
  const box = mountCombobox(['apple', 'pear'])
  expect(await findViolations(box.wrapper.element)).toEqual([])
  await openByArrow(box)
  expect(await findViolations(box.wrapper.element)).toEqual([])
})

test('More than come in one turn all come, also where there was one before', async () => {
  const many = Array.from({ length: 8 }, (_, place) => `fruit ${place}`)
  const mounted = mountCombobox(['apple'])
  await openByArrow(mounted)
  await mounted.wrapper.setProps({ options: many })
  const offered = () => mounted.wrapper.findAll('[role=option]').map((option) => option.text())
  await vi.waitFor(() => expect(offered()).toEqual(many))
  await mounted.wrapper.setProps({ options: many.slice(0, 1) })
  await vi.waitFor(() => expect(offered()).toHaveLength(1))
  await mounted.wrapper.setProps({ options: many })
  await vi.waitFor(() => expect(offered()).toEqual(many))
})
