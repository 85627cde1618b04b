import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setUp, signIn } from './support/account'
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

const rows = () => page.locator('[data-note]')
const row = (title: string | RegExp) => rows().filter({ hasText: title })
const titles = () => page.locator('[data-slot=note-title]').allTextContents()
const focused = () =>
  page.evaluate(() => document.activeElement?.querySelector('[data-slot=note-title]')?.textContent ?? '')
const toast = (text: string) => page.locator('[data-sonner-toast]', { hasText: text })
const awake = () => page.locator('#note-list[data-awake]').waitFor()

async function open(address = '/notes') {
  await page.goto(address)
  await awake()
}

/** Writes a note as the person at the page does. */
function write(note: { title: string; body?: string; tags?: string[] }): Promise<string> {
  return page.evaluate(async (body) => {
    const headers = { 'Content-Type': 'application/json' }
    const answer = await fetch('/api/notes', { method: 'POST', headers, body: JSON.stringify(body) })
    return (await answer.json()).data.id
  }, note)
}

describe('the first use', () => {
  it('teaches in place, and offers samples that can be pressed without scripts', async () => {
    await open()
    await page.getByRole('heading', { name: 'No notes yet' }).waitFor()
    await page.getByText('Find it again').waitFor()
    await look(ada, 'notes-first')
    await page.getByRole('button', { name: 'Add four sample notes' }).click()
    await row('Begin here').waitFor()
    expect(await titles()).toEqual([
      'Begin here',
      'Keys for quick hands',
      'Tags find things again',
      'Markdown in one page',
    ])
  })

  it('of each view says what it is for', async () => {
    await open('/notes?view=archived')
    await page.getByRole('heading', { name: 'Nothing archived' }).waitFor()
    await open('/notes?view=pinned')
    expect(await titles()).toEqual(['Begin here'])
  })
})

describe('by keyboard', () => {
  it('j and k go from note to note, which Enter opens, and the way back finds it again', async () => {
    await open()
    await page.keyboard.press('j')
    expect(await focused()).toBe('Begin here')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    expect(await focused()).toBe('Keys for quick hands')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Keys for quick hands' }).waitFor()
    await page.goBack()
    await awake()
    await expect.poll(focused).toBe('Keys for quick hands')
  })

  it('e archives at once, the focus goes on, and the message leads back', async () => {
    await page.keyboard.press('e')
    await toast('Archived').waitFor()
    expect(await row('Keys for quick hands').count()).toBe(0)
    expect(await focused()).toBe('Tags find things again')
    await toast('Archived').getByRole('button', { name: 'Undo' }).click()
    await toast('Back among the notes').waitFor()
    expect((await titles())[1]).toBe('Keys for quick hands')
    await page.reload()
    expect((await titles())[1]).toBe('Keys for quick hands')
  })

  it('# puts into the trash, where # brings back; p pins and unpins', async () => {
    await awake()
    await row('Tags find').getByRole('link').focus()
    await page.keyboard.press('p')
    await toast('Pinned').waitFor()
    expect((await titles())[0]).toBe('Tags find things again')
    expect(await focused()).toBe('Tags find things again')
    await row('Tags find').getByRole('img', { name: 'Pinned' }).waitFor()
    await page.keyboard.press('p')
    await toast('No longer pinned').waitFor()
    await page.keyboard.press('#')
    await toast('Moved to the trash').waitFor()
    await open('/notes?view=trash')
    expect(await titles()).toEqual(['Tags find things again'])
    await page.keyboard.press('j')
    await page.keyboard.press('e')
    expect(await rows().count()).toBe(1)
    await page.keyboard.press('#')
    await page.getByRole('heading', { name: 'The trash is empty' }).waitFor()
    await toast('Brought back').waitFor()
  })

  it('/ goes to the search, where letters are letters, and an arrow down to what it found', async () => {
    await open()
    await page.keyboard.press('/')
    await page.keyboard.type('keys')
    await page.locator('mark', { hasText: 'Keys' }).first().waitFor()
    await page.waitForURL('**/notes?q=keys')
    await page.getByRole('status').filter({ hasText: 'notes' }).waitFor({ state: 'attached' })
    await page.locator('[aria-busy=false] [data-note]').first().waitFor()
    expect(await rows().count()).toBe(2)
    await page.keyboard.press('ArrowDown')
    await expect.poll(focused).toBe('Keys for quick hands')
    expect(ada.takeProblems()).toEqual([])
  })
})

