// What scripts add to a public form: logic at once, drafts, sending once, a drawn signature, a proof of work; and how much they weigh.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'
import { publishForms, responsesOf } from './support/public-forms'
import { everything, journey, linger, press, ready, simple } from './support/visitor-forms'

let capsule: Capsule

beforeAll(async () => {
  capsule = await startCapsule({
    folder: await publishForms([
      { slug: 'party', title: 'Summer party', definition: journey },
      { slug: 'all', title: 'Everything there is', definition: everything, settings: { accent: '#ffcc00' } },
      { slug: 'once', title: 'Once', definition: simple, settings: { once: 'browser' } },
      { slug: 'work', title: 'Work', definition: simple, settings: { proofOfWork: 'always' } },
    ] as Parameters<typeof publishForms>[0]),
  })
})
afterAll(() => capsule.stop())

describe('with scripts', () => {
  let person: Visit
  let page: Page
  beforeAll(async () => {
    person = await visit({ url: capsule.url })
    page = person.page
  })
  afterAll(() => person.close())

  it('questions come and go at once, and every state can be used by everybody', async () => {
    await page.goto('/f/party')
    await ready(page)
    await look(person, 'form-first-page')
    await page.getByLabel('No', { exact: true }).check()
    await page.getByLabel('Why not?').waitFor()
    await page.getByRole('button', { name: 'Send' }).waitFor()
    await press(page, 'Send')
    await page.locator('[data-summary]').getByText('“Your name” needs an answer.').waitFor()
    await look(person, 'form-errors')
    await page.getByLabel('Yes', { exact: true }).check()
    await page.getByLabel('Why not?').waitFor({ state: 'hidden' })
    await page.getByLabel('Your name').fill('Dee')
    await press(page, 'Next')
    await page.getByRole('heading', { name: 'Your guests' }).waitFor()
    await look(person, 'form-second-page')
    await page.goBack()
    await expect.poll(() => page.getByLabel('Your name').inputValue()).toBe('Dee')
  })

  it('a closed tab loses nothing, and a lost network neither: it is sent once', async () => {
    await page.goto('/f/party')
    await ready(page)
    await page.getByText('Your answers from earlier are back.').waitFor()
    await look(person, 'form-draft')
    await press(page, 'Next')
    await page.getByLabel('How many do you bring?').fill('0')
    await linger(page)
    await person.context.setOffline(true)
    await press(page, 'Send')
    await page.locator('[data-message]').getByText('You are offline.').waitFor()
    await look(person, 'form-offline')
    await person.context.setOffline(false)
    await page.getByRole('status').getByText('You are online again. Nothing was lost').waitFor()
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    await page.reload()
    await ready(page)
    const before = responsesOf(capsule.folder, 'party').length
    // The answer to the first try is lost on its way back.
    let isLost = false
    await page.route('**/f/party', async (route) => {
      if (route.request().method() !== 'POST' || isLost) return route.continue()
      isLost = true
      await route.fetch()
      return route.abort()
    })
    await press(page, 'Send')
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    await page.reload()
    await ready(page)
    await page.getByRole('button', { name: 'Send' }).dblclick()
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    await page.unroute('**/f/party')
    expect(responsesOf(capsule.folder, 'party')).toHaveLength(before + 1)
    expect(responsesOf(capsule.folder, 'party').at(-1)).toEqual({
      answers: { name: 'Dee', comes: true, guests: 0 },
      reason: null,
    })
    await look(person, 'form-thanks')
    await page.goto('/f/party')
    await ready(page)
    expect(await page.getByLabel('Your name').inputValue()).toBe('')
    person.takeProblems()
  })

  it('every kind of question can be answered, and a signature drawn', async () => {
    await page.goto('/f/all')
    await ready(page)
    await look(person, 'form-everything')
    const rating = page.getByRole('group', { name: /A rating/ })
    const clear = rating.getByRole('button', { name: 'Clear' })
    await clear.waitFor({ state: 'hidden' })
    await rating.getByRole('radio', { name: '4' }).check()
    await clear.click()
    expect(await rating.getByRole('radio', { checked: true }).count()).toBe(0)
    await clear.waitFor({ state: 'hidden' })
    const paper = page.locator('canvas')
    await paper.scrollIntoViewIfNeeded()
    const box = await paper.boundingBox()
    if (!box) throw new Error('There is nothing to sign on.')
    await page.mouse.move(box.x + 50, box.y + 50)
    await page.mouse.down()
    await page.mouse.move(box.x + 150, box.y + 90, { steps: 5 })
    await page.mouse.up()
    await page.getByLabel('You may keep this').check()
    await page.getByRole('radio', { name: '4', exact: true }).first().check({ force: true })
    await page.getByLabel('A short text').fill('\u202Ehello\u0007')
    await linger(page)
    await press(page, 'Send')
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    const answers = responsesOf(capsule.folder, 'all').at(-1)?.answers
    expect(answers).toMatchObject({ short: 'hello', rating: 4, signature: { way: 'drawn' }, consent: true })
    expect(person.takeProblems()).toEqual([])
  })

  it('a proof of work is done where the form asks for one', async () => {
    await page.goto('/f/work')
    await ready(page)
    await page.getByLabel('Your name').fill('Eve')
    await linger(page)
    await press(page, 'Send')
    await page.getByRole('heading', { name: 'Thank you' }).waitFor({ timeout: 60_000 })
    expect(responsesOf(capsule.folder, 'work')).toEqual([{ answers: { name: 'Eve' }, reason: null }])
    person.takeProblems()
  })

  it('one response a browser, where the form wants no more', async () => {
    for (const isFirst of [true, false]) {
      await page.goto('/f/once')
      if (!isFirst) {
        await page.getByText('already answered from this browser').waitFor()
        break
      }
      await ready(page)
      await page.getByLabel('Your name').fill('Flo')
      await linger(page)
      await press(page, 'Send')
      await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    }
    expect(responsesOf(capsule.folder, 'once')).toHaveLength(1)
  })
})

it('all script that the page of a form loads is at most 45 KB', async () => {
  const page = await (await fetch(`${capsule.url}/f/all`)).text()
  const sources = new Set(
    [...page.matchAll(/<script[^>]*src="([^"]+\.js)"/g)].map(([, source = '']) => source),
  )
  expect(sources.size).toBeGreaterThan(0)
  const loaded = new Set<string>()
  const files = readdirSync('dist/client/_astro')
  const follow = (name: string) => {
    if (loaded.has(name) || !files.includes(name)) return
    loaded.add(name)
    const source = readFileSync(join('dist/client/_astro', name), 'utf8')
    for (const [, next = ''] of source.matchAll(/["']\.\/([^"']+\.js)["']/g)) follow(next)
  }
  for (const source of sources) follow(source.split('/').at(-1) ?? '')
  const bytes = [...loaded].map(
    (name) => brotliCompressSync(readFileSync(join('dist/client/_astro', name))).byteLength,
  )
  const total = bytes.reduce((sum, size) => sum + size, 0)
  console.log(`script of a public form: ${total} bytes (Brotli) in ${loaded.size} files`)
  expect(total).toBeLessThanOrEqual(45 * 1024)
})
