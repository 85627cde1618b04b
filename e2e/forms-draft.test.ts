// A draft is not lost: steps back and forth by keys, no network, a colleague who saves first, and a viewer who only looks.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { awake } from './support/awake'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'
import { addResponses } from './support/responses'
import { buildWorld, type Caller, type World } from './support/world'

let world: World
let capsule: Capsule
let owner: Visit
let page: Page
let formId = ''

const fields = [
  { kind: 'short_text', key: 'name', label: 'Your name' },
  { kind: 'long_text', key: 'words', label: 'Your words' },
]

beforeAll(async () => {
  world = await buildWorld()
  capsule = await startCapsule({ folder: world.folder })
  owner = await come('owner')
  page = owner.page
  await page.goto('/forms')
  formId = await page.evaluate(async (fields) => {
    const headers = { 'Content-Type': 'application/json' }
    const body = JSON.stringify({ title: 'Guest book', definition: { fields } })
    const made = await (await fetch('/api/forms', { method: 'POST', headers, body })).json()
    await fetch(`/api/forms/${made.data.id}/publication`, { method: 'POST', headers })
    return String(made.data.id)
  }, fields)
  addResponses(capsule, formId, [{ answers: { name: 'Ada', words: 'Lovely.' } }])
})

afterAll(async () => {
  await owner.close()
  await capsule.stop()
})

async function come(who: Caller): Promise<Visit> {
  const visitor = await visit({ url: capsule.url })
  const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(world.cookies[who]) ?? []
  await visitor.context.addCookies([{ name, value, url: capsule.url }])
  return visitor
}

const edit = () => `/forms/${formId}/edit`
const label = (from = page) => from.getByLabel('Label', { exact: true })
const names = (from = page) => from.locator('[data-slot=field-name] > span:first-child').allInnerTexts()
const state = (words: string) =>
  page.locator('[data-slot=save-state]', { hasText: new RegExp(`^${words}$`) }).waitFor()

async function open(from = page) {
  await from.goto(edit())
  await awake(from)
  await from.locator('[data-slot=field-name]').first().click()
}

describe('a draft', () => {
  it('goes back and forth by Ctrl+Z and Ctrl+Shift+Z, typing as one step, also from within a field', async () => {
    await open()
    await label().fill('')
    await label().pressSequentially('Who are you?')
    await label().press('Control+z')
    await expect.poll(() => names()).toEqual(['Your name', 'Your words'])
    await label().press('Control+Shift+z')
    await expect.poll(() => names()).toEqual(['Who are you?', 'Your words'])
    await state('Saved')
    await page.reload()
    expect(await names()).toEqual(['Who are you?', 'Your words'])
  })

  it('is kept on the device while there is no network, says so, and is sent when it is back', async () => {
    await open()
    await owner.context.setOffline(true)
    await label().fill('Written on a train')
    await state('Kept on this device')
    await page.getByText('What you see is kept on this device.').waitFor()
    await look(owner, 'forms-edit-offline')
    const kept = await page.evaluate((id) => localStorage.getItem(`capsule.form-draft.${id}`), formId)
    expect(kept).toContain('Written on a train')
    expect(await draftLabels()).not.toContain('Written on a train')

    await owner.context.setOffline(false)
    await state('Saved')
    expect(await draftLabels()).toContain('Written on a train')
    await expect
      .poll(() => page.evaluate((id) => localStorage.getItem(`capsule.form-draft.${id}`), formId))
      .toBeNull()
    owner.takeProblems()
  })

  it('is back after a tab was closed without a network', async () => {
    const tab = await owner.context.newPage()
    await open(tab)
    await owner.context.setOffline(true)
    await label(tab).fill('From the closed tab')
    await tab.getByText('What you see is kept on this device.').waitFor()
    await tab.close({ runBeforeUnload: false })
    await owner.context.setOffline(false)
    await page.goto(edit())
    await page.getByText('What was not saved last time is back.').waitFor()
    expect(await names()).toContain('From the closed tab')
    await state('Saved')
    owner.takeProblems()
  })

  it('meets a colleague’s: theirs can be taken, and mine is not put over it unseen', async () => {
    await open()
    const other = await come('admin')
    await open(other.page)
    await label(other.page).fill('Theirs')
    await other.page.locator('[data-slot=save-state]', { hasText: /^Saved$/ }).waitFor()
    await expect.poll(draftLabels).toContain('Theirs')
    await label().fill('Mine')
    await page.getByText('Somebody else saved this form').waitFor()
    await look(owner, 'forms-edit-conflict')
    expect(await draftLabels()).toContain('Theirs')
    await page.getByRole('button', { name: 'Take theirs' }).click()
    await expect.poll(() => names()).toContain('Theirs')
    await state('Saved')
    expect(await draftLabels()).toContain('Theirs')
    await other.close()
    owner.takeProblems()
  })
})

/** What the server has, asked for past the browser, which may be without a network. */
async function draftLabels(): Promise<string[]> {
  const answer = await fetch(`${capsule.url}/api/forms/${formId}`, {
    headers: { cookie: world.cookies.owner },
  })
  const Draft = z.object({
    data: z.object({ draft: z.object({ fields: z.array(z.object({ label: z.string() })) }) }),
  })
  return Draft.parse(await answer.json()).data.draft.fields.map(({ label }) => label)
}

describe('a viewer', () => {
  it('sees what a form asks, and changes nothing', async () => {
    const viewer = await come('viewer')
    await viewer.page.goto(edit())
    await viewer.page.getByText('You look at this form').waitFor()
    await viewer.page.getByLabel('Your words').waitFor()
    for (const name of ['Publish', 'Undo', 'Add a field', 'Settings', 'Share'])
      expect([name, await viewer.page.getByRole('main').getByText(name, { exact: true }).count()]).toEqual([
        name,
        0,
      ])
    await look(viewer, 'forms-edit-viewer')
    const answer = await fetch(`${capsule.url}/api/forms/${formId}/draft`, {
      method: 'PUT',
      headers: { cookie: world.cookies.viewer, 'content-type': 'application/json', origin: capsule.url },
      body: JSON.stringify({ definition: { fields }, version: 1 }),
    })
    expect(answer.status).toBe(403)
    expect(viewer.takeProblems()).toEqual([])
    await viewer.close()
  })

  it('reads the responses, and neither selects nor changes them', async () => {
    const viewer = await come('viewer')
    await viewer.page.goto(`/forms/${formId}/responses`)
    await awake(viewer.page)
    await viewer.page.locator('[data-slot=response-row]', { hasText: 'Lovely.' }).waitFor()
    expect(await viewer.page.getByRole('checkbox').count()).toBe(0)
    for (const key of ['j', 'x', '3']) await viewer.page.keyboard.press(key)
    await look(viewer, 'inbox-viewer')
    await viewer.page.keyboard.press('Enter')
    await viewer.page.waitForURL('**/responses/*')
    for (const name of ['Save', 'Comment', 'Delete', 'Edit answers', 'Make a note of it'])
      expect([name, await viewer.page.getByRole('main').getByText(name, { exact: true }).count()]).toEqual([
        name,
        0,
      ])
    expect(await viewer.page.locator('[data-slot=badge]').innerText()).toBe('New')
    await look(viewer, 'response-viewer')
    expect(viewer.takeProblems()).toEqual([])
    await viewer.close()
  })
})