describe('what fails', () => {
  it('is undone with a message', async () => {
    await open()
    await page.route('**/api/notes/*/archive', (route) =>
      route.fulfill({ status: 403, json: { error: 'Only readers here.' } }),
    )
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('e')
    await toast('Only readers here.').waitFor()
    expect((await titles())[1]).toBe('Keys for quick hands')
    expect(await focused()).toBe('Keys for quick hands')
    await page.unroute('**/api/notes/*/archive')
    expect(ada.takeProblems()).toHaveLength(1)
  })

  it('in a search says why, with what the log calls it, and tries again', async () => {
    await open()
    await page.route('**/api/notes?*', (route) =>
      route.fulfill({ status: 500, json: { error: 'That did not work.', requestId: 'request-1' } }),
    )
    await page.getByLabel('Search notes').fill('sample')
    const alert = page.getByRole('alert').filter({ hasText: 'That did not work.' })
    await alert.getByText('request-1').waitFor()
    await look(ada, 'notes-failed')
    await page.unroute('**/api/notes?*')
    await alert.getByRole('button', { name: 'Try again' }).click()
    await alert.waitFor({ state: 'detached' })
    expect(ada.takeProblems()).toHaveLength(1)
  })

  it('without a network goes on by itself once there is one', async () => {
    await open()
    await ada.context.setOffline(true)
    await page.getByLabel('Search notes').fill('quick')
    await page.getByText('You are offline.').waitFor()
    expect(await rows().count()).toBe(4)
    await ada.context.setOffline(false)
    await page.locator('mark', { hasText: 'quick' }).first().waitFor()
    await page.getByText('You are offline.').waitFor({ state: 'detached' })
    ada.takeProblems()
  })
})

describe('the search', () => {
  it('marks title and text, and what looks like HTML stays text', async () => {
    await page.goto('/notes')
    await write({ title: '<img src=x onerror=alert(1)> rye', body: 'of <b>rye</b> & "spelt"', tags: ['<i>'] })
    await open()
    await page.getByLabel('Search notes').fill('rye')
    const found = row('onerror')
    await found.locator('mark').nth(1).waitFor()
    expect(await found.locator('[data-slot=note-title] mark').textContent()).toBe('rye')
    expect(await found.locator('[data-slot=note-title]').textContent()).toBe(
      '<img src=x onerror=alert(1)> rye',
    )
    expect(await found.locator('img, b, i').count()).toBe(0)
    await page.reload()
    expect(await found.locator('[data-slot=note-title] mark').textContent()).toBe('rye')
  })

  it('is one step of the history', async () => {
    await open()
    const field = page.getByLabel('Search notes')
    await field.pressSequentially('onerr', { delay: 200 })
    await page.waitForURL('**/notes?q=onerr')
    await expect.poll(() => rows().count()).toBe(1)
    await page.goBack()
    await page.waitForURL('**/notes')
    await expect.poll(() => rows().count()).toBe(5)
    expect(await field.inputValue()).toBe('')
    await page.goForward()
    await page.waitForURL('**/notes?q=onerr')
    await expect.poll(() => rows().count()).toBe(1)
    expect(await field.inputValue()).toBe('onerr')
  })

  it('keeps to the view, and the sort to the address', async () => {
    await open('/notes?q=rye')
    await page.getByRole('link', { name: 'Archive' }).click()
    await page.waitForURL('**/notes?q=rye&view=archived')
    await page.getByRole('heading', { name: 'No note matches' }).waitFor()
    await page.getByRole('link', { name: 'Show all' }).click()
    await page.waitForURL('**/notes?view=archived')
    await open()
    await page.getByLabel('Sort by').selectOption('title')
    await page.waitForURL('**/notes?sort=title')
    await awake()
    expect((await titles()).slice(0, 2)).toEqual(['Begin here', '<img src=x onerror=alert(1)> rye'])
  })
})

