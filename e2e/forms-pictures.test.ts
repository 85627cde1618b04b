import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { drawLoaf, drawMark } from '@/features/forms/demo/bread.demo'
import { setUp } from './support/account'
import { startCapsule, type Capsule } from './support/binary'
import { awake } from './support/awake'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'

const loaf = { name: 'loaf.png', mimeType: 'image/png', buffer: Buffer.from(drawLoaf()) }
const mark = { name: 'bakery.png', mimeType: 'image/png', buffer: Buffer.from(drawMark()) }
const script = { name: 'loaf.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload="alert(1)"/>') }

let capsule: Capsule
let ada: Visit
let page: Page
let slug = ''

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

const saved = () => page.locator('[data-slot=save-state]', { hasText: /^Saved$/ }).waitFor()
const preview = () => page.getByRole('region', { name: 'Preview' })

/** A file as a browser hands it over when it is pasted or dropped. */
const transfer = (base64: string) =>
  `(() => {
    const bytes = Uint8Array.from(atob('${base64}'), (character) => character.charCodeAt(0))
    const transfer = new DataTransfer()
    transfer.items.add(new File([bytes], 'pasted.png', { type: 'image/png' }))
    return transfer
  })()`

describe('a picture in the builder', () => {
  it('is added as a block, and one that is none by its content is refused', async () => {
    await page.goto('/forms/new')
    await page.getByRole('button', { name: 'How was it?' }).click()
    await page.waitForURL('**/edit')
    await awake(page)
    await page.getByText('Add a field').click()
    await page.getByRole('button', { name: 'Picture', exact: true }).click()
    await preview().getByText('No picture yet').waitFor()
    await page.getByLabel('A picture from this device').setInputFiles(script)
    await page.getByRole('alert').getByText('By its content this is no PNG').waitFor()
    await look(ada, 'forms-picture-refused')
    ada.takeProblems() // The browser notes the refusal.
  })

  it('is chosen, stands in the preview, and has to say what it shows before it is published', async () => {
    await page.getByLabel('A picture from this device').setInputFiles(loaf)
    await preview().locator('img').waitFor()
    await page.getByText('loaf.png is there.').waitFor()
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Say what it shows, or that it only decorates.').first().waitFor()
    await page.getByLabel('What it shows').fill('A loaf of bread on a board')
    await saved()
    await look(ada, 'forms-picture')
  })

  it('is pasted, dropped, and taken out and back by keyboard', async () => {
    const source = () => preview().locator('img').getAttribute('src')
    const first = await source()
    const pasted = transfer(mark.buffer.toString('base64'))
    await page.evaluate(
      `document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: ${pasted}, bubbles: true }))`,
    )
    await expect.poll(source).not.toBe(first)
    const dropped = await page.evaluateHandle(transfer(loaf.buffer.toString('base64')))
    await page
      .getByRole('group', { name: 'Picture', exact: true })
      .dispatchEvent('drop', { dataTransfer: dropped })
    await expect.poll(source).toBe(first)
    await page.getByRole('button', { name: 'Remove the picture' }).focus()
    await page.keyboard.press('Enter')
    await preview().getByText('No picture yet').waitFor()
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Choose a picture')
    await page.keyboard.press('Control+z')
    await expect.poll(source).toBe(first)
    await saved()
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Published as version 1.').waitFor()
    expect(ada.takeProblems()).toEqual([])
  })

  it('may have two megabytes and no more, on its own address alone', async () => {
    const id = new URL(page.url()).pathname.split('/')[2] ?? ''
    const send = async (path: string, size: number) => {
      const buffer = Buffer.concat([loaf.buffer, Buffer.alloc(size - loaf.buffer.length)])
      const answer = await page.request.post(path, {
        multipart: { picture: { ...loaf, buffer } },
        headers: { Origin: capsule.url },
      })
      return answer.status()
    }
    const limit = 2 * 1024 * 1024
    expect(await send(`/api/forms/${id}/pictures`, limit)).toBe(201)
    expect(await send(`/api/forms/${id}/pictures`, limit + 1)).toBe(400)
    expect(await send(`/api/forms/${id}/pictures`, limit + 50_000)).toBe(413)
    expect(await send(`/forms/${id}/settings`, limit)).toBe(413)
  })

  it('is the logo too, which is set without scripts', async () => {
    const address = page.url().replace('/edit', '/logo')
    const id = new URL(address).pathname.split('/')[2] ?? ''
    slug = z
      .object({ data: z.object({ slug: z.string() }) })
      .parse(await page.evaluate(`fetch('/api/forms/${id}').then((answer) => answer.json())`)).data.slug
    const plain = await visit({ url: capsule.url, javaScript: false, width: 360 })
    await plain.context.addCookies(await ada.context.cookies())
    await plain.page.goto(address)
    await plain.page.getByRole('button', { name: 'Save the logo' }).click()
    await plain.page.getByText('Choose a picture first.').first().waitFor()
    await plain.page.locator('input[type=file]').setInputFiles(mark)
    await plain.page.getByLabel('What it shows').fill('The bakery')
    await plain.page.getByRole('button', { name: 'Save the logo' }).click()
    await plain.page.getByText('The settings are saved.').waitFor()
    await plain.close()
    await page.goto(address)
    await page.getByRole('img', { name: 'The bakery' }).waitFor()
    await look(ada, 'forms-logo')
  })
})

describe.each([
  ['without scripts, on a phone', { javaScript: false, width: 360 }],
  ['with scripts', {}],
])('a visitor %s', (_name, options) => {
  it('sees the logo and the picture at their place', async () => {
    const person = await visit({ url: capsule.url, ...options })
    await person.page.goto(`/f/${slug}`)
    const picture = person.page.getByRole('img', { name: 'A loaf of bread on a board' })
    const logo = person.page.getByRole('img', { name: 'The bakery' })
    await picture.scrollIntoViewIfNeeded()
    for (const image of [logo, picture]) {
      await image.waitFor()
      const box = await image.boundingBox()
      expect(box && box.x >= 0 && box.x + box.width <= person.width).toBe(true)
    }
    const shape = await picture.boundingBox()
    expect(shape && shape.width / shape.height).toBeCloseTo(2, 1)
    const src = (await picture.getAttribute('src')) ?? ''
    const answer = await person.page.request.get(src)
    expect(answer.headers()).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
    })
    expect(answer.headers()['content-security-policy']).toContain('sandbox')
    expect(answer.headers()['set-cookie']).toBeUndefined()
    expect(person.takeProblems()).toEqual([])
    await person.close()
  })
})

it('Nothing moves while the pictures of a form arrive', async () => {
  const person = await visit({ url: capsule.url, width: 360 })
  await person.page.goto(`/f/${slug}`)
  await person.page.locator('form[data-ready]').waitFor()
  expect(await person.page.evaluate(shifts)).toBe(0)
  await look(person, 'form-with-picture')
  await person.close()
})

/** How far things moved while the page was loading: https://wicg.github.io/layout-instability/ */
const shifts = `new Promise((resolve) => {
  let sum = 0
  const add = (entries) => entries.forEach(({ value }) => (sum += value))
  const observer = new PerformanceObserver((list) => add(list.getEntries()))
  observer.observe({ type: 'layout-shift', buffered: true })
  requestAnimationFrame(() => requestAnimationFrame(() => {
    add(observer.takeRecords())
    resolve(sum)
  }))
})`
