// @vitest-environment node
import { expect, it } from 'vitest'
import { Definition } from './definition/definition.schema'
import { renderBlocks } from './block-text.server'

const render = (text: string) =>
  renderBlocks(
    Definition.parse({ fields: [{ kind: 'consent', key: 'terms', label: 'Terms', text, required: true }] }),
  )['terms']

it('a consent leads to its terms, in a tab of their own', () => {
  expect(render('I **agree** to the [terms](https://example.org/terms).')).toBe(
    'I <strong>agree</strong> to the <a href="https://example.org/terms" rel="noopener nofollow" target="_blank">terms</a>.',
  )
})

it.each([
  ['[a](javascript:alert(1))', 'javascript:'],
  ['<img src=x onerror=alert(1)>', '<img'],
  ['![x](https://example.org/x.png)', '<img'],
])('a consent runs nothing: %s', (text, part) => {
  expect(render(text)).not.toContain(`"${part}`)
  expect(render(text)).not.toMatch(/<(img|script)/)
})
