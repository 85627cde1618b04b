// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { renderToString } from 'vue/server-renderer'
import { expect, test } from 'vitest'
import { createSSRApp, h, nextTick, ref } from 'vue'
import LinkTabs from './LinkTabs.vue'
import NativeSelect from './NativeSelect.vue'
import RadioCards from './RadioCards.vue'

const options = [
  { value: 'private', label: 'Only me' },
  { value: 'workspace', label: 'The workspace' },
]
const radios = { legend: 'Who may read it', name: 'visibility', options }

test('A radio choice posts natively: one name, its values, one of them checked in the HTML of the server', async () => {
  const html = await renderToString(createSSRApp(RadioCards, { ...radios, value: 'workspace' }))
  expect(html).toMatch(/<input[^>]*name="visibility"[^>]*value="workspace"[^>]* checked/)
  expect(html).not.toMatch(/<input[^>]*value="private"[^>]* checked/)
})

test('A radio choice emits what is chosen', async () => {
  const choice = mount(RadioCards, { props: { ...radios, modelValue: 'private' } })
  await choice.get('input[value=workspace]').setValue()
  expect(choice.emitted('update:modelValue')).toEqual([['workspace']])
})

test('A select marks its choice in the HTML of the server', async () => {
  const html = await renderToString(createSSRApp(NativeSelect, { options, value: 'workspace', name: 'sort' }))
  expect(html).toMatch(/<select[^>]*name="sort"/)
  expect(html).toMatch(/value="workspace" selected/)
})

test('A select emits what is chosen', async () => {
  const select = mount(NativeSelect, { props: { options, modelValue: 'private' } })
  await select.get('select').setValue('workspace')
  expect(select.emitted('update:modelValue')).toEqual([['workspace']])
})

test.each([
  ['radio choice', RadioCards, 'input[value=private]'],
  ['select', NativeSelect, 'option[value=private]'],
])(
  'What was chosen in a %s before hydration survives it and reaches the model',
  async (_name, part, chosen) => {
    const choice = ref('workspace')
    const root = {
      setup: () => () =>
        h(part, {
          ...radios,
          modelValue: choice.value,
          'onUpdate:modelValue': (value: string | undefined) => (choice.value = value ?? ''),
        }),
    }
    const host = document.createElement('div')
    host.innerHTML = await renderToString(createSSRApp(root))
    const option = host.querySelector(chosen)
    if (option instanceof HTMLInputElement) option.checked = true
    if (option instanceof HTMLOptionElement) option.selected = true
    const app = createSSRApp(root)
    app.config.warnHandler = () => {}
    app.mount(host)
    await nextTick()
    await nextTick()
    expect(choice.value).toBe('private')
    const checked = host.querySelector<HTMLInputElement | HTMLSelectElement>('input:checked, select')
    expect(checked?.value).toBe('private')
  },
)

test('Link tabs say which one is open', () => {
  const items = options.map(({ label }, index) => ({ label, href: `?${index}`, current: index === 1 }))
  const tabs = mount(LinkTabs, { props: { label: 'Views', items } })
  expect(tabs.findAll('a').map((link) => link.attributes('aria-current'))).toEqual([undefined, 'page'])
})
