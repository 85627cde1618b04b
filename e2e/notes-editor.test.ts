// What is written is not lost: by a reload, without a network, after the session, beside somebody else; and leaves with who signs out.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { signOut } from './support/account'
import { awake } from './support/awake'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'
import { buildWorld, type Caller, type World } from './support/world'

let world: World
let capsule: Capsule
let owner: Visit
let page: Page

const Saved = z.object({ id: z.string(), version: z.number(), title: z.string(), body: z.string() })

beforeAll(async () => {
  world = await buildWorld()
  capsule = await startCapsule({ folder: world.folder })
  owner = await visit({ url: capsule.url })
  await enter(owner, 'owner')
  page = owner.page
})

afterAll(async () => {
  await owner.close()
  await capsule.stop()
})

async function enter({ context }: Visit, who: Caller) {
  const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(world.cookies[who]) ?? []
  await context.addCookies([{ name, value, url: capsule.url }])
}

/** Calls the API past the browser, which may be without a network. */
async function call(method: string, path: string, body?: object, who: Caller = 'owner') {
  const answer = await fetch(`${capsule.url}${path}`, {
    method,
    headers: { cookie: world.cookies[who], 'content-type': 'application/json', origin: capsule.url },
    ...(body && { body: JSON.stringify(body) }),
  })
  return Saved.parse(z.object({ data: z.unknown() }).parse(await answer.json()).data)
}

const write = (body = 'one\ntwo\nthree') => call('POST', '/api/notes', { title: 'Flour', body })
const read = (id: string) => call('GET', `/api/notes/${id}`)
const text = () => page.getByLabel('Text', { exact: true })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const state = (words: RegExp) => page.locator('[data-slot=save-state]', { hasText: words }).waitFor()
const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('note-draft')))

async function open(id: string) {
  await page.goto(`/notes/${id}/edit`)
  await awake(page)
}

describe('what was written', () => {
  it('is offered after a reload, and restored', async () => {
    const { id } = await write()
    await open(id)
    await text().fill('written before the crash')
    await state(/^Not saved yet, kept on this device/)
    await page.reload()
    await button('Restore').waitFor()
    expect(await text().inputValue()).toBe('one\ntwo\nthree')
    await look(owner, 'note-editor-kept')
    await button('Restore').click()
    await expect.poll(() => text().inputValue()).toBe('written before the crash')
    await page.keyboard.press('Control+s')
    await state(/^Saved$/)
    expect((await read(id)).body).toBe('written before the crash')
    await expect.poll(kept).toEqual([])
    expect(owner.takeProblems()).toEqual([])
  })

  it('is discarded when one says so, and is not offered again', async () => {
    await page.goto('/notes/new')
    await awake(page)
    await page.getByLabel('Title').fill('Unwanted')
    await state(/kept on this device$/)
    await page.reload()
    await button('Discard').click()
    await expect.poll(() => page.getByLabel('Title').inputValue()).toBe('')
    await page.reload()
    await awake(page)
    expect(await button('Restore').count()).toBe(0)
    expect(await kept()).toEqual([])
  })

  it('is not lost without a network, nor when the tab is closed then', async () => {
    const { id } = await write()
    await open(id)
    await owner.context.setOffline(true)
    await text().fill('written on a train')
    await page.keyboard.press('Control+s')
    await page.getByText('The server cannot be reached').waitFor()
    await page.getByText('Your text is kept on this device.').waitFor()
    await look(owner, 'note-editor-offline')
    await owner.context.setOffline(false)
    await open(id)
    await button('Restore').click()
    await button('Save').click()
    await page.locator('[data-slot=note-text] .prose', { hasText: 'written on a train' }).waitFor()
    owner.takeProblems()
  })

  it('outlives the session, and says where to sign in', async () => {
    const { id } = await write()
    await open(id)
    await owner.context.clearCookies()
    await text().fill('written after the session')
    await button('Save').click()
    await page.getByRole('link', { name: 'Sign in in a new tab' }).waitFor()
    await look(owner, 'note-editor-signed-out')
    await enter(owner, 'owner')
    await button('Save').click()
    await page.locator('[data-slot=note-text] .prose', { hasText: 'written after the session' }).waitFor()
    owner.takeProblems()
  })

  it('waits as long as the server wants, and says how long', async () => {
    const { id } = await write()
    await open(id)
    await page.route('**/api/notes/*', (route) =>
      route.fulfill({
        status: 429,
        headers: { 'Retry-After': '2' },
        json: { error: 'That was too often. Wait a moment, then try again.' },
      }),
    )
    await text().fill('too quick')
    await button('Save').click()
    await page.getByText(/You can save again in \d seconds?\./).waitFor()
    await look(owner, 'note-editor-limited')
    await page.unroute('**/api/notes/*')
    await page.getByText('You can save again now.').waitFor()
    await button('Save').click()
    await page.locator('[data-slot=note-text] .prose', { hasText: 'too quick' }).waitFor()
    owner.takeProblems()
  })
})

