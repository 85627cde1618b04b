// What comes between a draft and its answers: the preview, what changed, personal links, and a poster.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { setUp } from './support/account'
import { awake } from './support/awake'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'
import { responsesOf, visitsOf } from './support/public-forms'

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

const option = (value: string, label: string) => ({ value, label })
const party = {
  fields: [
    { kind: 'short_text', key: 'name', label: 'Your name', required: true },
    {
      kind: 'choice',
      key: 'cake',
      label: 'Which cake?',
      options: [option('plum', 'Plum'), option('nut', 'Nut')],
    },
    {
      kind: 'page_break',
      key: 'second',
      title: 'Guests',
      endIf: { join: 'and', tests: [{ key: 'cake', is: 'equal', value: 'nut' }] },
    },
    { kind: 'number', key: 'guests', label: 'How many guests?', required: true, max: 5 },
  ],
}

const Made = z.object({ data: z.object({ id: z.string(), slug: z.string() }) })
const Links = z.object({ data: z.array(z.object({ id: z.string(), address: z.string() })) })

async function makeForm(title: string, slug: string, settings: object = {}): Promise<string> {
  const answer = await page.request.post('/api/forms', { data: { title, slug, definition: party, settings } })
  return Made.parse(await answer.json()).data.id
}

async function makeLinks(id: string, data: object) {
  const answer = await page.request.post(`/api/forms/${id}/links`, { data })
  expect(answer.status()).toBe(201)
  return Links.parse(await answer.json()).data
}

describe('the preview of a draft', () => {
  it('is answered to its end, with scripts, and keeps nothing', async () => {
    const id = await makeForm('Summer party', 'preview')
    await page.goto(`/forms/${id}/edit`)
    await awake(page)
    await page.getByRole('link', { name: 'Preview', exact: true }).click()
    await page.getByText('A preview of the draft').waitFor()
    const frame = page.frameLocator('iframe')
    await frame.locator('form[data-ready]').waitFor()
    await look(ada, 'forms-preview')
    await page.getByRole('link', { name: 'As on a phone' }).click()
    await page.waitForURL('**?width=phone')
    await frame.locator('form[data-ready]').waitFor()
    await look(ada, 'forms-preview-phone')
    expect((await page.locator('iframe').boundingBox())?.width).toBe(360)
    await frame.getByRole('button', { name: 'Next' }).click()
    await frame.getByText('One answer needs another look').waitFor()
    await frame.getByLabel('Your name').fill('Ada')
    await frame.getByRole('button', { name: 'Next' }).click()
    await frame.getByLabel('How many guests?').fill('2')
    await frame.getByRole('button', { name: 'Send' }).click()
    await frame.getByRole('heading', { name: 'Thank you' }).waitFor()
    await frame.getByRole('link', { name: 'Begin again' }).click()
    await frame.locator('form[data-ready]').waitFor()
    expect(await frame.getByLabel('Your name').inputValue()).toBe('')
    expect(responsesOf(capsule.folder, 'preview')).toEqual([])
    expect(visitsOf(capsule.folder, 'preview')).toEqual({})
    const stored = await page.evaluate('Object.keys(localStorage).filter((name) => name.startsWith("form:"))')
    expect(stored).toEqual([])
    expect(ada.takeProblems().filter((problem) => !problem.includes('400'))).toEqual([])
  })

  it('follows the logic without scripts too', async () => {
    const plain = await visit({ url: capsule.url, javaScript: false })
    await plain.context.addCookies(await ada.context.cookies())
    const id = await makeForm('Plain', 'plain-preview')
    await plain.page.goto(`/forms/${id}/preview/form`)
    await plain.page.getByLabel('Your name').fill('Ada')
    await plain.page.getByLabel('Nut').check()
    await plain.page.getByRole('button', { name: 'Next' }).click()
    const heading = plain.page.getByRole('heading', { name: 'Thank you' })
    await heading.waitFor()
    expect(responsesOf(capsule.folder, 'plain-preview')).toEqual([])
    await plain.close()
  })
})

