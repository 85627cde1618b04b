import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { setUp } from './support/account'
import { startCapsule, type Capsule } from './support/binary'
import { awake } from './support/awake'
import { visit, windowHeight, type Visit } from './support/browser'
import { tabTo } from './support/keyboard'
import { look } from './support/look'

let capsule: Capsule
let ada: Visit
let page: Page

beforeAll(async () => {
  capsule = await startCapsule()
  ada = await visit({ url: capsule.url })
  page = ada.page
  await page.goto(await capsule.setupLink())
  await setUp(page)
})

afterAll(async () => {
  await ada.close()
})

const names = () => page.locator('[data-slot=field-name] > span:first-child').allInnerTexts()
const inSight = (part: Locator) =>
  part.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2))
  })
const saved = (from = page) => from.locator('[data-slot=save-state]', { hasText: /^Saved$/ }).waitFor()

describe('building a form', () => {
  it('begins with a template', async () => {
    await page.goto('/forms')
    await look(ada, 'forms-empty')
    await page.getByRole('main').getByRole('link', { name: 'New form' }).first().click()
    await page.getByRole('heading', { name: 'New form' }).waitFor()
    await look(ada, 'forms-new')
    await page.getByRole('button', { name: 'How was it?' }).click()
    await page.waitForURL('**/edit')
    expect(await names()).toHaveLength(4)
    await awake(page)
    await saved()
    await look(ada, 'forms-edit')
  })

  it('adds, names, moves, undoes and saves by itself', async () => {
    await page.getByText('Add a field').click()
    await page.getByRole('button', { name: 'E-mail', exact: true }).click()
    await page.getByLabel('Label', { exact: true }).fill('Where may we write to?')
    await expect.poll(names).toContain('Where may we write to?')
    await page.getByRole('button', { name: 'Move up' }).click()
    await expect.poll(async () => (await names()).indexOf('Where may we write to?')).toBe(0)
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(async () => (await names()).indexOf('Where may we write to?')).toBe(1)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(async () => (await names()).indexOf('Where may we write to?')).toBe(0)
    await page.getByRole('button', { name: 'Redo' }).click()
    await saved()
    await page.reload()
    await expect.poll(async () => (await names()).indexOf('Where may we write to?')).toBe(1)
  })

  it('shows a text in the preview as visitors will read it', async () => {
    await awake(page)
    const preview = page.getByRole('region', { name: 'Preview' })
    await page.getByText('Add a field').click()
    await page.getByRole('button', { name: 'Text', exact: true }).click()
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Until **Thursday**')
    await preview.locator('strong', { hasText: 'Thursday' }).waitFor()
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Until **Friday**')
    await preview.locator('strong', { hasText: 'Friday' }).waitFor()
    await saved()
    await page.reload()
    await preview.locator('strong', { hasText: 'Friday' }).waitFor()
    await awake(page)
    await page.locator('[data-slot=field-name]', { hasText: 'Friday' }).click()
    await page.getByRole('button', { name: 'Remove' }).click()
    await saved()
  })

  it('says what hinders, leads there, keeps it on the device, and publishes when it is mended', async () => {
    await awake(page)
    await page.locator('[data-slot=field-name]').first().click()
    await page.getByLabel('Label', { exact: true }).fill('')
    await page.getByText('Before it can be published').waitFor()
    await look(ada, 'forms-edit-problem')
    await page.getByRole('button', { name: 'Publish' }).click()
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('builder-label')
    await page.getByLabel('Label', { exact: true }).fill('How many stars?')
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Published as version 1.').waitFor()
    await saved()
  })

  it('lets the slower of two choose, and loses nothing', async () => {
    const other = await ada.context.newPage()
    await other.goto(page.url())
    await awake(other)
    await other.locator('[data-slot=field-name]').first().click()
    await other.getByLabel('Label', { exact: true }).fill('Theirs')
    await saved(other)
    await page.getByLabel('Label', { exact: true }).fill('Mine')
    await page.getByText('Somebody else saved this form').waitFor()
    await page.getByText('was called “How many stars?” before').waitFor()
    await look(ada, 'forms-edit-conflict')
    await page.evaluate('scrollTo(0, 0)')
    const keep = page.getByRole('button', { name: 'Keep mine' })
    expect(await inSight(keep)).toBe(true)
    await tabTo(page, keep)
    await keep.click()
    await saved()
    expect(await names()).toContain('Mine')
    await other.close()
    ada.takeProblems()
  })
})