describe('when somebody else saved first', () => {
  async function meet() {
    const { id, version } = await write()
    await open(id)
    await text().fill('one\nmine\nthree')
    await call('PATCH', `/api/notes/${id}`, { body: 'one\ntheirs\nthree', version }, 'member')
    await page.keyboard.press('Control+s')
    await page.getByText('Somebody else saved this note while you were writing').waitFor()
    expect(owner.takeProblems()).toEqual([expect.stringContaining('412')])
    return id
  }

  it('the difference is shown, and mine can be kept', async () => {
    const id = await meet()
    const differs = page.getByRole('group', { name: 'What differs' })
    await differs.getByText('Only in theirs: theirs').waitFor()
    await differs.getByText('Only in mine: mine').waitFor()
    await look(owner, 'note-editor-conflict')
    await button('Keep mine').click()
    await page.locator('[data-slot=note-text] .prose', { hasText: 'mine' }).waitFor()
    expect((await read(id)).body).toBe('one\nmine\nthree')
  })

  it('theirs can be taken', async () => {
    const id = await meet()
    await page.getByRole('link', { name: 'Take theirs' }).click()
    await expect.poll(() => text().inputValue()).toBe('one\ntheirs\nthree')
    await expect.poll(kept).toEqual([])
    expect((await read(id)).body).toBe('one\ntheirs\nthree')
  })

  it('both can be kept', async () => {
    const id = await meet()
    await button('Keep both').click()
    await page.getByRole('heading', { level: 1, name: 'Flour (my version)' }).waitFor()
    await page.locator('[data-slot=note-text] .prose', { hasText: 'mine' }).waitFor()
    expect((await read(id)).body).toBe('one\ntheirs\nthree')
    await expect.poll(kept).toEqual([])
  })

  it('while a draft lay on the device, restoring it shows both', async () => {
    const { id, version } = await write()
    await open(id)
    await text().fill('one\nmine\nthree')
    await state(/kept on this device$/)
    await call('PATCH', `/api/notes/${id}`, { body: 'one\ntheirs\nthree', version }, 'member')
    await page.reload()
    await button('Restore').click()
    await page.getByText('Only in theirs: theirs').waitFor()
    expect(await text().inputValue()).toBe('one\nmine\nthree')
    await page.getByRole('link', { name: 'Take theirs' }).click()
    owner.takeProblems()
  })
})

describe('the editor', () => {
  it('formats by keys and by its toolbar, and the browser takes it back', async () => {
    await page.goto('/notes/new')
    await awake(page)
    await text().fill('rye')
    await text().selectText()
    await page.keyboard.press('Control+b')
    expect(await text().inputValue()).toBe('**rye**')
    await page.keyboard.press('Control+z')
    expect(await text().inputValue()).toBe('rye')
    await button('Bold').focus()
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => button('Table').evaluate((tool) => tool === document.activeElement)).toBe(true)
    await button('Task list').click()
    expect(await text().inputValue()).toBe('- [ ] rye')
    await page.keyboard.press('Control+k')
    expect(await text().inputValue()).toContain('](https://)')
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(owner.takeProblems()).toEqual([])
  })

  it('previews exactly what the page of the note shows', async () => {
    const body = '# Rye\n\n- [ ] call\n\n| a | b |\n| --- | ---: |\n| 1 | 2 |\n\n```ts\nx\n```\n\n<b>no</b>'
    await page.goto('/notes/new')
    await awake(page)
    await button('Discard').click()
    await page.getByLabel('Title').fill('Same')
    await text().fill(body)
    const preview = page.getByRole('region', { name: 'Preview' }).locator('.prose')
    await preview.getByRole('cell', { name: '2' }).waitFor()
    await look(owner, 'note-editor')
    const seen = await preview.innerText()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { level: 1, name: 'Same' }).waitFor()
    const now = page.locator('[data-slot=note-text] .prose')
    expect((await now.innerText()).replace('Copy\n', '').replaceAll(/\s+/g, ' ')).toBe(
      seen.replaceAll(/\s+/g, ' '),
    )
    expect(owner.takeProblems()).toEqual([])
  })

  it('shows the text or its preview on a phone', async () => {
    await page.setViewportSize({ width: 360, height: 800 })
    const { id } = await write('# Rye')
    await open(id)
    await button('Preview').click()
    await page.getByRole('region', { name: 'Preview' }).getByRole('heading', { name: 'Rye' }).waitFor()
    expect(await text().isVisible()).toBe(false)
    await button('Write').click()
    await expect.poll(() => text().isVisible()).toBe(true)
    await page.setViewportSize({ width: 1280, height: 800 })
  })
})

it('calls a new note by its title once it is saved', async () => {
  await page.goto('/notes/new')
  await awake(page)
  const heading = page.getByRole('heading', { level: 1 })
  expect(await heading.innerText()).toBe('New note')
  await page.getByLabel('Title').fill('Now it has a name')
  await page.keyboard.press('Control+s')
  await expect.poll(() => heading.innerText()).toBe('Now it has a name')
  await expect.poll(() => page.title()).toBe('Edit Now it has a name · Capsule')
  await page.reload()
  expect(await heading.innerText()).toBe('Now it has a name')
})

it('whoever signs out leaves no draft on the device', async () => {
  await page.goto('/notes/new')
  await awake(page)
  await text().fill('secret')
  await state(/kept on this device$/)
  expect(await kept()).toHaveLength(1)
  await signOut(page)
  await page.waitForURL('**/login')
  expect(await kept()).toEqual([])
  owner.takeProblems()
})
