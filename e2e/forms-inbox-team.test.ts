// The inbox of a team: what arrives while it is read, two who change the same response, and all of it by keys alone.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setUp } from './support/account'
import { awake } from './support/awake'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'
import { addResponses } from './support/responses'

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
  formId = await page.evaluate(async () => {
    const headers = { 'Content-Type': 'application/json' }
    const fields = [
      { kind: 'short_text', key: 'name', label: 'Your name' },
      { kind: 'yes_no', key: 'comes', label: 'Will you come?' },
    ]
    const body = JSON.stringify({ title: 'Summer party', definition: { fields } })
    const made = await (await fetch('/api/forms', { method: 'POST', headers, body })).json()
    await fetch(`/api/forms/${made.data.id}/publication`, { method: 'POST', headers })
    return String(made.data.id)
  })
  addResponses(
    capsule,
    formId,
    Array.from({ length: 30 }, (_, place) => guest(`Guest ${place}`, 40 - place)),
  )
})

afterAll(async () => {
  await ada.close()
  await capsule.stop()
})

const guest = (name: string, hoursAgo = 0) => ({ answers: { name, comes: true }, age: hoursAgo * 3_600_000 })
const inbox = () => `/forms/${formId}/responses`
const rows = () => page.locator('[data-slot=response-row]')
const button = (name: string) => page.getByRole('button', { name, exact: true })
const focused = () =>
  page.evaluate(
    () => document.activeElement?.closest('tr')?.textContent?.match(/Guest (\d+|[A-D])/)?.[0] ?? '',
  )

async function open(search = '') {
  await page.goto(inbox() + search)
  await awake(page)
}

describe('what arrives', () => {
  it('is counted in the sidebar and at the form in the list', async () => {
    await page.goto('/forms')
    await page
      .getByRole('link', { name: /Summer party/ })
      .getByText('30 new')
      .waitFor()
    await page.locator('aside [data-slot=nav-count]', { hasText: '30' }).waitFor()
    await look(ada, 'forms-list-new')
  })

  it('is said politely, and disturbs neither focus, place nor selection', async () => {
    await open()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.getByText('1 selected').waitFor()
    const before = await rows().nth(4).boundingBox()
    addResponses(capsule, formId, [guest('Guest A'), guest('Guest B'), guest('Guest C')])
    await button('3 new responses').waitFor()
    await page.locator('[role=status]', { hasText: '3 new responses' }).waitFor({ state: 'attached' })
    expect(await rows().nth(4).boundingBox()).toEqual(before)
    expect(await focused()).toBe('Guest 28')
    await look(ada, 'inbox-arrivals')

    await button('3 new responses').click()
    await expect.poll(() => rows().count()).toBe(23)
    await expect.poll(focused).toMatch(/Guest [ABC]/)
    await page.getByText('1 selected').waitFor()
    await expect.poll(() => page.locator('[data-selected]').innerText()).toContain('Guest 28')
  })

  it('is not asked for while the network is gone, and at once when it is back', async () => {
    await open()
    let asked = 0
    await ada.context.setOffline(true)
    page.on('request', (request) => (asked += request.url().includes('/arrivals') ? 1 : 0))
    addResponses(capsule, formId, [guest('Guest D')])
    expect(asked).toBe(0)
    await ada.context.setOffline(false)
    await button('One new response').waitFor()
    expect(asked).toBe(1)
    expect(ada.takeProblems()).toEqual([])
  })
})

describe('two who change one response', () => {
  const state = () => page.getByRole('region', { name: 'State' })

  async function openResponse(name: string) {
    await open()
    await rows().filter({ hasText: name }).getByRole('link').click()
    await page.waitForURL('**/responses/*')
  }

  /** As a colleague does, from another page. */
  async function colleague(change: (page: Page) => Promise<void>) {
    const other = await ada.context.newPage()
    await other.goto(page.url())
    await change(other)
    await other.close()
  }

  it('see both states, and the second one chooses: theirs', async () => {
    await openResponse('Guest 20')
    await state().getByLabel('Status').selectOption('spam')
    await colleague(async (other) => {
      await other.getByLabel('Status').selectOption('done')
      await other.getByLabel('Tags').fill('vip')
      await other.getByRole('button', { name: 'Save', exact: true }).click()
      await other.locator('[data-slot=badge]', { hasText: 'Done' }).waitFor()
    })
    await button('Save').click()
    await page.getByText('Somebody else changed this response').waitFor()
    const conflict = page.locator('[data-slot=response-conflict]')
    expect(await conflict.innerText()).toMatch(/Status\s+Theirs: Done\s+Yours: Spam/)
    expect(await conflict.innerText()).toMatch(/Tags\s+Theirs: vip\s+Yours: nothing/)
    expect(await state().getByLabel('Status').inputValue()).toBe('spam')
    await look(ada, 'response-conflict')
    await page.getByRole('link', { name: 'Take theirs' }).click()
    await expect.poll(() => state().getByLabel('Tags').inputValue()).toBe('vip')
    ada.takeProblems()
  })

  it('or mine, of the answers too, where nothing that was typed is lost', async () => {
    await openResponse('Guest 19')
    await page.getByRole('link', { name: 'Edit answers' }).click()
    await page.getByLabel('Your name').fill('Guest of mine')
    await page.getByLabel('Reason').fill('She said so.')
    await colleague(async (other) => {
      await other.getByLabel('Your name').fill('Guest of theirs')
      await other.getByLabel('Reason').fill('He said so.')
      await other.getByRole('button', { name: 'Save', exact: true }).click()
      await other.getByText('He said so.').first().waitFor()
    })
    await button('Save').click()
    const conflict = page.locator('[data-slot=response-conflict]')
    await conflict.waitFor()
    expect(await conflict.innerText()).toMatch(/Theirs: Guest of theirs\s+Yours: Guest of mine/)
    expect(await page.getByLabel('Your name').inputValue()).toBe('Guest of mine')
    expect(await page.getByLabel('Reason').inputValue()).toBe('She said so.')
    await look(ada, 'response-edit-conflict')
    await button('Save mine').click()
    await page.getByText('She said so.').first().waitFor()
    await page.getByText('He said so.').first().waitFor()
    ada.takeProblems()
  })
})

describe('by keys alone', () => {
  it('j and k go down and up, x selects, 1 to 4 set the status, Enter opens', async () => {
    await open('?sort=submitted')
    for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key)
    expect(await focused()).toBe('Guest 1')
    await page.keyboard.press('3')
    await rows().nth(1).getByText('Done', { exact: true }).waitFor()
    expect(await focused()).toBe('Guest 1')
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
    await page.getByText('2 selected').waitFor()
    await page.keyboard.press('2')
    await expect.poll(() => rows().getByText('In work', { exact: true }).count()).toBe(2)
    await page.getByText('2 selected').waitFor({ state: 'detached' })
    await page.keyboard.press('4')
    await expect.poll(() => rows().filter({ hasText: 'Guest 3' }).count()).toBe(0)
    await expect.poll(focused).toBe('Guest 4')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/responses/*')
    await page.getByRole('heading', { level: 1, name: 'Guest 4' }).waitFor()
    await open('?status=in_work')
    await expect.poll(() => rows().count()).toBe(1)
    expect(ada.takeProblems()).toEqual([])
  })
})
