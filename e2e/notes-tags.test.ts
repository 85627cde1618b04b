import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { setUp } from './support/account'
import { awake } from './support/awake'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'
import { tagField } from './support/tag-field'

let capsule: Capsule
let ada: Visit
let page: Page

beforeAll(async () => {
  capsule = await startCapsule()
  ada = await visit({ url: capsule.url })
  page = ada.page
  await page.goto(await capsule.setupLink())
  await setUp(page)
  await page.goto('/notes/new')
  await page.getByLabel('Title').fill('Tagged')
  await tagField(page).fill('unentered')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { level: 1, name: 'Tagged' }).waitFor()
})

afterAll(async () => {
  await ada.close()
  await capsule.stop()
})

const isFocused = (field: Locator) => field.evaluate((element) => element === document.activeElement)

it('leaves a tag to the input method that makes it, and offers tags once it is made', async () => {
  await page.goto('/notes/new')
  await page.getByLabel('Title').fill('Composed')
  await awake(page)
  await tagField(page).focus()
  const cdp = await page.context().newCDPSession(page)
  for (const text of ['u', 'un']) {
    const selection = { selectionStart: text.length, selectionEnd: text.length }
    await cdp.send('Input.imeSetComposition', { text, ...selection })
    await expect.poll(() => tagField(page).inputValue()).toBe(text)
  }
  expect(await page.getByRole('option').count()).toBe(0)
  await cdp.send('Input.insertText', { text: 'un' })
  await page.getByRole('option', { name: 'unentered' }).waitFor()
  expect(await tagField(page).inputValue()).toBe('un')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { level: 1, name: 'Composed' }).waitFor()
  await page.getByRole('link', { name: 'un', exact: true }).waitFor()
})

it('offers the tags that there are, by keyboard, and Escape closes the list', async () => {
  await page.goto('/notes/new')
  await page.getByLabel('Title').fill('Offered')
  await awake(page)
  await tagField(page).pressSequentially('enter')
  await page.getByRole('option', { name: 'unentered' }).waitFor()
  await look(ada, 'note-tags-offered')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Remove tag unentered' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('option').first().waitFor({ state: 'detached' })
  expect([await isFocused(tagField(page)), await tagField(page).inputValue()]).toEqual([true, ''])
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { level: 1, name: 'Offered' }).waitFor()
  expect(ada.takeProblems()).toEqual([])
})

it('saves a tag that is still being typed, by a click on Save too', async () => {
  await page.goto('/notes/new')
  await page.getByLabel('Title').fill('Tagged')
  await tagField(page).fill('unentered')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Tagged' }).waitFor()
  await page.getByRole('link', { name: 'unentered' }).waitFor()
})

it('never saves without a tag that it refuses, however often one tries', async () => {
  await page.goto('/notes/new')
  await page.getByLabel('Title').fill('Refused')
  const long = 'a'.repeat(41)
  await tagField(page).fill(long)
  for (const attempt of ['first', 'second']) {
    await page.getByLabel('Text').focus()
    await page.keyboard.press('Control+s')
    await page.getByText('A tag may have at most 40 characters.').waitFor()
    await expect.poll(async () => [attempt, await isFocused(tagField(page))]).toEqual([attempt, true])
    expect(await tagField(page).inputValue()).toBe(long)
  }
  await tagField(page).fill('')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Refused' }).waitFor()
})
