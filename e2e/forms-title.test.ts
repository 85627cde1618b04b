import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setUp } from './support/account'
import { awake } from './support/awake'
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
  await page.goto('/forms/new')
  await page.getByRole('button', { name: 'Begin with nothing' }).click()
  await page.waitForURL('**/edit')
  await awake(page)
})

afterAll(async () => {
  await ada.close()
})

const title = () => page.getByLabel('Title of the form')
const isSaved = () =>
  page.getByRole('status').filter({ hasText: 'The title is saved.' }).waitFor({ state: 'attached' })
const editor = () => page.url()
const slug = async () => {
  const answer = await page.request.get(editor().replace('/forms/', '/api/forms/').replace('/edit', ''))
  return /"slug":"([^"]+)"/.exec(await answer.text())?.[1]
}

describe('the title of a form', () => {
  it('is refused when it is empty, and taken back by Escape', async () => {
    await title().fill('  ')
    await title().press('Enter')
    await page.getByRole('alert').filter({ hasText: 'The title' }).waitFor()
    await title().press('Escape')
    expect(await title().inputValue()).toBe('Untitled form')
    expect(ada.takeProblems()).toHaveLength(1)
  })

  it('is asked for before a form is published for the first time', async () => {
    await page.getByText('Add a field').click()
    await page.getByRole('button', { name: 'E-mail', exact: true }).click()
    await page.getByLabel('Label', { exact: true }).fill('Where may we write to?')
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Give the form a title first').waitFor()
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('form-title')
    await look(ada, 'forms-edit-untitled')
  })

  it('leads the address until then, and is shown in the preview as it is typed', async () => {
    await title().fill('Bread by mail')
    await page.getByRole('region', { name: 'Preview' }).getByText('Bread by mail').waitFor()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Published as version 1.').waitFor()
    const published = await slug()
    expect(published).toMatch(/^bread-by-mail-[a-z2-9]{6}$/)
    await title().fill('Bread by mail, all year')
    await title().press('Enter')
    await isSaved()
    expect(await slug()).toBe(published)
  })

  it('is not written over when somebody else gave another one', async () => {
    const other = await ada.context.newPage()
    await other.goto(editor())
    await awake(other)
    await other.getByLabel('Title of the form').fill('Theirs')
    await other.getByLabel('Title of the form').press('Enter')
    await other.getByRole('status').filter({ hasText: 'The title is saved.' }).waitFor({ state: 'attached' })
    await title().fill('Mine')
    await title().press('Enter')
    await page.getByRole('alert').filter({ hasText: 'Somebody else called it “Theirs” meanwhile.' }).waitFor()
    await title().press('Enter')
    await isSaved()
    await other.reload()
    expect(await other.getByLabel('Title of the form').inputValue()).toBe('Mine')
    await other.close()
    ada.takeProblems()
  })

  it('stands above a preview as on a screen, which is remembered', async () => {
    const preview = page.getByRole('region', { name: 'Preview' })
    const width = () => preview.locator('input[type=email]').evaluate((input) => input.clientWidth)
    const onPhone = await width()
    await preview.getByRole('button', { name: 'As on a screen' }).click()
    await expect.poll(width).toBeGreaterThan(onPhone * 1.8)
    await look(ada, 'forms-edit-wide')
    await page.reload()
    await awake(page)
    await expect.poll(width).toBeGreaterThan(onPhone * 1.8)
  })
})

describe('the settings of a form', () => {
  it('say that no mail is sent, and have people ticked who are told', async () => {
    await page.getByRole('link', { name: 'Settings', exact: true }).last().click()
    await page.getByText('No mail is sent yet').waitFor()
    await page.getByLabel('Mail about new ones').selectOption('At once')
    await page.getByRole('button', { name: 'Save the settings' }).click()
    await page.getByText('Say whom to tell: tick somebody').waitFor()
    await page.getByRole('group', { name: 'To these people' }).getByRole('checkbox').first().check()
    await page.getByRole('button', { name: 'Save the settings' }).click()
    await page.getByText('The settings are saved.').waitFor()
    expect(
      await page.getByRole('group', { name: 'To these people' }).getByRole('checkbox').first().isChecked(),
    ).toBe(true)
  })

  it('take times on the clocks of a zone, which visitors read', async () => {
    await page.getByLabel('Opens').fill('2031-07-24T18:30')
    await page.getByLabel('Time zone').selectOption('Europe/Berlin')
    await page.getByRole('button', { name: 'Save the settings' }).click()
    await page.getByText('The settings are saved.').waitFor()
    expect(await page.getByLabel('Opens').inputValue()).toBe('2031-07-24T18:30')
    const answer = await fetch(
      `${capsule.url}/f/${await page.getByLabel('Address', { exact: true }).inputValue()}`,
    )
    expect(await answer.text()).toMatch(/July 24, 2031 at 6:30\sPM Central European Summer Time/)
  })

  it('choose a colour by a swatch that follows what is typed', async () => {
    const swatch = page.getByLabel('Choose the colour')
    await page.locator('[name=accent]').fill('#aa3311')
    expect(await swatch.inputValue()).toBe('#aa3311')
    await swatch.fill('#113355')
    expect(await page.locator('[name=accent]').inputValue()).toBe('#113355')
    await look(ada, 'forms-settings-times')
  })
})
