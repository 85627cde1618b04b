// @vitest-environment happy-dom
import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { defineComponent, h, nextTick } from 'vue'
import { findViolations } from '@/test/axe'
import ConfirmDialog from './ConfirmDialog.vue'
import { useToast } from './use-toast'

enableAutoUnmount(afterEach)
afterEach(() => document.body.replaceChildren())

describe('ConfirmDialog', () => {
  const props = {
    title: 'Delete it?',
    description: 'For good.',
    confirmLabel: 'Delete',
    destructive: true,
    open: true,
  }

  async function open(more: { error?: string; pending?: boolean } = {}) {
    const wrapper = mount(ConfirmDialog, { props: { ...props, ...more }, attachTo: document.body })
    await nextTick()
    await nextTick()
    return { wrapper, buttons: [...document.querySelectorAll<HTMLElement>('[role=alertdialog] button')] }
  }

  test('axe has nothing to report', async () => {
    await open({ error: 'It was changed meanwhile.' })
    expect(document.querySelector('[role=alertdialog]')).not.toBeNull()
    expect(await findViolations(document.body)).toEqual([])
  })

  test('Confirming leaves closing to the parent', async () => {
    const { wrapper, buttons } = await open()
    buttons.find((button) => button.textContent?.trim() === 'Delete')?.click()
    expect(wrapper.emitted('confirm')).toHaveLength(1)
    expect(wrapper.emitted('update:open')).toBeUndefined()
  })

  test('Cancelling closes without confirming', async () => {
    const { wrapper, buttons } = await open()
    buttons.find((button) => button.textContent?.trim() === 'Cancel')?.click()
    expect(wrapper.emitted('update:open')).toEqual([[false]])
    expect(wrapper.emitted('confirm')).toBeUndefined()
  })

  test('The focus begins at the way out, goes round within, and returns to what asked', async () => {
    const asker = document.body.appendChild(document.createElement('button'))
    asker.focus()
    const { wrapper, buttons } = await open()
    const [cancel, confirm] = buttons
    expect(document.activeElement).toBe(cancel)
    await vi.waitFor(() => expect(asker.getAttribute('aria-hidden')).toBe('true'))
    press({ key: 'Tab', shiftKey: true })
    expect(document.activeElement).toBe(confirm)
    press({ key: 'Tab' })
    expect(document.activeElement).toBe(cancel)
    asker.focus()
    expect(document.activeElement).toBe(cancel)
    press({ key: 'Escape' })
    await nextTick()
    expect(wrapper.emitted('update:open')).toEqual([[false]])
    expect(document.querySelector('[role=alertdialog]')).toBeNull()
    expect(document.activeElement).toBe(asker)
    expect(asker.hasAttribute('aria-hidden')).toBe(false)
  })

  test('No key that is pressed in it reaches the page', async () => {
    const { buttons } = await open()
    const heard: string[] = []
    const listen = (event: KeyboardEvent) => heard.push(event.key)
    document.addEventListener('keydown', listen)
    for (const key of ['1', 'k', 'z', '?']) press({ key, ctrlKey: key === 'k' || key === 'z' })
    document.removeEventListener('keydown', listen)
    expect(buttons).toContain(document.activeElement)
    expect(heard).toEqual([])
  })

  test('Nobody leaves while the deed is under way', async () => {
    const { wrapper, buttons } = await open({ pending: true })
    buttons.find((button) => button.textContent?.trim() === 'Cancel')?.click()
    press({ key: 'Escape' })
    expect(wrapper.emitted('update:open')).toBeUndefined()
  })

  test('A second press while the first is under way confirms nothing', async () => {
    const { wrapper, buttons } = await open({ pending: true })
    buttons.find((button) => button.textContent?.trim() === 'Delete')?.click()
    expect(wrapper.emitted('confirm')).toBeUndefined()
  })
})

test('Two islands that speak share one region for messages, which is there before the first of them', async () => {
  const Island = defineComponent(() => {
    const toast = useToast()
    return () => h('button', { onClick: () => toast.success('Saved') }, 'Save')
  })
  mount(Island, { attachTo: document.body })
  const second = mount(Island, { attachTo: document.body })
  expect(regions()).toHaveLength(1)
  await second.get('button').trigger('click')
  await nextTick()
  await nextTick()
  expect(regions()[0]?.textContent).toContain('Saved')
})

function press(keys: KeyboardEventInit) {
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { ...keys, bubbles: true, cancelable: true }),
  )
}

function regions() {
  return [...document.querySelectorAll('section[aria-live=polite]')]
}
