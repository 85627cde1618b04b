import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setUp } from './support/account'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
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

const palette = () => page.getByRole('dialog', { name: 'Go to or find' })

async function writeNote(title: string): Promise<string> {
  const answer = await page.request.post('/api/notes', { data: { title }, headers: { origin: capsule.url } })
  expect(answer.status()).toBe(201)
  return (await answer.json()).data.id
}

describe('the palette', () => {
  it('opens by its keys, goes to a page by the beginning of its name, and hands the focus back', async () => {
    await page.goto('/')
    const button = page.getByRole('button', { name: 'Go to or find' })
    await button.focus()
    await page.keyboard.press('Control+k')
    await palette().waitFor()
    await look(ada, 'palette')
    await page.keyboard.press('Escape')
    await palette().waitFor({ state: 'hidden' })
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true)

    await button.click()
    await palette().getByRole('textbox').fill('outb')
    await palette().getByRole('option').waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/admin/mails')
  })

  it('finds a note by a word, says so when there is none, and opens it', async () => {
    const id = await writeNote('Sourdough for the market')
    await page.keyboard.press('Control+k')
    await palette().getByRole('textbox').fill('zzzz')
    await palette().getByText('Nothing here is called “zzzz”.').waitFor()
    await palette().getByRole('textbox').fill('sourd')
    await palette().getByRole('option', { name: 'Sourdough for the market' }).waitFor()
    await look(ada, 'palette-found')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/notes/${id}`)
  })

  it('is there on a phone, and without scripts nothing promises it', async () => {
    const phone = await visit({ url: capsule.url, width: 360, theme: 'dark' })
    await phone.context.addCookies(await ada.context.cookies())
    await phone.page.goto('/notes')
    await phone.page.getByRole('button', { name: 'Go to or find' }).click()
    await phone.page.getByRole('dialog').waitFor()
    await look(phone, 'palette-phone')
    expect(phone.takeProblems()).toEqual([])
    await phone.close()

    const plain = await visit({ url: capsule.url, javaScript: false })
    await plain.context.addCookies(await ada.context.cookies())
    await plain.page.goto('/notes')
    expect(await plain.page.getByRole('button', { name: 'Go to or find' }).count()).toBe(0)
    await plain.close()
  })
})

describe('the keys', () => {
  it('lead to a place by two letters, but never while one types', async () => {
    await page.goto('/')
    await page.keyboard.press('g')
    await page.keyboard.press('n')
    await page.waitForURL('**/notes')
    await page.goto('/notes/new')
    await page.getByLabel('Title').fill('')
    await page.getByLabel('Title').pressSequentially('gn?')
    expect(await page.getByLabel('Title').inputValue()).toBe('gn?')
    expect(new URL(page.url()).pathname).toBe('/notes/new')
  })

  it('are listed by a question mark', async () => {
    await page.goto('/')
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keys' })
    await sheet.getByText('Go to Notes').waitFor()
    await look(ada, 'keys')
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    expect(ada.takeProblems()).toEqual([])
  })
})
