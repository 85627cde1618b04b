// Labels, options and answers as long as they may be, in one word and in both directions: nothing is wider than its page.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { setUp } from './support/account'
import { awake } from './support/awake'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { drawCharts } from './support/charts'
import { look } from './support/look'
import { addResponses } from './support/responses'

const word = (length: number) => 'Wasserversorgungsgenossenschaft'.repeat(400).slice(0, length)
const sentence = (length: number) =>
  'What would you like us to know about it? '.repeat(300).slice(0, length).trim()
const rightToLeft = 'ما الذي تودون أن نعرفه عن الحفل، وعن الحديقة، وعن الموسيقى؟'

const fields = [
  { kind: 'section', key: 'about', title: word(200) },
  { kind: 'short_text', key: 'name', label: word(300), help: sentence(1000), placeholder: word(120) },
  { kind: 'number', key: 'grams', label: sentence(300) },
  {
    kind: 'choice',
    key: 'pick',
    label: rightToLeft,
    options: [
      { value: 'word', label: word(200) },
      { value: 'words', label: sentence(200) },
      { value: 'arabic', label: rightToLeft },
    ],
  },
  {
    kind: 'matrix',
    key: 'table',
    label: sentence(120),
    rows: [
      { value: 'a', label: word(120) },
      { value: 'b', label: rightToLeft },
    ],
    columns: Array.from({ length: 12 }, (_, place) => ({ value: `c${place}`, label: sentence(40) + place })),
  },
  { kind: 'long_text', key: 'words', label: word(60) },
]

const answers = (place: number) => ({
  name: place % 2 === 0 ? word(500) : rightToLeft,
  grams: 1_234_567_890 * (place + 1) + 0.125,
  pick: ['word', 'words', 'arabic'][place % 3],
  table: { a: 'c0', b: 'c11' },
  words: place % 2 === 0 ? word(10_000) : sentence(10_000),
})

let capsule: Capsule
let ada: Visit
let page: Page
let form = { id: '', slug: '' }
let responseId = ''

beforeAll(async () => {
  capsule = await startCapsule()
  ada = await visit({ url: capsule.url })
  page = ada.page
  await page.goto(await capsule.setupLink())
  await setUp(page)
  const Form = z.object({ data: z.object({ id: z.string(), slug: z.string() }) })
  const title = sentence(120)
  const headers = { Origin: capsule.url }
  const made = await page.request.post('/api/forms', { headers, data: { title, definition: { fields } } })
  if (!made.ok()) throw new Error(await made.text())
  form = Form.parse(await made.json()).data
  const published = await page.request.post(`/api/forms/${form.id}/publication`, { headers })
  if (!published.ok()) throw new Error(await published.text())
  responseId =
    addResponses(
      capsule,
      form.id,
      Array.from({ length: 24 }, (_, place) => ({ answers: answers(place) })),
    )[0] ?? ''
})

afterAll(async () => {
  await ada.close()
})

it.each([
  ['form-long-texts', () => `/f/${form.slug}`],
  ['forms-list-long-texts', () => '/forms'],
  ['forms-edit-long-texts', () => `/forms/${form.id}/edit`],
  ['inbox-long-texts', () => `/forms/${form.id}/responses`],
  ['response-long-texts', () => `/responses/${responseId}`],
  ['results-long-texts', () => `/forms/${form.id}/results`],
])('%s', async (name, path) => {
  await page.goto(path())
  if (!path().startsWith('/f/')) await awake(page)
  await drawCharts(page)
  await look(ada, name)
  expect(ada.takeProblems()).toEqual([])
})

it('prints the results within the paper', async () => {
  await page.goto(`/forms/${form.id}/results`)
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 718, height: 1000 }) // A4 between margins of 1 cm, at 96 pixels to the inch.
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(718)
  await page.screenshot({ path: 'test-results/screenshots/results-printed.png', fullPage: true })
})
