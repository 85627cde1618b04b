import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Note } from '@/features/notes/notes.schema'
import { admin, setUp, signIn } from './support/account'
import { awake } from './support/awake'
import { copyDatabase, startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'
import { tagField } from './support/tag-field'

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

/** Calls the API as the person at the page does; returns the note of the answer. */
function call(method: string, path: string, body?: object): Promise<Note> {
  return page.evaluate(
    async ({ method, path, body }) => {
      const headers = { 'Content-Type': 'application/json' }
      const answer = await fetch(path, { method, headers, body: body ? JSON.stringify(body) : null })
      return answer.status === 204 ? null : (await answer.json()).data
    },
    { method, path, body },
  )
}

describe('a note in the browser', () => {
  it('begins with an empty list that says what a note is and where to begin', async () => {
    await page.goto('/notes')
    await page.getByRole('heading', { name: 'No notes yet' }).waitFor()
    expect(await page.getByLabel('Search notes').count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Write a note' }).count()).toBe(0)
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
    await menu('Discard').click()
    await page.getByLabel('Title').fill('Flour')
    await page.getByLabel('Text').fill(markdown)
    await tagField(page).fill('Baking')
    await page.keyboard.press('Enter')
    await tagField(page).fill('mill, ')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { level: 1, name: 'Flour' }).waitFor()
    const text = page.locator('[data-slot=note-text] .prose')
    expect(await text.locator('h1').textContent()).toBe('Monday')
    expect(await text.locator('strong').textContent()).toBe('rye')
    expect(await text.locator('s').textContent()).toBe('wheat')
    expect(await text.locator('a[rel]').getAttribute('href')).toBe('https://example.org/mill')
    expect(await text.getByRole('checkbox').count()).toBe(2)
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
    await page.getByText('saves').waitFor()
    await look(ada, 'note-edit')
    await menu('Save').click()
    await page.getByRole('heading', { level: 1, name: 'Flour and water' }).waitFor()
  })

  it('loses nothing when two edit one version: theirs is shown, mine stays', async () => {
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByLabel('Text').fill('Mine: order rye.')
    const path = `/api/notes/${page.url().split('/').at(-2)}`
    const { version } = await call('GET', path)
    await call('PATCH', path, { body: 'Theirs: order spelt.', version })

    await menu('Save').click()
    await page.getByText('Somebody else saved this note while you were writing').waitFor()
    expect(ada.takeProblems()).toEqual([expect.stringContaining('412')])
    expect(await page.getByLabel('Text').inputValue()).toBe('Mine: order rye.')
    await page.getByText('Theirs: order spelt.').waitFor()
    await look(ada, 'note-conflict')
    await menu('Save mine over theirs').click()
    await page.locator('[data-slot=note-text] .prose', { hasText: 'Mine: order rye.' }).waitFor()
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

describe('the editor', () => {
  const isFocused = (field: Locator) => field.evaluate((element) => element === document.activeElement)

  it('keeps what was typed and chosen before its scripts arrived', async () => {
    const hasty = await visit({ url: capsule.url, hasty: true })
    await hasty.context.addCookies(await ada.context.cookies())
    const early = hasty.page
    const released = Promise.withResolvers<void>()
    await early.route('**/_astro/*.js', async (route) => {
      await released.promise
      await route.continue()
    })
    await early.goto('/notes/new', { waitUntil: 'commit' })
    await early.getByLabel('Title').fill('Early')
    await tagField(early).fill('soon')
    await early.getByLabel('Only me').check()
    released.resolve()
    await early.getByRole('button', { name: 'Remove tag soon' }).waitFor()
    await awake(early)
    expect(await early.getByLabel('Only me').isChecked()).toBe(true)
    await early.getByRole('button', { name: 'Save', exact: true }).click()
    await early.getByRole('heading', { level: 1, name: 'Early' }).waitFor()
    await early.getByText('Only you').waitFor()
    await hasty.close()
  })

  it('makes one note of two quick saves', async () => {
    await page.goto('/notes/new')
    await page.getByLabel('Title').fill('Once')
    await page.evaluate(() => {
      for (const repeat of [false, false, true]) {
        dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, repeat, cancelable: true }))
      }
      document.querySelector<HTMLFormElement>('main form')?.requestSubmit()
    })
    await page.getByRole('heading', { level: 1, name: 'Once' }).waitFor()
    await page.goto('/notes')
    expect(await page.getByRole('link', { name: /Once/ }).count()).toBe(1)
  })

  it('takes theirs, and gives mine back', async () => {
    await page.goto('/notes/new')
    await page.getByLabel('Title').fill('Ours')
    await menu('Save').click()
    await page.getByRole('heading', { level: 1, name: 'Ours' }).waitFor()
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByLabel('Text').fill('Mine')
    await saveElsewhere(page.url(), { body: 'Theirs' })
    await menu('Save').click()
    await page.getByRole('link', { name: 'Take theirs' }).click()
    await expect.poll(() => page.getByLabel('Text').inputValue()).toBe('Theirs')
    await expect.poll(() => isFocused(page.getByLabel('Title'))).toBe(true)
    await menu('Undo').click()
    await expect.poll(() => page.getByLabel('Text').inputValue()).toBe('Mine')
    await saveElsewhere(page.url(), { body: 'Theirs again' })
    await menu('Save mine over theirs').click()
    await page.getByText('It was saved again meanwhile').waitFor()
    await menu('Save mine over theirs').click()
    await page.locator('[data-slot=note-text] .prose', { hasText: 'Mine' }).waitFor()
    expect(ada.takeProblems()).toHaveLength(2)
  })

  it('keeps the text of a note that is put away or deleted meanwhile, and offers a way on', async () => {
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByLabel('Text').fill('Rescued')
    const path = `/api/notes/${page.url().split('/').at(-2)}`
    await call('PUT', `${path}/trash`)
    await menu('Save').click()
    await page.getByRole('link', { name: 'Open the note in a new tab' }).waitFor()
    await look(ada, 'note-edit-in-trash')
    await call('DELETE', path)
    await menu('Save').click()
    await page.getByText('This note was deleted meanwhile. Your text is still here.').waitFor()
    expect(await menu('Save').count()).toBe(0)
    await look(ada, 'note-edit-deleted')
    await menu('Save as a new note').click()
    await page.locator('[data-slot=note-text] .prose', { hasText: 'Rescued' }).waitFor()
    expect(ada.takeProblems()).toHaveLength(2)
  })

  /** Somebody else's save of the note whose editor is at `address`. */
  async function saveElsewhere(address: string, data: { body: string }) {
    const path = `/api/notes/${address.split('/').at(-2)}`
    const { version } = await call('GET', path)
    await call('PATCH', path, { ...data, version })
  }
})

describe('a note that is too wide', () => {
  const tags = Array.from({ length: 20 }, (_, index) => `${index + 10}${'t'.repeat(38)}`)
  const wide = [
    `\`${'code'.repeat(40)}\``,
    '',
    '```ts',
    'x'.repeat(200),
    '```',
    '',
    `|${' a column with words |'.repeat(12)}`,
    `|${' --- |'.repeat(12)}`,
    `|${' a cell with words |'.repeat(12)}`,
    '',
    'https://example.org/'.padEnd(200, 'a'),
    '',
    '- plain',
    '- [ ] task',
    '- [x] done',
  ].join('\n')

  it('leaves the page as wide as the window', async () => {
    const note = { title: 'W'.repeat(120), body: wide, tags }
    const { id } = await call('POST', '/api/notes', note)
    await page.goto(`/notes/${id}`)
    await look(ada, 'note-wide')
    await page.goto(`/notes/${id}/edit`)
    await look(ada, 'note-wide-edit')
    await page.goto(`/notes?tag=${tags[0]}`)
    await look(ada, 'notes-wide-tag')
    await page.goto('/notes')
    await page.getByText('more', { exact: false }).first().click()
    await look(ada, 'notes-wide')
    await page.goto(`/notes/${id}`)
    await page.locator('.table-scroll').focus()
    await page.keyboard.press('ArrowRight')
  })

  it('runs from right to left in a script that does', async () => {
    const note = {
      title: 'طحين القمح',
      body: '# العنوان\n\nنص قصير مع **كلمة**.\n\n- [ ] مهمة\n- عنصر\n\n1. واحد',
    }
    const { id } = await call('POST', '/api/notes', note)
    await page.goto(`/notes/${id}`)
    await look(ada, 'note-arabic')
  })
})

it('the way back from a note leads to the list that it was opened from', async () => {
  await page.goto('/notes?q=Once')
  await page.getByRole('link', { name: /Once/ }).click()
  await page.getByRole('main').getByRole('link', { name: 'Notes' }).click()
  await page.waitForURL('**/notes?q=Once')
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
    expect(await page.locator('[data-slot=note-text] .prose em').textContent()).toBe('text')
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
    await stale.setViewportSize({ width: 1280, height: 800 })
    expect(await stale.getByText('saves').isVisible()).toBe(false)
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
