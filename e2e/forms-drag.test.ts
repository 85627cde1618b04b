// The fields of a form are moved by mouse, by finger and by keyboard; each says where they come to.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { setUp } from './support/account'
import { awake } from './support/awake'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { dragByFinger, dragByMouse } from './support/drag'
import { look } from './support/look'

let capsule: Capsule
let ada: Visit
let path = ''

beforeAll(async () => {
  capsule = await startCapsule()
  ada = await visit({ url: capsule.url })
  await ada.page.goto(await capsule.setupLink())
  await setUp(ada.page)
  const fields = Array.from({ length: 16 }, (_, place) => ({
    kind: 'short_text',
    key: `q${place}`,
    label: `Question ${place}`,
  }))
  path = await ada.page.evaluate(async (fields) => {
    const headers = { 'Content-Type': 'application/json' }
    const body = JSON.stringify({ title: 'Many questions', definition: { fields } })
    const answer = await fetch('/api/forms', { method: 'POST', headers, body })
    return `/forms/${(await answer.json()).data.id}/edit`
  }, fields)
})

afterAll(async () => {
  await ada.close()
  await capsule.stop()
})

async function open(page: Page) {
  await page.goto(path)
  await awake(page)
}

const names = (page: Page) => page.locator('[data-slot=field-name] > span:first-child').allInnerTexts()
const row = (page: Page, label: string) =>
  page.getByRole('list', { name: 'Fields' }).getByRole('listitem').filter({ hasText: label }).first()
const grip = (page: Page, label: string) => row(page, label).locator('[data-slot=grip]')
const news = (page: Page) => page.locator('ol[aria-label=Fields]').locator('xpath=preceding-sibling::p')
const saved = (page: Page) => page.locator('[data-slot=save-state]', { hasText: /^Saved$/ }).waitFor()

it('by the mouse, from anywhere on a field, to a place that is shown; it is saved and can be undone', async () => {
  const { page } = ada
  await open(page)
  await dragByMouse(page, {
    from: row(page, 'Question 0').getByRole('button').first(),
    to: row(page, 'Question 3'),
    at: 'bottom',
    before: async () => {
      await page.locator('[data-drop=before]', { hasText: 'Question 4' }).waitFor()
      await expect.poll(() => news(page).innerText()).toBe('To number 4 of 16')
      await look(ada, 'forms-drag')
    },
  })
  await expect
    .poll(async () => (await names(page)).slice(0, 4))
    .toEqual([1, 2, 3, 0].map((place) => `Question ${place}`))
  await expect.poll(() => news(page).innerText()).toBe('Now number 4 of 16')
  await saved(page)
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await names(page))[0]).toBe('Question 0')
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(async () => (await names(page))[0]).toBe('Question 1')
  await page.keyboard.press('Control+z')
  await saved(page)
})

it('not when Escape puts it back, and a click still chooses', async () => {
  const { page } = ada
  await open(page)
  await dragByMouse(page, {
    from: grip(page, 'Question 2'),
    to: row(page, 'Question 5'),
    at: 'bottom',
    before: async () => {
      await page.keyboard.press('Escape')
      await expect.poll(() => news(page).innerText()).toBe('Still number 3 of 16')
    },
  })
  expect((await names(page))[2]).toBe('Question 2')
  await row(page, 'Question 5').getByRole('button').first().click()
  await expect.poll(() => page.getByLabel('Label', { exact: true }).inputValue()).toBe('Question 5')
})

it('by the mouse beyond the window: the page scrolls along', async () => {
  const { page } = ada
  await open(page)
  await page.setViewportSize({ width: 1280, height: 420 })
  const box = await grip(page, 'Question 0').boundingBox()
  await page.mouse.move((box?.x ?? 0) + 10, (box?.y ?? 0) + 20)
  await page.mouse.down()
  await page.mouse.move((box?.x ?? 0) + 10, 400, { steps: 6 })
  await page.locator('[data-drop=after]', { hasText: 'Question 15' }).waitFor()
  await page.mouse.up()
  await expect.poll(async () => (await names(page)).at(-1)).toBe('Question 0')
  await saved(page)
  await page.keyboard.press('Control+z')
  await saved(page)
  await page.setViewportSize({ width: 1280, height: 800 })
  expect(ada.takeProblems()).toEqual([])
})

it('by a finger on the grip; elsewhere on the list a finger scrolls', async () => {
  const phone = await visit({ url: capsule.url, width: 390, touch: true })
  await phone.context.addCookies(await ada.context.cookies())
  const { page } = phone
  await open(page)
  await row(page, 'Question 1').scrollIntoViewIfNeeded()
  await dragByFinger(page, {
    from: grip(page, 'Question 4'),
    to: row(page, 'Question 1'),
    at: 'top',
    before: async () => {
      await page.locator('[data-drop=before]', { hasText: 'Question 1' }).first().waitFor()
    },
  })
  await expect.poll(async () => (await names(page))[1]).toBe('Question 4')
  await saved(page)

  const order = await names(page)
  const before = await page.evaluate('scrollY')
  await dragByFinger(page, {
    from: row(page, 'Question 6').getByRole('button').first(),
    to: row(page, 'Question 2'),
    at: 'top',
  })
  await expect.poll(() => page.evaluate('scrollY')).toBeGreaterThan(Number(before))
  expect(await names(page)).toEqual(order)
  expect(phone.takeProblems()).toEqual([])
  await phone.close()
})