describe('what belongs to a form', () => {
  it('is shared by its address, a code and lines for another page', async () => {
    await page.getByRole('link', { name: 'Share', exact: true }).click()
    await page.getByRole('heading', { name: 'A code for phones' }).waitFor()
    await look(ada, 'forms-share')
    const address = await page.getByRole('textbox', { name: 'Address' }).inputValue()
    expect((await page.request.get(address)).status()).toBe(200)
    const code = await page.request.get(new URL('code.svg', page.url()).href)
    expect(await code.text()).toMatch(/^<svg/)
    expect(await page.getByRole('textbox', { name: 'HTML' }).inputValue()).toContain(`${address}?embed`)
  })

  it('is set in its settings, which say what is wrong and keep the rest', async () => {
    await page.getByRole('link', { name: 'Settings', exact: true }).last().click()
    await page.getByRole('heading', { name: 'The form as a whole' }).waitFor()
    await look(ada, 'forms-settings')
    await page.getByLabel('Places').fill('0')
    await page.getByLabel('Thank-you').fill('See you soon.')
    await page.getByRole('button', { name: 'Save the settings' }).click()
    await page.getByText('There must be at least one place.').waitFor()
    expect(await page.getByLabel('Thank-you').inputValue()).toBe('See you soon.')
    await page.getByLabel('Places').fill('5')
    await page.getByRole('button', { name: 'Save the settings' }).click()
    await page.getByText('The settings are saved.').waitFor()
    expect(await page.getByLabel('Places').inputValue()).toBe('5')
  })

  it('is closed, put away, brought back and deleted', async () => {
    await page.getByRole('button', { name: 'Close it' }).click()
    await page.getByText('It is closed: nobody can answer').waitFor()
    await page.getByRole('button', { name: 'Put it into the trash' }).click()
    await page.getByRole('button', { name: 'Bring it back' }).click()
    await page.getByText('It is back.').waitFor()
    await page.getByRole('button', { name: 'Put it into the trash' }).click()
    await page.getByRole('button', { name: 'Delete it for good' }).click()
    await page.waitForURL('**/forms')
    await page.getByText('No forms yet').waitFor()
    ada.takeProblems()
  })
})

describe('a long form', () => {
  const last = 'Question 22'
  const editor = () => page.getByRole('region', { name: 'The field' })
  const focused = () => page.evaluate('document.activeElement?.textContent?.trim()')

  beforeAll(async () => {
    const fields = Array.from({ length: 22 }, (_, at) => ({
      kind: 'short_text',
      key: `q${at + 1}`,
      label: `Question ${at + 1}`,
    }))
    const data = { title: 'Everything', definition: { fields } }
    const answer = await page.request.post('/api/forms', { data })
    const made = z.object({ data: z.object({ id: z.string() }) }).parse(await answer.json())
    await page.goto(`/forms/${made.data.id}/edit`)
    await awake(page)
  })

  it('keeps the editor of a field in sight beside a list that is longer than the window', async () => {
    await page.getByRole('button', { name: last }).click()
    const label = editor().getByLabel('Label', { exact: true })
    await expect.poll(() => label.inputValue()).toBe(last)
    expect(await inSight(label)).toBe(true)
    expect(await inSight(page.getByRole('button', { name: 'Publish' }))).toBe(true)
    await look(ada, 'forms-edit-long')
  })

  it('brings what can be added into sight', async () => {
    const opener = page.getByText('Add a field')
    await opener.evaluate((element) => element.scrollIntoView({ block: 'end' }))
    await opener.press('Enter')
    await expect.poll(() => inSight(page.locator('details[open] button').last())).toBe(true)
    await opener.press('Enter')
  })

  it('shows where a field was added, far above where one asked for it', async () => {
    await page.getByRole('button', { name: 'Question 1', exact: false }).first().click()
    await page.getByText('Add a field').click()
    await page.getByRole('button', { name: 'Rating', exact: true }).click()
    await expect.poll(async () => (await names()).length).toBe(23)
    await expect.poll(() => inSight(page.locator('[data-selected] [data-slot=field-name]'))).toBe(true)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(async () => (await names()).length).toBe(22)
    await saved()
  })

  it('leads to the editor and back on a phone', async () => {
    await page.setViewportSize({ width: 360, height: windowHeight })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.getByRole('button', { name: 'Question 3' }).click()
    await expect.poll(focused).toBe('Short text')
    expect(await inSight(editor().getByLabel('Label', { exact: true }))).toBe(true)
    await editor().getByRole('button', { name: 'Back to the list' }).click()
    await expect.poll(focused).toContain('Question 3')
    expect(await inSight(page.getByRole('button', { name: 'Question 3' }))).toBe(true)
    await page.setViewportSize({ width: ada.width, height: windowHeight })
    await page.emulateMedia({ reducedMotion: null })
  })

  it('keeps the focus in the list when a field goes, down to the last', async () => {
    await page.getByRole('button', { name: last }).focus()
    await page.getByRole('button', { name: last }).press('Delete')
    await expect.poll(focused).toContain('Question 21')
    await page.getByRole('button', { name: 'Question 1', exact: false }).first().click()
    await page.getByRole('button', { name: 'Remove' }).click()
    await expect.poll(focused).toContain('Question 2')
    for (let left = 20; left > 0; left -= 1) await page.keyboard.press('Delete')
    await expect.poll(focused).toBe('Add a field')
    await saved()
  })
})