describe('publishing again', () => {
  it('says what changed and warns, in the builder and without scripts', async () => {
    const id = await makeForm('Changing', 'changing')
    await page.request.post(`/api/forms/${id}/publication`, { data: {} })
    const fields = [
      { ...party.fields[0], required: false },
      { ...party.fields[1], options: [option('plum', 'Plum')] },
      { kind: 'email', key: 'mail', label: 'Your address' },
    ]
    await page.request.put(`/api/forms/${id}/draft`, { data: { definition: { fields }, version: 1 } })
    await page.goto(`/forms/${id}/edit`)
    await awake(page)
    await page.getByRole('button', { name: 'Publish' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Publish these changes?' })
    await dialog.waitFor()
    await look(ada, 'forms-publish-dialog')
    const words = await dialog.innerText()
    expect(words).toContain('“Your name” may be left empty now.')
    expect(words).toContain('“Which cake?” has no choice “Nut” any more.')
    expect(words).toContain('cannot be compared')
    await dialog.getByRole('button', { name: 'Go on editing' }).click()
    await dialog.waitFor({ state: 'detached' })

    const plain = await visit({ url: capsule.url, javaScript: false })
    await plain.context.addCookies(await ada.context.cookies())
    await plain.page.goto(`/forms/${id}/publish`)
    expect(await plain.page.locator('[data-slot=changes]').first().innerText()).toContain(
      '“Guests” is taken out',
    )
    await look(ada, 'forms-edit-changed')
    await page.goto(`/forms/${id}/publish`)
    await look(ada, 'forms-publish')
    await plain.page.getByRole('button', { name: 'Publish them' }).click()
    await plain.page.getByText('Published as version 2.').waitFor()
    expect(
      await plain.page
        .getByRole('listitem')
        .filter({ hasText: /^Version 2/ })
        .innerText(),
    ).toContain('“Nut”')
    await plain.close()
  })
})

describe('personal links', () => {
  let id: string

  it('are made on the page, shown once, taken back and listed, without scripts', async () => {
    id = await makeForm('By link', 'by-link', { once: 'link' })
    await page.request.post(`/api/forms/${id}/publication`, { data: {} })
    const plain = await visit({ url: capsule.url, javaScript: false })
    await plain.context.addCookies(await ada.context.cookies())
    await plain.page.goto(`/forms/${id}/share`)
    const list = plain.page.getByLabel('One for each person')
    await list.fill('Grace Hopper <grace@example.org>\nnobody@\nTable 4')
    await plain.page.locator('form', { has: list }).getByRole('button', { name: 'Make links' }).click()
    expect(await plain.page.getByLabel('The new links').inputValue()).toMatch(
      /^Grace Hopper\thttp:.*\/f\/by-link\?link=[\w-]{32}\n/,
    )
    await plain.page.reload()
    await plain.page.getByText('Links were made since this page was opened.').waitFor()
    await plain.page.getByRole('button', { name: 'Take back the link of Table 4' }).click()
    await plain.page.getByText('1 taken back').waitFor()
    await plain.close()
    await page.goto(`/forms/${id}/share`)
    await look(ada, 'forms-share-links')
  })

  it('open the form once: then, without one, unknown or taken back, a page says what to do', async () => {
    const [link] = await makeLinks(id, { people: [{ label: 'Mary' }] })
    const [revoked] = await makeLinks(id, { count: 1 })
    await page.request.delete(`/api/forms/${id}/links/${revoked?.id}`, { data: {} })
    const mary = await visit({ url: capsule.url, width: 360 })
    const opens = async (address: string, heading: string) => {
      await mary.page.goto(address)
      await mary.page.getByRole('heading', { name: heading }).waitFor()
    }
    await opens('/f/by-link', 'This form is answered by a personal link')
    await look(mary, 'form-needs-link')
    await opens('/f/by-link?link=made-up', 'This link is not right')
    await opens(revoked?.address ?? '', 'This link is no longer good')
    const answer = await mary.page.goto(link?.address ?? '')
    expect(answer?.headers()['referrer-policy']).toBe('same-origin')
    expect(answer?.headers()['set-cookie']).toBeUndefined()
    await mary.page.locator('form[data-ready]').waitFor()
    await mary.page.getByLabel('Your name').fill('Mary')
    await mary.page.getByLabel('Nut').check()
    await mary.page.getByRole('button', { name: 'Send' }).click()
    await mary.page.waitForURL('**/f/by-link/thanks')
    await mary.page.reload()
    await mary.page.getByRole('heading', { name: 'Thank you' }).waitFor()
    await opens(link?.address ?? '', 'This link was used already')
    await look(mary, 'form-used-link')
    expect(await mary.context.cookies()).toEqual([])
    await mary.close()
    expect(responsesOf(capsule.folder, 'by-link')).toMatchObject([{ answers: { name: 'Mary', cake: 'nut' } }])
    await page.goto(`/forms/${id}/share`)
    await page.getByRole('link', { name: 'Response', exact: true }).click()
    await page.getByText('by the link of Mary').waitFor()
  })

  it('make one response out of fifty at once, and one out of a retry; the log knows no token', async () => {
    const [link] = await makeLinks(id, { count: 1 })
    const post = (key: string) =>
      fetch(link?.address ?? '', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify({ answers: { name: 'Fifty', cake: 'nut' }, key }),
      })
    const keys = Array.from({ length: 50 }, () => crypto.randomUUID())
    const answers = await Promise.all(keys.map(post))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(49)
    expect((await post(keys[statuses.indexOf(201)] ?? '')).status).toBe(200)
    const fifty = responsesOf(capsule.folder, 'by-link').filter(({ answers }) =>
      JSON.stringify(answers).includes('Fifty'),
    )
    expect(fifty).toHaveLength(1)
    expect(capsule.stdout()).not.toContain(new URL(link?.address ?? '').searchParams.get('link'))
  })
})

describe('the poster', () => {
  it.each(['a4', 'letter'])('fits one page of %s, with a sentence of one’s own', async (paper) => {
    const id = await makeForm('Come to our summer party at the old mill', `poster-${paper}`)
    await page.goto(`/forms/${id}/share`)
    await page.getByRole('link', { name: 'Make a poster' }).click()
    await page.getByLabel('Sentence').fill('Tell us which cake.')
    await page.getByLabel('Paper').selectOption(paper)
    await page.getByRole('button', { name: 'Show' }).click()
    await page.locator('.poster', { hasText: 'Tell us which cake.' }).waitFor()
    await look(ada, `forms-poster-${paper}`)
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
    expect(pdf).toMatch(paper === 'a4' ? /\/MediaBox \[0 0 59[45][^ ]* 84[12]/ : /\/MediaBox \[0 0 612 792/)
  })
})
