// What anybody answers without scripts: three pages, the logic between them, a review, every kind of answer.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { publishForms, responsesOf, visitsOf } from './support/public-forms'
import { everything, journey, linger, press } from './support/visitor-forms'

let capsule: Capsule

beforeAll(async () => {
  capsule = await startCapsule({
    folder: await publishForms([
      { slug: 'party', title: 'Summer party', definition: journey },
      { slug: 'fest', title: 'Sommerfest', definition: journey, settings: { language: 'de', review: true } },
      { slug: 'all', title: 'Everything there is', definition: everything, settings: { accent: '#ffcc00' } },
    ] as Parameters<typeof publishForms>[0]),
  })
})
afterAll(() => capsule.stop())

describe('on a phone without scripts', () => {
  let phone: Visit
  beforeAll(async () => {
    phone = await visit({ url: capsule.url, width: 360, javaScript: false })
  })
  afterAll(() => phone.close())

  it('three pages are answered, corrected and sent, by the logic between them', async () => {
    const { page } = phone
    await page.goto('/f/party?name=Ada')
    expect(await page.getByText('<b>Not bold.</b>').count()).toBe(1)
    expect(await page.getByLabel('Why not?').isVisible()).toBe(false)
    await press(page, 'Next')
    const summary = page.locator('[data-summary]')
    await summary.getByRole('link', { name: '“Do you come?” needs an answer.' }).waitFor()
    await expect.poll(() => summary.evaluate((box) => box === document.activeElement)).toBe(true)
    await page.getByLabel('No', { exact: true }).check()
    await press(page, 'Next')
    await page.getByText('Your answers lead to further questions on this page.').waitFor()
    expect(await page.getByLabel('Why not?').isVisible()).toBe(true)
    await page.getByLabel('Yes', { exact: true }).check()
    await press(page, 'Send')
    await page.getByLabel('How many do you bring?').fill('nine')
    await press(page, 'Next')
    await summary.getByText('must be a number').waitFor()
    await page.getByLabel('How many do you bring?').fill('2')
    await press(page, 'Next')
    await page.getByText('Page 3 of 3').waitFor()
    await press(page, 'Back')
    expect(await page.getByLabel('How many do you bring?').inputValue()).toBe('2')
    await press(page, 'Next')
    await page.getByLabel('Bread').check()
    await page.getByLabel('Something else', { exact: true }).check()
    await page.getByPlaceholder('In your own words').fill('=HYPERLINK("x")')
    await linger(page)
    await press(page, 'Send')
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    await page.reload()
    expect(responsesOf(capsule.folder, 'party')).toEqual([
      {
        answers: { name: 'Ada', comes: true, guests: 2, food: ['bread', '=HYPERLINK("x")'] },
        reason: null,
      },
    ])
    expect(phone.takeProblems().filter((problem) => !problem.includes('status of 400'))).toEqual([])
  })

  it('the answers are looked at before they are sent, in the language of the form', async () => {
    const { page } = phone
    await page.goto('/f/fest')
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
    await page.getByLabel('Your name').fill('Bo')
    await page.getByLabel('Ja', { exact: true }).check()
    await press(page, 'Weiter')
    await page.getByLabel('How many do you bring?').fill('0')
    await press(page, 'Weiter')
    await page.getByRole('heading', { name: 'Antworten prüfen' }).waitFor()
    await press(page, 'Your name ändern')
    await page.getByLabel('Your name').fill('Bo B.')
    await press(page, 'Weiter')
    await press(page, 'Antworten prüfen')
    await linger(page)
    await press(page, 'Absenden')
    await page.getByRole('heading', { name: 'Vielen Dank' }).waitFor()
    expect(responsesOf(capsule.folder, 'fest')).toEqual([
      { answers: { name: 'Bo B.', comes: true, guests: 0 }, reason: null },
    ])
  })

  it('a typed signature and a ranking are enough', async () => {
    const { page } = phone
    await page.goto('/f/all?from=poster')
    await page.getByLabel('Or type your full name').fill('Cy Young')
    await page.getByLabel('Place 1').selectOption('b')
    await page.getByLabel('Place 2').selectOption('a')
    await page.getByLabel('You may keep this').check()
    await linger(page)
    await press(page, 'Send')
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    expect(responsesOf(capsule.folder, 'all').at(-1)?.answers).toEqual({
      number: 3,
      ranking: ['b', 'a'],
      signature: { way: 'typed', name: 'Cy Young' },
      consent: true,
      source: 'poster',
    })
  })
})

it('people are counted by how far they come', () => {
  expect(visitsOf(capsule.folder, 'party')).toMatchObject({
    views: expect.any(Number),
    starts: expect.any(Number),
    page_2: expect.any(Number),
    completions: 1,
  })
})
