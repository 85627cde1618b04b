// How much script and style each page brings along, in Brotli, on demo data and with nothing in the browser's cache.
import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { enter } from './support/account'
import { makeFolder, runCapsule, startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { weigh, type Weight } from './support/weigh'

/** In KB: what all scripts of a page may weigh. */
const marks = {
  'sign-in': 60,
  'notes list': 90,
  'note reading': 90,
  editor: 140,
  dashboard: 180,
  'admin overview': 180,
  'admin accounts': 180,
  'public form': 45,
} as const

/** In KB: what the stylesheets of any page may weigh. */
const styleMark = 25

type Page = keyof typeof marks

const env = { ADMIN_EMAIL: 'ada@example.org', ADMIN_PASSWORD: 'correct horse battery demo' }
const weights = new Map<Page, Weight>()
let capsule: Capsule
let ada: Visit
let paths: Record<Page, string>

beforeAll(async () => {
  const folder = makeFolder()
  await runCapsule(['demo', '--notes', '120', '--responses', '400'], { folder, env })
  const database = new Database(join(folder, 'capsule.db'), { readonly: true })
  const find = (sql: string) => z.object({ found: z.string() }).parse(database.query(sql).get()).found
  const slug = find("SELECT slug AS found FROM forms WHERE state = 'open' ORDER BY length(draft) DESC")
  database.close()
  capsule = await startCapsule({ folder })
  ada = await visit({ url: capsule.url })
  const { page } = ada
  await enter(page, env.ADMIN_EMAIL, env.ADMIN_PASSWORD)
  await page.goto('/notes')
  const note = await page.locator('[data-note]').first().getAttribute('data-note')
  paths = {
    'sign-in': '/login',
    'notes list': '/notes',
    'note reading': `/notes/${note}`,
    editor: `/notes/${note}/edit`,
    dashboard: '/',
    'admin overview': '/admin',
    'admin accounts': '/admin/accounts',
    'public form': `/f/${slug}`,
  }
})

afterAll(async () => {
  console.log(table())
  await ada.close()
  await capsule.stop()
})

it.each(Object.keys(marks) as Page[])('%s stays within its mark', async (name) => {
  const isPublic = name === 'sign-in' || name === 'public form'
  const weight = await weigh(paths[name], capsule.url, isPublic ? undefined : ada)
  weights.set(name, weight)
  expect(Math.min(weight.style, weight.script), 'what was seen of the page').toBeGreaterThan(0)
  expect(weight.script / 1024).toBeLessThanOrEqual(marks[name])
  expect(weight.style / 1024).toBeLessThanOrEqual(styleMark)
})

function table(): string {
  const rows = [...weights].map(([name, { script, style, files }]) => {
    const [scripts, styles] = [script, style].map((bytes) => (bytes / 1024).toFixed(1))
    return `| ${name} | ${scripts} | ${marks[name]} | ${styles} | ${styleMark} | ${files} |`
  })
  return [
    '| page | script, KB | mark | style, KB | mark | files |',
    '| --- | --: | --: | --: | --: | --: |',
    ...rows,
  ].join('\n')
}
