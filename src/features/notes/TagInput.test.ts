// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { renderToString } from 'vue/server-renderer'
import { afterEach, expect, test, vi } from 'vitest'
import { createSSRApp, h, nextTick, ref } from 'vue'
import { findViolations } from '@/test/axe'
import { splitTags } from './split-tags'
import TagInput from './TagInput.vue'

const props = { label: 'Tags', name: 'tags', modelValue: ['travel', 'team'] }

afterEach(() => document.body.replaceChildren())

async function mountTags(more: { max?: number; maxLength?: number; suggestions?: string[] } = {}) {
  const wrapper = mount(TagInput, {
    props: {
      ...props,
      ...more,
      'onUpdate:modelValue': (tags: string[]) => wrapper.setProps({ modelValue: tags }),
    },
    attachTo: document.body,
  })
  await vi.waitFor(() => expect(wrapper.find('[role=combobox]').exists()).toBe(true))
  return { wrapper, input: wrapper.get<HTMLInputElement>('input:not([type=hidden])') }
}

/** What the list offers, once it does. */
async function findOffered(wrapper: Awaited<ReturnType<typeof mountTags>>['wrapper']) {
  await vi.waitFor(() => expect(wrapper.find('[role=option]').exists()).toBe(true))
  return wrapper.findAll('[role=option]')
}

test('The server renders one plain input that posts the tags separated by commas', async () => {
  const html = await renderToString(createSSRApp(TagInput, props))
  expect(html.match(/<input/g)).toHaveLength(1)
  expect(html).toMatch(/<input[^>]*name="tags"/)
  expect(html).toContain('value="travel, team"')
})

test('What was typed into the plain input is taken over when the island wakes up', async () => {
  const host = document.createElement('div')
  document.body.append(host)
  const tags = ref(['travel'])
  const root = {
    setup: () => () =>
      h(TagInput, {
        label: 'Tags',
        name: 'tags',
        modelValue: tags.value,
        'onUpdate:modelValue': (changed: string[]) => (tags.value = changed),
      }),
  }
  host.innerHTML = await renderToString(createSSRApp(root))
  const plain = host.querySelector('input')
  if (plain) plain.value = 'early, Bird'
  const app = createSSRApp(root)
  app.config.warnHandler = () => {}
  app.mount(host)
  await vi.waitFor(() => expect(tags.value).toEqual(['early', 'bird']))
  await nextTick()
  expect(host.querySelector<HTMLInputElement>('input[type=hidden]')?.value).toBe('early, bird')
})

test.each(['Enter', ','])('The key %s adds the tag in lower case and says so', async (key) => {
  const { wrapper, input } = await mountTags()
  await input.setValue(' Q3  Plans ')
  await input.trigger('keydown', { key })
  expect(wrapper.props('modelValue')).toEqual(['travel', 'team', 'q3 plans'])
  expect(wrapper.get('[role=status]').text()).toBe('Added q3 plans.')
  expect(input.element).toHaveProperty('value', '')
})

test('Enter in an empty input is left to the form', async () => {
  const { input } = await mountTags()
  const press = new KeyboardEvent('keydown', { key: 'Enter', cancelable: true })
  input.element.dispatchEvent(press)
  expect(press.defaultPrevented).toBe(false)
})

test('Enter that ends a composition of an input method adds nothing', async () => {
  const { wrapper, input } = await mountTags()
  await input.setValue('とう')
  await input.trigger('keydown', { key: 'Enter', isComposing: true })
  expect(wrapper.props('modelValue')).toEqual(['travel', 'team'])
})

test('Pasted tags are split at their commas', async () => {
  const { wrapper, input } = await mountTags()
  await input.setValue('one, two,,team')
  expect(wrapper.props('modelValue')).toEqual(['travel', 'team', 'one', 'two'])
})

test('A tag that is still being typed is posted, and stays where it is when the input is left', async () => {
  const { wrapper, input } = await mountTags()
  await input.setValue('late')
  await input.trigger('blur')
  expect(wrapper.get('input[type=hidden]').attributes('value')).toBe('travel, team, late')
  expect(wrapper.props('modelValue')).toEqual(['travel', 'team'])
  expect(wrapper.vm.hasDraft()).toBe(true)
})

test('Committing makes a tag of what is being typed', async () => {
  const { wrapper, input } = await mountTags()
  await input.setValue('late')
  expect(wrapper.vm.commit()).toBe(true)
  await nextTick()
  expect(wrapper.props('modelValue')).toEqual(['travel', 'team', 'late'])
  expect(wrapper.vm.hasDraft()).toBe(false)
})

