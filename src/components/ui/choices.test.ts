// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { renderToString } from 'vue/server-renderer'
import { expect, test } from 'vitest'
import { createSSRApp } from 'vue'
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

test('Link tabs say which one is open', () => {
  const items = options.map(({ label }, index) => ({ label, href: `?${index}`, current: index === 1 }))
  const tabs = mount(LinkTabs, { props: { label: 'Views', items } })
  expect(tabs.findAll('a').map((link) => link.attributes('aria-current'))).toEqual([undefined, 'page'])
})
