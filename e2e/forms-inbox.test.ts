import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { setUp } from './support/account'
import { awake } from './support/awake'
import { startCapsule, type Capsule } from './support/binary'
import { resize, visit, type Visit } from './support/browser'
import { drawCharts } from './support/charts'
import { tabTo } from './support/keyboard'
import { look } from './support/look'
import { saveScreenshots } from './support/screenshot'
import { addResponses, type NewResponse } from './support/responses'
import { expectWithinPage } from './support/within'

const option = (value: string, label: string) => ({ value, label })

const fields = [
  { kind: 'section', key: 'you', title: 'About you' },
  { kind: 'short_text', key: 'name', label: 'Your name', required: true },
  { kind: 'email', key: 'email', label: 'E-mail' },
  { kind: 'number', key: 'guests', label: 'Guests' },
  { kind: 'page_break', key: 'second', title: 'The party' },
  {
    kind: 'choice',
    key: 'dish',
    label: 'What do you bring?',
    options: [option('soup', 'Soup'), option('cake', 'A large cake with cherries')],
  },
  {
    kind: 'choices',
    key: 'days',
    label: 'Which days?',
    options: [option('sat', 'Saturday'), option('sun', 'Sunday')],
  },
  { kind: 'rating', key: 'stars', label: 'How was last year?', steps: 5 },
  { kind: 'scale', key: 'again', label: 'Would you recommend us?' },
  {
    kind: 'matrix',
    key: 'rooms',
    label: 'The rooms',
    rows: [option('hall', 'Hall'), option('yard', 'Yard')],
    columns: [option('good', 'Good'), option('bad', 'Bad')],
  },
  { kind: 'signature', key: 'sign', label: 'Signature', ways: ['drawn', 'typed'] },
  { kind: 'long_text', key: 'words', label: 'Anything else?' },
]

const HOUR = 3_600_000
const people = ['Ada', 'Grace', 'Alan', 'Edsger', 'Barbara', 'Donald']

function response(place: number): NewResponse {
  const name = `${people[place % people.length]} ${place}`
  return {
    age: (40 - place) * HOUR,
    status: place % 5 === 0 ? 'done' : 'new',
    answers: {
      name,
      email: `guest${place}@example.org`,
      guests: place % 7,
      dish: place % 3 === 0 ? 'soup' : 'cake',
      days: place % 2 === 0 ? ['sat', 'sun'] : ['sun'],
      stars: 1 + (place % 5),
      again: place % 11,
      rooms: { hall: 'good', yard: place % 2 === 0 ? 'bad' : 'good' },
      sign:
        place % 2 === 0
          ? { way: 'typed', name }
          : { way: 'drawn', strokes: [[100, 200, 300, 80, 500, 240, 700, 60]] },
      words: 'The garden and the music were lovely.',
    },
  }
}

let capsule: Capsule
let ada: Visit
let page: Page
let formId = ''

beforeAll(async () => {
  capsule = await startCapsule()
  ada = await visit({ url: capsule.url })
  page = ada.page
  await page.goto(await capsule.setupLink())
  await setUp(page)
  const Made = z.object({ id: z.string() })
  formId = Made.parse(await call('POST', '/api/forms', { title: 'Summer party', definition: { fields } })).id
  await call('POST', `/api/forms/${formId}/publication`)
})

afterAll(async () => {
  await ada.close()
})

/** Calls the API as the person at the page does; returns the data of the answer. */
function call(method: string, path: string, body?: object): Promise<unknown> {
  return page.evaluate(
    async ({ method, path, body }) => {
      const headers = { 'Content-Type': 'application/json' }
      const answer = await fetch(path, { method, headers, body: body ? JSON.stringify(body) : null })
      return answer.status === 204 ? null : (await answer.json()).data
    },
    { method, path, body },
  )
}

const button = (name: string) => page.getByRole('button', { name, exact: true })
const rows = () => page.locator('[data-slot=response-row]')
const inbox = () => `/forms/${formId}/responses`