test('Committing what is refused says so, as often as one tries, and goes there', async () => {
  const { wrapper, input } = await mountTags({ maxLength: 5 })
  await input.setValue('lengthy')
  expect(wrapper.vm.commit()).toBe(false)
  expect(wrapper.vm.commit()).toBe(false)
  await nextTick()
  expect(wrapper.get('[role=alert]').text()).toBe('A tag may have at most 5 characters.')
  expect(document.activeElement).toBe(input.element)
})

test('Backspace in an empty input removes the last tag', async () => {
  const { wrapper, input } = await mountTags()
  await input.trigger('keydown', { key: 'Backspace' })
  expect(wrapper.props('modelValue')).toEqual(['travel'])
  expect(wrapper.get('[role=status]').text()).toBe('Removed team.')
})

test('A tag is removed by its named button, and the focus goes to the input', async () => {
  const { wrapper, input } = await mountTags()
  await wrapper.get('[aria-label="Remove tag travel"]').trigger('click')
  expect(wrapper.props('modelValue')).toEqual(['team'])
  expect(document.activeElement).toBe(input.element)
})

test('A tag over the limits stays in the input and the reason is shown', async () => {
  const { wrapper, input } = await mountTags({ max: 3, maxLength: 5 })
  await input.setValue('lengthy')
  await input.trigger('keydown', { key: 'Enter' })
  expect(wrapper.get('[role=alert]').text()).toBe('A tag may have at most 5 characters.')
  await input.setValue('one,two')
  expect(wrapper.get('[role=alert]').text()).toBe('At most 3 tags.')
  expect(input.element).toHaveProperty('value', 'two')
  expect(wrapper.props('modelValue')).toEqual(['travel', 'team', 'one'])
})

test('While one types, known tags are offered below what was typed, which Enter takes', async () => {
  const { wrapper, input } = await mountTags({ suggestions: ['coffee', 'team'] })
  expect(wrapper.find('[role=listbox]').exists()).toBe(false)
  await input.setValue('cof')
  const offered = await findOffered(wrapper)
  expect(offered.map((option) => option.text())).toEqual(['cof new', 'coffee'])
  await input.trigger('keydown', { key: 'Enter' })
  expect(wrapper.props('modelValue')).toEqual(['travel', 'team', 'cof'])
})

test('Enter takes what is typed by then, not what the list still offers', async () => {
  const { wrapper, input } = await mountTags({ suggestions: ['coffee', 'cold brew'] })
  await input.setValue('co')
  await findOffered(wrapper)
  await nextTick()
  expect(wrapper.get('[data-highlighted]').text()).toBe('co new')
  await input.setValue('cob')
  await input.trigger('keydown', { key: 'Enter' })
  expect(wrapper.props('modelValue')).toEqual(['travel', 'team', 'cob'])
})

test('One that is clicked becomes a tag, and the list goes with what was typed', async () => {
  const { wrapper, input } = await mountTags({ suggestions: ['coffee', 'tea'] })
  await input.setValue('t')
  await (await findOffered(wrapper)).at(-1)?.trigger('click')
  expect(wrapper.props('modelValue')).toEqual(['travel', 'team', 'tea'])
  expect(input.element.value).toBe('')
  await vi.waitFor(() => expect(wrapper.find('[role=listbox]').exists()).toBe(false))
})

test('splitTags trims, lowers, drops empty ones and keeps each once', () => {
  expect(splitTags(' A, b  c ,,a,')).toEqual(['a', 'b c'])
})

test('axe has nothing to report of the tags, with a hint and with an error', async () => {
  const field = (more: object) => h(TagInput, { ...props, ...more })
  const wrapper = mount(
    () => h('div', [field({ hint: 'Up to five.' }), field({ name: 'more', error: 'Too long.' })]),
    {
      attachTo: document.body,
    },
  )
  await vi.waitFor(() => expect(wrapper.findAll('[role=combobox]')).toHaveLength(2))
  expect(await findViolations(wrapper.element)).toEqual([])
})

test('axe has nothing to report of the open list', async () => {
  const { wrapper, input } = await mountTags({ suggestions: ['coffee', 'tea'] })
  await input.setValue('t')
  expect(await findOffered(wrapper)).toHaveLength(2)
  expect(await findViolations(wrapper.element)).toEqual([])
})
