// @vitest-environment node
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findSentences } from './test/sentences'

/**
 * Where texts for people may stand: the words themselves, what fills a demo or a bench, a template of a form, the names of browsers,
 * and what a terminal says.
 */
const elsewhere =
  /\/words\/|\.test\.ts$|\.d\.ts$|^src\/(?:test|commands|dev)\/|^src\/main\.ts$|^src\/pages\/dev\/|\.demo\.ts$|-bench\.server\.ts$|\/device-name\.server\.ts$|\/demo\/|\/templates\//

test('what is said to people stands in words/, one place a feature', async () => {
  const found: string[] = []
  let read = 0
  for (const path of new Bun.Glob('src/**/*.{ts,vue,astro}').scanSync('.')) {
    if (elsewhere.test(path)) continue
    read += 1
    const sentences = await findSentences({ path, source: readFileSync(path, 'utf8') })
    found.push(...sentences.map(({ text, line }) => `${path}:${line} ${text}`))
  }

  expect(read).toBeGreaterThan(300)
  expect(found).toEqual([])
})

describe('a text for people is found', () => {
  test.each([
    ['in markup', 'X.astro', '<p>Nothing here yet</p>', 'Nothing here yet'],
    ['in an expression of markup', 'X.astro', '<p>{done && <b>It is done</b>}</p>', 'It is done'],
    ['in an attribute', 'X.astro', '<Alert title="Saved" />', 'Saved'],
    ['in a template literal of markup', 'X.astro', '<Alert title={`Made by ${name}`} />', 'Made by …'],
    [
      'before markup',
      'X.astro',
      `---\nconst done = { ok: 'It is done.' }\n---\n<p>{done.ok}</p>`,
      'It is done.',
    ],
    ['in a component', 'X.vue', '<template><p>Nothing yet</p></template>', 'Nothing yet'],
    ['in its attributes', 'X.vue', '<template><Field label="Title" /></template>', 'Title'],
    [
      'in its bindings',
      'X.vue',
      `<template><p :title="a ? 'Not saved yet' : b" /></template>`,
      'Not saved yet',
    ],
    ['in what it writes', 'X.vue', `<template>{{ a ? 'All is well' : '' }}</template>`, 'All is well'],
    [
      'in its script',
      'X.vue',
      `<script setup lang="ts">\nconst a = 'Moved to the trash'\n</script>`,
      'Moved to the trash',
    ],
    ['in a script', 'x.ts', `const message = 'This day is over.'`, 'This day is over.'],
    ['as a single word that is read', 'x.ts', `const a = { label: 'Save' }`, 'Save'],
    ['with something put in', 'x.ts', 'say(`The ${what} is gone`)', 'The … is gone'],
    ['in markup of a script', 'x.ts', 'html(`<p class="a b">${icon}Try again</p>`)', 'Try again'],
  ])('%s', async (_, path, source, text) => {
    expect((await findSentences({ path, source })).map((found) => found.text)).toEqual([text])
  })
})

describe('what no reader of a page meets is left alone', () => {
  test.each([
    ['a fault of the program', 'x.ts', `throw new Error('This cannot be.')`],
    ['a line of the log', 'x.ts', `log.warn('The mail server is gone.')`],
    ['classes', 'X.vue', '<template><p class="flex items-center gap-2" /></template>'],
    ['a statement', 'x.ts', "db.query('SELECT a FROM b')"],
    ['a type', 'x.ts', `type A = 'Not said'`],
    ['an import', 'x.ts', `import a from 'A name.'`],
    ['a key', 'X.astro', '<kbd>Esc</kbd>'],
    ['classes by a name that is read', 'x.ts', `const a = { title: 'font-semibold tracking-tight' }`],
    ['a style', 'x.ts', `const a = { text: '…;font-size:16px;margin:0 0 2px' }`],
    ['a key in markup of a script', 'x.ts', 'html(`<kbd>Ctrl</kbd>`)'],
    ['a statement with something put in', 'x.ts', 'const a = `SELECT max(${a}) FROM ${b}`'],
    ['an address', 'x.ts', `const a = { title: '/notes' }`],
  ])('%s', async (_, path, source) => {
    expect(await findSentences({ path, source })).toEqual([])
  })
})
