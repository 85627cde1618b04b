// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const sources = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(vue|astro|ts)$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(`${folder}/${name}`, 'utf8') }))

const components = readdirSync('src/components/ui').filter((name) => name.endsWith('.vue'))
const gallery = sources('src/dev')
const app = sources('src').filter(({ path }) => !path.startsWith('src/dev/'))

test.each(components)('%s is shown and named on /dev/components', (file) => {
  expect(gallery.some(({ text }) => text.includes(`<Sample name="${file.slice(0, -4)}"`))).toBe(true)
})

test.each(components)('%s is used by the app itself', (file) => {
  expect(app.some(({ text }) => new RegExp(`from '[^']*/${file}'`).test(text))).toBe(true)
})