describe('the inbox', () => {
  it('begins empty, and what arrives is said without a reload', async () => {
    await page.goto('/forms')
    await look(ada, 'forms-list')
    await page.getByRole('link', { name: /Summer party/ }).click()
    await page.getByRole('heading', { name: 'No responses yet' }).waitFor()
    await look(ada, 'inbox-empty')
    addResponses(capsule, formId, [response(1), response(2), response(3)])
    await button('3 new responses').click()
    await expect.poll(() => rows().count()).toBe(3)
  })

  it('pages, sorts and filters at the server, and the address keeps it', async () => {
    addResponses(
      capsule,
      formId,
      Array.from({ length: 30 }, (_, place) => response(place + 4)),
    )
    await page.goto(inbox())
    await expect.poll(() => rows().count()).toBe(20)
    await look(ada, 'inbox')
    await page.getByRole('link', { name: 'Show more' }).click()
    await expect.poll(() => rows().count()).toBe(33)

    await page.getByRole('link', { name: 'Your name' }).click()
    await page.waitForURL(/sort=-name/)
    await page.getByText('Filter', { exact: true }).click()
    await page.getByLabel('What', { exact: true }).selectOption('dish')
    await page.getByLabel('Value', { exact: true }).selectOption('soup')
    await button('Add').click()
    await page.waitForURL(/filter=dish%3Aequal%3Asoup/)
    await page.getByText('What do you bring? is Soup').waitFor()
    await expect.poll(() => rows().count()).toBe(11)
    await look(ada, 'inbox-filtered')
    await page.reload()
    await expect.poll(() => rows().count()).toBe(11)
    await page.getByRole('link', { name: /Take this filter away/ }).click()
    await expect.poll(() => rows().count()).toBe(20)
    await page.getByLabel('Search responses').fill('Nobody')
    await page.getByRole('heading', { name: 'No response matches' }).waitFor()
    await look(ada, 'inbox-no-match')
  })

  it('shows the columns that were chosen, also the next time', async () => {
    await page.goto(inbox())
    await page.getByText('Columns', { exact: true }).click()
    await page.getByLabel('Anything else?').check()
    await page.getByRole('columnheader', { name: 'Anything else?' }).waitFor()
    await page.reload()
    await page.getByRole('columnheader', { name: 'Anything else?' }).waitFor()
  })

  it.each([360, 768, 1280])('opens at %i px what it offers within the page', async (width) => {
    const tab = await ada.context.newPage()
    await tab.setViewportSize({ width, height: 800 })
    await tab.goto(inbox())
    await awake(tab)
    for (const [button, offered] of [
      ['Columns', tab.getByRole('group', { name: 'Columns to show' })],
      ['Export', tab.getByRole('link', { name: 'JSON Lines' })],
    ] as const) {
      await tab.getByText(button, { exact: true }).click()
      await expectWithinPage(offered)
      await resize({ page: tab, javaScript: true }, width === 1280 ? 360 : 1280)
      await expectWithinPage(offered)
      await resize({ page: tab, javaScript: true }, width)
      await tab.keyboard.press('Escape')
    }
    await tab.close()
  })

  it('is worked through by keys alone: down, select, change together', async () => {
    await page.goto(inbox())
    await rows().first().getByRole('checkbox').waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.getByText('2 selected').waitFor()
    await look(ada, 'inbox-selected')
    await page.setViewportSize({ width: 360, height: 640 })
    await tabTo(page, page.getByRole('button', { name: 'Clear' }))
    await page.setViewportSize({ width: ada.width, height: 800 })
    await page.getByLabel('Set status').selectOption('in_work')
    await page.getByText('2 responses changed').waitFor()
    await page.goto(`${inbox()}?status=in_work`)
    await expect.poll(() => rows().count()).toBe(2)
  })

  it('works without scripts: the table, the sort, the filter, the export', async () => {
    const plain = await visit({ url: capsule.url, javaScript: false })
    await plain.context.addCookies(await ada.context.cookies())
    await plain.page.goto(inbox())
    expect(await plain.page.locator('[data-slot=response-row]').count()).toBe(20)
    await plain.page.getByText('Filter', { exact: true }).click()
    await plain.page.getByLabel('Value', { exact: true }).fill('Grace')
    await plain.page.getByRole('button', { name: 'Add' }).click()
    await plain.page.getByText('Your name contains Grace').waitFor()
    expect(await plain.page.locator('[data-slot=response-row]').count()).toBeGreaterThan(0)
    await plain.close()
  })
})

describe('quarantine', () => {
  it('holds responses back until they are released', async () => {
    addResponses(capsule, formId, [{ answers: { name: 'Held back' }, quarantine: 'honeypot' }])
    await page.goto(inbox())
    await rows().first().waitFor()
    expect(await page.getByText('Held back').count()).toBe(0)
    await page.getByRole('link', { name: /Quarantine/ }).click()
    await page.getByText('Held back', { exact: true }).waitFor()
    await look(ada, 'inbox-quarantine')
    await rows().first().getByRole('link').first().click()
    await page.getByText('This response is in quarantine').waitFor()
    await look(ada, 'response-quarantined')
    await button('Release it').click()
    await page.getByText('This response is in quarantine').waitFor({ state: 'detached' })
    await page.goto(inbox())
    await page.getByText('Held back', { exact: true }).waitFor()
    await page.goto(`${inbox()}?status=quarantine`)
    await page.getByRole('heading', { name: 'Nothing in quarantine' }).waitFor()
  })
})

