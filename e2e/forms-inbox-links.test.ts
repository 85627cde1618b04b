import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { setUp } from './support/account'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'
import { addResponses } from './support/responses'

const fields = [
  { kind: 'short_text', key: 'name', label: 'Your name' },
  { kind: 'email', key: 'email', label: 'E-mail' },
  { kind: 'number', key: 'guests', label: 'Guests' },
]

let capsule: Capsule
let ada: Visit
let page: Page
let formId = ''
let ids: string[] = []

beforeAll(async () => {
  capsule = await startCapsule()
  ada = await visit({ url: capsule.url })
  page = ada.page
  await page.goto(await capsule.setupLink())
  await setUp(page)
  const Made = z.object({ data: z.object({ id: z.string() }) })
  const make = await page.evaluate(
    async (body) => {
      const headers = { 'Content-Type': 'application/json' }
      const answer = await fetch('/api/forms', { method: 'POST', headers, body: JSON.stringify(body) })
      const made = await answer.json()
      await fetch(`/api/forms/${made.data.id}/publication`, { method: 'POST', headers })
      return made
    },
    { title: 'Summer party', definition: { fields } },
  )
  formId = Made.parse(make).data.id
  ids = addResponses(capsule, formId, [
    { answers: { name: 'Ada', email: 'ada@example.org', guests: 3 }, age: 3000 },
    { answers: { name: 'ليلى الفاسي', guests: 1 }, age: 2000 },
    { answers: { email: 'cy@example.org', guests: 2 }, age: 1000 },
  ])
})

afterAll(async () => {
  await ada.close()
})

const inbox = (search = '') => `/forms/${formId}/responses${search}`
const rows = () => page.locator('[data-slot=response-row]')
const status = async (path: string) => (await page.goto(path))?.status()

describe('an old link', () => {
  it('to the API is refused, and to the inbox opens without what no longer fits', async () => {
    const search = '?filter=colour:equal:red,guests:greater:1'
    expect(await status(`/api${inbox(search)}`)).toBe(400)
    expect(await status(inbox(search))).toBe(200)
    await page.getByRole('alert').getByText('colour:equal:red').waitFor()
    expect(await rows().count()).toBe(2)
    await look(ada, 'inbox-left-out')
  })
})

describe('a response', () => {
  it('is headed by its name, else its address, and tells who changed its state', async () => {
    await page.goto(`/responses/${ids[2]}`)
    await page.getByRole('heading', { level: 1, name: 'cy@example.org' }).waitFor()
    await page.goto(`/responses/${ids[1]}`)
    await page.getByRole('heading', { level: 1, name: 'ليلى الفاسي' }).waitFor()
    expect(await page.getByRole('heading', { name: 'History' }).count()).toBe(0)
    await page.getByLabel('Status').selectOption('done')
    await page.getByLabel('Tags').fill('vip')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { name: 'History' }).waitFor()
    const history = page.locator('section[aria-labelledby=history]')
    expect(await history.locator('li li').allInnerTexts()).toEqual(['Tag: vip', 'Status: New Done'])
    await look(ada, 'response-history')
  })
})

describe('the list of forms', () => {
  it('is searched and sorted by its address, without a script too', async () => {
    await page.goto('/forms?q=nothing')
    await page.getByRole('heading', { name: 'No form matches' }).waitFor()
    const plain = await visit({ url: capsule.url, javaScript: false })
    await plain.context.addCookies(await ada.context.cookies())
    await plain.page.goto('/forms')
    await plain.page.getByLabel('Search titles').fill('summer')
    await plain.page.getByLabel('Sort by').selectOption('last_response')
    await plain.page.getByRole('button', { name: 'Show', exact: true }).click()
    await plain.page.waitForURL((url) => url.searchParams.get('sort') === 'last_response')
    await plain.page.getByRole('link', { name: /Summer party.*3 responses/s }).waitFor()
    await plain.close()
  })
})

describe('on a phone', () => {
  it('the inbox is sorted and selected as a whole', async () => {
    await page.setViewportSize({ width: 360, height: 740 })
    await page.goto(inbox())
    await page.getByLabel('Select all', { exact: true }).check()
    await page.getByText('3 selected').waitFor()
    await page.getByLabel('Sort by').selectOption('guests')
    await page.waitForURL((url) => url.searchParams.get('sort') === 'guests')
    await expect.poll(() => rows().first().innerText()).toContain('ليلى')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
  })
})
