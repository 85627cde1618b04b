import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { admin, setUp, signIn } from './support/account'
import { copyDatabase, startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'

const markdown = [
  '# Monday',
  '',
  'Order **rye** and spelt, see https://example.org/mill.',
  '',
  '- [x] call the mill',
  '- [ ] pay the mill',
  '',
  '| flour | sacks |',
  '| --- | ---: |',
  '| rye | 4 |',
  '',
  '~~wheat~~ <script>alert(1)</script>',
].join('\n')

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

const menu = (name: string) => page.getByRole('button', { name, exact: true })

describe('a note in the browser', () => {
  it('begins with an empty list that says what a note is and where to begin', async () => {
    await page.goto('/notes')
    await page.getByRole('heading', { name: 'No notes yet' }).waitFor()
    await look(ada, 'notes-empty')
    await page.getByRole('link', { name: 'Write the first note' }).click()
    await page.waitForURL('**/notes/new')
  })

  it('without a title is refused beside the field, and the text stays', async () => {
    await page.goto('/notes/new')
    await look(ada, 'note-new')
    await page.getByLabel('Text').fill(markdown)
    await menu('Save').click()
    await page.getByText('The title is missing.').waitFor()
    expect(await page.getByLabel('Title').evaluate((field) => field === document.activeElement)).toBe(true)
    expect(await page.getByLabel('Text').inputValue()).toBe(markdown)
    await look(ada, 'note-new-refused')
  })

  it('is written, and read as HTML that is safe', async () => {
    await page.goto('/notes/new')
    await page.getByLabel('Title').fill('Flour')
    await page.getByLabel('Text').fill(markdown)
    await page.getByRole('textbox', { name: 'Tags' }).fill('Baking')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Tags' }).fill('mill, ')
    await page.keyboard.press('Control+s')
    await page.getByRole('heading', { level: 1, name: 'Flour' }).waitFor()
    const text = page.locator('.prose')
    expect(await text.locator('h1').textContent()).toBe('Monday')
    expect(await text.locator('strong').textContent()).toBe('rye')
    expect(await text.locator('s').textContent()).toBe('wheat')
    expect(await text.locator('a').getAttribute('href')).toBe('https://example.org/mill')
    expect(await text.locator('input[type=checkbox]').count()).toBe(2)
    expect(await text.locator('td').allTextContents()).toEqual(['rye', '4'])
    expect(await text.locator('script').count()).toBe(0)
    expect(await text.textContent()).toContain('<script>alert(1)</script>')
    await look(ada, 'note')
  })

  it('is found by a word of its text while one types, and the address keeps the search', async () => {
    await page.goto('/notes')
    await page.getByLabel('Search notes').fill('spel')
    await page.locator('mark', { hasText: 'spelt' }).waitFor()
    await page.waitForURL('**/notes?q=spel')
    await look(ada, 'notes-found')
    await page.reload()
    await page.locator('mark', { hasText: 'spelt' }).waitFor()
    await page.getByLabel('Search notes').fill('barley')
    await page.getByRole('heading', { name: 'No note matches' }).waitFor()
    await look(ada, 'notes-no-match')
  })

  it('is edited', async () => {
    await page.goto('/notes')
    await page.getByRole('link', { name: /Flour/ }).click()
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByLabel('Title').fill('Flour and water')
    await look(ada, 'note-edit')
    await menu('Save').click()
    await page.getByRole('heading', { level: 1, name: 'Flour and water' }).waitFor()
  })

  it('loses nothing when two edit one version: theirs is shown, mine stays', async () => {
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByLabel('Text').fill('Mine: order rye.')
    const other = await ada.context.newPage()
    await other.goto(page.url())
    await other.getByLabel('Text').fill('Theirs: order spelt.')
    await other.getByRole('button', { name: 'Save' }).click()
    await other.getByText('Theirs: order spelt.').waitFor()
    await other.close()

    await menu('Save').click()
    await page.getByText('Somebody else saved this note while you were writing').waitFor()
    expect(ada.takeProblems()).toEqual([expect.stringContaining('412')])
    expect(await page.getByLabel('Text').inputValue()).toBe('Mine: order rye.')
    await page.getByText('What it says now').click()
    await page.getByText('Theirs: order spelt.').waitFor()
    await look(ada, 'note-conflict')
    await menu('Save mine over theirs').click()
    await page.locator('.prose', { hasText: 'Mine: order rye.' }).waitFor()
  })

  it('is pinned, archived, put into the trash and brought back, with a way back in the message', async () => {
    await menu('Pin').click()
    await menu('Unpin').waitFor()
    await page.getByText('Pinned', { exact: true }).waitFor()
    await menu('Archive').click()
    await menu('Unarchive').waitFor()
    await page
      .locator('[data-sonner-toast]', { hasText: 'Archived' })
      .getByRole('button', { name: 'Undo' })
      .click()
    await menu('Archive').waitFor()
    await menu('Move to the trash').click()
    await menu('Bring back').waitFor()
    await page.reload()
    await page.getByText('This note is in the trash').waitFor()
    await look(ada, 'note-trashed')
  })

  it('is deleted for good, only from the trash and after a question', async () => {
    await menu('Delete for good').click()
    await page.getByRole('alertdialog').waitFor()
    await look(ada, 'note-delete')
    await page.keyboard.press('Escape')
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    await menu('Delete for good').click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete for good' }).click()
    await page.waitForURL('**/notes?view=trash')
    await page.getByRole('heading', { name: 'The trash is empty' }).waitFor()
    await look(ada, 'notes-trash-empty')
    expect(ada.takeProblems()).toEqual([])
  })
})

describe('without JavaScript', () => {
  let plain: Visit

  beforeAll(async () => {
    plain = await visit({ url: capsule.url, javaScript: false, width: 360 })
    await plain.page.goto('/notes/new')
    await signIn(plain.page)
    await plain.page.waitForURL('**/notes/new')
  })

  it('a note is written, refused, found, edited, deleted', async () => {
    const { page } = plain
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
    await page.getByLabel('Text').fill('Plain *text* about barley')
    await page.getByRole('textbox', { name: 'Tags' }).fill('plain, Paper')
    await page.getByLabel('Only me').check()
    await press('Save')
    await page.getByText('The title is missing.').waitFor()
    expect(await page.getByRole('textbox', { name: 'Tags' }).inputValue()).toBe('plain, paper')
    expect(await page.getByLabel('Only me').isChecked()).toBe(true)
    await page.getByLabel('Title').fill('Barley')
    await press('Save')
    await page.getByRole('heading', { level: 1, name: 'Barley' }).waitFor()
    expect(await page.locator('.prose em').textContent()).toBe('text')
    expect(await page.getByText('Only you').count()).toBe(1)

    await page.goto('/notes')
    await page.getByLabel('Search notes').fill('barl')
    await press('Search')
    await page
      .locator('mark', { hasText: 'Barley' })
      .or(page.locator('mark', { hasText: 'barley' }))
      .first()
      .waitFor()
    await page.getByRole('link', { name: /Barley/ }).click()

    await page.getByRole('link', { name: 'Edit' }).click()
    const stale = await plain.context.newPage()
    await stale.goto(page.url())
    await page.getByLabel('Title').fill('Barley and oats')
    await press('Save')
    await page.getByRole('heading', { level: 1, name: 'Barley and oats' }).waitFor()
    await stale.getByLabel('Title').fill('Barley alone')
    await stale.getByRole('button', { name: 'Save' }).click()
    await stale.getByText('Somebody else saved this note while you were writing').waitFor()
    expect(await stale.getByLabel('Title').inputValue()).toBe('Barley alone')
    await stale.getByRole('button', { name: 'Save mine over theirs' }).click()
    await stale.getByRole('heading', { level: 1, name: 'Barley alone' }).waitFor()
    await stale.close()

    await page.reload()
    await press('Pin')
    await press('Unpin')
    await press('Move to the trash')
    await press('Delete for good')
    await page.getByText('Delete this note for good?').waitFor()
    await page
      .getByRole('alert')
      .or(page.getByRole('status'))
      .getByRole('button', { name: 'Delete for good' })
      .click()
    await page.waitForURL('**/notes?view=trash')
    await page.getByRole('heading', { name: 'The trash is empty' }).waitFor()
  })
})

it('the file, copied elsewhere after a stop, holds the notes and takes the same password', async () => {
  await page.goto('/notes/new')
  await page.getByLabel('Title').fill('Moved')
  await page.getByLabel('Text').fill('Still here.')
  await menu('Save').click()
  await page.getByRole('heading', { level: 1, name: 'Moved' }).waitFor()
  expect(await capsule.stop()).toBe(0)
  expect(capsule.files()).toEqual(['capsule.db'])

  const moved = await startCapsule({ folder: copyDatabase(capsule) })
  const there = await visit({ url: moved.url })
  await there.page.goto('/notes')
  await signIn(there.page, admin.password)
  await there.page.getByRole('link', { name: /Moved/ }).click()
  await there.page.getByText('Still here.').waitFor()
  await moved.stop()
})