describe('one response', () => {
  it('is read with its pages, goes to the next by j and k, and keeps the filter', async () => {
    await page.goto(`${inbox()}?filter=dish%3Aequal%3Asoup`)
    await rows().first().getByRole('link').first().click()
    await page.getByRole('heading', { name: 'The party' }).waitFor()
    await look(ada, 'response')
    const first = new URL(page.url())
    expect(first.search).toContain('filter=')
    await page.getByText('Press j').waitFor({ state: 'attached' })
    await page.keyboard.press('j')
    await page.waitForURL((url) => url.pathname !== first.pathname)
    await page.getByText('Press j').waitFor({ state: 'attached' })
    await page.keyboard.press('k')
    await page.waitForURL((url) => url.pathname === first.pathname)
  })

  it('gets a status, tags and a comment', async () => {
    await page.getByLabel('Status').selectOption('done')
    await page.getByLabel('Tags').fill('vip, garden')
    await button('Save').click()
    await page.locator('[data-slot=badge]', { hasText: 'Done' }).waitFor()
    expect(await page.getByLabel('Tags').inputValue()).toBe('garden, vip')
    await page.getByRole('textbox', { name: 'Comment' }).fill('Call her on Monday.')
    await button('Comment').click()
    await page.getByText('Call her on Monday.').waitFor()
  })

  it('is printed with what is known of it and nothing to press', async () => {
    await page.emulateMedia({ media: 'print' })
    expect(
      await page.locator('main :is(button, select, textarea, input)').filter({ visible: true }).count(),
    ).toBe(0)
    expect(await page.locator('[data-slot=response-facts]').innerText()).toContain('garden, vip')
    expect(await page.getByText('Call her on Monday.').isVisible()).toBe(true)
    await page.emulateMedia({ media: null })
    expect(await page.locator('[data-slot=response-facts]').isVisible()).toBe(false)
  })

  it('is edited with a reason, which stays with what it said before', async () => {
    await page.getByRole('link', { name: 'Edit answers' }).click()
    await look(ada, 'response-edit')
    await page.getByLabel('Your name').fill('Augusta')
    await page.getByLabel('Reason').fill('She told us on the phone.')
    await button('Save').click()
    await page.getByText('She told us on the phone.').waitFor()
    await page.locator('ins', { hasText: 'Augusta' }).waitFor()
    await look(ada, 'response-edited')
  })

  it('becomes a note, and is deleted after a question', async () => {
    const here = page.url()
    await button('Make a note of it').click()
    await page.waitForURL('**/notes/*')
    await page.getByRole('link', { name: /The response of/ }).click()
    await page.waitForURL('**/responses/*')
    await page.goto(here)
    await page.getByRole('link', { name: 'Delete', exact: true }).click()
    await look(ada, 'response-delete')
    await button('Delete for good').click()
    await page.waitForURL(`**${inbox()}?filter=**`)
    await expect.poll(() => rows().count()).toBe(10)
    expect(ada.takeProblems()).toEqual([])
  })
})

/** Without scripts the tables stand where the charts would be. */
async function showsTables(link: string) {
  const plain = await visit({ url: capsule.url, javaScript: false })
  await plain.page.goto(link)
  expect(await plain.page.locator('[data-slot=chart]:visible').count()).toBe(0)
  await plain.page.getByRole('cell', { name: '10', exact: true }).first().waitFor()
  await saveScreenshots(plain, 'results-without-script')
  await plain.close()
}

describe('what comes out', () => {
  it('is the same as CSV, read by a parser, as as JSON Lines', async () => {
    const take = (format: string) =>
      page.evaluate(
        async (path) => (await fetch(path)).text(),
        `/api/forms/${formId}/export?format=${format}`,
      )
    const Rows = z.array(z.record(z.string(), z.string()))
    const table = Rows.parse(parse(await take('csv'), { columns: true, bom: true, record_delimiter: '\r\n' }))
    const Line = z.object({ id: z.string(), answers: z.record(z.string(), z.unknown()) })
    const lines = (await take('jsonl'))
      .trimEnd()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)))
    expect(lines).toHaveLength(33)
    expect(table.map((row) => [row['Id'], row['Your name'], row['Guests']])).toEqual(
      lines.map(({ id, answers }) => [id, answers['name'], String(answers['guests'] ?? '')]),
    )
  })

  it('is summed up in charts with a table behind each', async () => {
    await page.goto(`/forms/${formId}/results`)
    await drawCharts(page)
    await page.getByText('Net promoter score').waitFor()
    await look(ada, 'results')
    await page
      .locator('[data-slot=result]', { hasText: 'What do you bring?' })
      .getByText('As a table')
      .click()
    await page.getByRole('cell', { name: '10', exact: true }).first().waitFor()
  })

  it('is shared without a session, and without scripts', async () => {
    await button('Make a link').click()
    const link = await page.getByRole('textbox', { name: 'Link to the results' }).inputValue()
    const stranger = await visit({ url: capsule.url })
    await stranger.page.goto(link)
    await stranger.page.getByRole('heading', { level: 1, name: 'Summer party' }).waitFor()
    expect(await stranger.page.content()).not.toMatch(/lovely|example\.org|Augusta/)
    expect(await stranger.context.cookies()).toEqual([])
    await drawCharts(stranger.page)
    await look(stranger, 'results-shared')
    await showsTables(link)
    await button('End the link').click()
    await button('Make a link').waitFor()
    expect((await stranger.page.goto(link))?.status()).toBe(404)
    await stranger.close()
    expect(ada.takeProblems()).toEqual([])
  })
})