describe('by pointer', () => {
  it('the menu of a row does what the keys do, and says which', async () => {
    await open()
    await row('Markdown in one').hover()
    await row('Markdown in one').getByRole('button').click()
    const menu = page.locator('#note-menu')
    await menu.getByText('Archive').waitFor()
    const button = await row('Markdown in one').getByRole('button').boundingBox()
    const opened = await menu.boundingBox()
    expect(opened && button && Math.round(opened.x + opened.width - button.x - button.width)).toBe(0)
    const gaps = opened &&
      button && [opened.y - button.y - button.height, button.y - opened.y - opened.height]
    expect(gaps?.map(Math.round), 'below the button, or above it').toContain(4)
    expect(await menu.evaluate((element) => element.contains(document.activeElement))).toBe(true)
    await look(ada, 'notes-menu')
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'hidden' })
    await row('Markdown in one').hover()
    await row('Markdown in one').getByRole('button').click()
    await menu.getByRole('button', { name: 'Pin' }).click()
    await toast('Pinned').waitFor()
    await row('Markdown in one').getByRole('button').click()
    await menu.getByRole('button', { name: 'Unpin' }).click()
    await toast('No longer pinned').waitFor()
    expect(ada.takeProblems()).toEqual([])
  })

  it('on a phone has room for long titles and for those from right to left', async () => {
    await write({ title: 'W'.repeat(120), body: 'wide', tags: ['t'.repeat(40), 'ü'.repeat(40)] })
    await write({ title: 'طحين القمح للخبز الطويل جدا في المطبخ', body: 'نص قصير' })
    const phone = await visit({ url: capsule.url, width: 360, touch: true })
    await phone.page.goto('/notes')
    await signIn(phone.page)
    await phone.page.locator('#note-list[data-awake]').waitFor()
    await look(phone, 'notes-phone')
    await phone.page.locator('[data-note]').first().getByRole('button').tap()
    await phone.page.getByRole('button', { name: 'Archive' }).waitFor()
    await look(phone, 'notes-phone-menu')
    await phone.close()
  })
})

describe('ten thousand notes', () => {
  it('are shown page by page, and what is there stays', async () => {
    await insertNotes(10_000)
    await open('/notes?sort=title')
    const first = await titles()
    await page.getByRole('link', { name: 'Show more' }).click()
    await expect.poll(() => rows().count()).toBe(40)
    expect((await titles()).slice(0, 20)).toEqual(first)
    await page.getByRole('link', { name: 'Show more' }).click()
    await expect.poll(() => rows().count()).toBe(60)
    await rows().nth(50).getByRole('link').click()
    await page.waitForURL(/\/notes\/[0-9a-f-]{36}$/)
    await page.goBack()
    await expect.poll(() => rows().count()).toBe(60)
    await expect.poll(focused).toBe((await titles())[50])
    expect(ada.takeProblems()).toEqual([])
  })

  it('cost little script, also once something was done', async () => {
    await open()
    await page.keyboard.press('j')
    await page.keyboard.press('p')
    await toast('inned').first().waitFor()
    const bytes = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('.js'))
        .reduce(
          (sum, entry) => sum + (entry instanceof PerformanceResourceTiming ? entry.encodedBodySize : 0),
          0,
        ),
    )
    console.log(`scripts of the list of notes: ${(bytes / 1024).toFixed(1)} KB`)
    expect(bytes).toBeLessThan(90 * 1024)
  })

  async function insertNotes(amount: number) {
    const file = new Database(join(capsule.folder, 'capsule.db'))
    file.run('PRAGMA busy_timeout = 5000')
    file.run(
      `INSERT INTO notes (id, workspace_id, author_id, visibility, title, sort_title, excerpt, created_at, updated_at, body)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
        SELECT printf('01900000-0000-7000-8000-%012x', i), workspace_id, author_id, 'workspace', printf('zz %05d', i),
          printf('zz %05d', i), 'many', i, i, 'many' FROM n, (SELECT workspace_id, author_id FROM notes LIMIT 1)`,
      [amount],
    )
    file.close()
  }
})

it('a viewer changes nothing, by key or by menu', async () => {
  const file = new Database(join(capsule.folder, 'capsule.db'))
  file.run('PRAGMA busy_timeout = 5000')
  file.run(`INSERT INTO organization (id, name, slug, created_at) VALUES ('w', 'Mill', 'w', 0)`)
  file.run(`INSERT INTO member (id, user_id, organization_id, role, created_at)
    SELECT 'm', id, 'w', 'viewer', 0 FROM user LIMIT 1`)
  file.run(`INSERT INTO notes (id, workspace_id, visibility, title, sort_title, excerpt, created_at, updated_at, body)
    VALUES ('01900000-0000-7000-9000-000000000001', 'w', 'workspace', 'Read only', 'read only', '', 0, 0, '')`)
  file.run(`UPDATE session SET active_organization_id = 'w'`)
  file.close()
  await open()
  expect(await titles()).toEqual(['Read only'])
  expect(await rows().getByRole('button').count()).toBe(0)
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  await page.keyboard.press('#')
  expect(await titles()).toEqual(['Read only'])
  expect(ada.takeProblems()).toEqual([])
})
