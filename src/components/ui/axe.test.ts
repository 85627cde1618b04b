// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import { h, type VNode } from 'vue'
import { findViolations } from '@/test/axe'
import Alert from './Alert.vue'
import Badge from './Badge.vue'
import Button from './Button.vue'
import EmptyState from './EmptyState.vue'
import { kbdClasses } from './kbd-classes'
import LinkTabs from './LinkTabs.vue'
import NativeSelect from './NativeSelect.vue'
import RadioCards from './RadioCards.vue'
import SearchField from './SearchField.vue'
import Spinner from './Spinner.vue'
import StickyBar from './StickyBar.vue'
import TextareaField from './TextareaField.vue'
import TextField from './TextField.vue'

const variants = ['default', 'secondary', 'outline', 'destructive'] as const
const choices = [
  { value: 'private', label: 'Only me', description: 'Nobody else sees it.' },
  { value: 'workspace', label: 'The workspace' },
]

const samples: [string, () => VNode | VNode[]][] = [
  ['A button in its variants', () => variants.map((variant) => h(Button, { variant }, () => 'Save'))],
  ['A pending button', () => h(Button, { pending: true }, () => 'Saving')],
  ['A link that looks like a button', () => h(Button, { as: 'a', href: '/notes' }, () => 'Notes')],
  ['A badge in its variants', () => variants.map((variant) => h(Badge, { variant }, () => 'travel'))],
  ['An alert', () => h(Alert, { variant: 'destructive', title: 'That did not work' }, () => 'Try again.')],
  [
    'A text field',
    () => h(TextField, { label: 'E-mail', name: 'email', type: 'email', hint: 'Yours.', error: 'Missing.' }),
  ],
  [
    'A text field with a hidden label',
    () => h(TextField, { label: 'Title', hideLabel: true, optional: true }),
  ],
  ['A textarea field', () => h(TextareaField, { label: 'Text', name: 'body', error: 'Too long.' })],
  ['A select', () => h(NativeSelect, { 'aria-label': 'Sort', options: choices, value: 'private' })],
  ['A search field', () => h(SearchField, { label: 'Search the notes', name: 'q' })],
  [
    'A radio choice',
    () => h(RadioCards, { legend: 'Who may read it', name: 'v', options: choices, error: 'Choose.' }),
  ],
  [
    'A row of link tabs',
    () =>
      h(LinkTabs, {
        label: 'Notes',
        items: [{ label: 'Active', href: '/notes', current: true, count: '2' }],
      }),
  ],
  [
    'An empty state',
    () => h(EmptyState, { title: 'No notes yet', description: 'Write one.' }, () => h(Button, () => 'Write')),
  ],
  [
    'A bar at the edge of the window',
    () => h(StickyBar, { label: 'Selected' }, () => h(Button, () => 'Archive')),
  ],
  ['A spinner', () => h(Spinner, { label: 'Loading' })],
  ['A key', () => h('p', ['Press ', h('kbd', { class: kbdClasses }, 'P')])],
]

afterEach(() => document.body.replaceChildren())

describe('axe', () => {
  test.each(samples)('%s has nothing to report', async (_name, render) => {
    const wrapper = mount(() => h('div', render()), { attachTo: document.body })
    await wrapper.vm.$nextTick()
    expect(await findViolations(wrapper.element)).toEqual([])
  })

  test('An input without a name is reported, so the helper can fail', async () => {
    const wrapper = mount(() => h('div', h('input')), { attachTo: document.body })
    expect(await findViolations(wrapper.element)).toHaveLength(1)
  })
})
