// A note where it is read: what may not be ticked is not, a tick is kept or taken back, and its parts can be linked to and copied.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { awake } from './support/awake'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit, type VisitOptions } from './support/browser'
import { look } from './support/look'
import { buildWorld, type Caller, type World } from './support/world'

let world: World
let capsule: Capsule
let owner: Visit
let page: Page

const Answer = z.object({ data: z.object({ id: z.string(), version: z.number(), body: z.string() }) })

const text = [
  '## To do',
  '',
  '- [ ] call the mill',
  '- [x] order rye',
  '',
  '```ts',
  'const sacks = 4',
  '```',
  '',
  '| flour | sacks |',
  '| --- | ---: |',
  '| rye | 4 |',
].join('\n')

beforeAll(async () => {
  world = await buildWorld()
  capsule = await startCapsule({ folder: world.folder })
  owner = await come('owner')
  page = owner.page
})

afterAll(async () => {
  await owner.close()
  await capsule.stop()
})

async function come(who: Caller, options: Partial<VisitOptions> = {}): Promise<Visit> {
  const visitor = await visit({ url: capsule.url, ...options })
  const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(world.cookies[who]) ?? []
  await visitor.context.addCookies([{ name, value, url: capsule.url }])
  return visitor
}

/** Calls the API past the browser, as somebody. */
async function call(method: string, path: string, body?: object, who: Caller = 'owner') {
  const answer = await fetch(`${capsule.url}${path}`, {
    method,
    headers: { cookie: world.cookies[who], 'content-type': 'application/json', origin: capsule.url },
    ...(body && { body: JSON.stringify(body) }),
  })
  return Answer.parse(await answer.json()).data
}

const write = (body = text) => call('POST', '/api/notes', { title: 'Flour', body })
const bodyOf = async (id: string) => (await call('GET', `/api/notes/${id}`)).body
const task = (name: string, from = page) => from.getByRole('checkbox', { name, exact: true })
const isTicked = (name: string) => task(name).getAttribute('aria-checked')

async function open(id: string) {
  await page.goto(`/notes/${id}`)
  await awake(page)
}

describe('a task', () => {
  it('is shown to a viewer and cannot be ticked', async () => {
    const { id } = await write()
    const viewer = await come('viewer')
    await viewer.page.goto(`/notes/${id}`)
    expect(await task('call the mill', viewer.page).isDisabled()).toBe(true)
    expect(await viewer.page.getByRole('main').getByRole('button', { name: 'Archive' }).count()).toBe(0)
    await look(viewer, 'note-page-viewer')
    expect(viewer.takeProblems()).toEqual([])
    await viewer.close()
  })

  it('is ticked by the keyboard, and stays so', async () => {
    const { id } = await write()
    await open(id)
    await task('call the mill').focus()
    await page.keyboard.press('Space')
    await expect.poll(() => bodyOf(id)).toContain('- [x] call the mill')
    await task('order rye').click()
    await expect.poll(() => bodyOf(id)).toContain('- [ ] order rye')
    await look(owner, 'note-page')
    await page.reload()
    expect([await isTicked('call the mill'), await isTicked('order rye')]).toEqual(['true', 'false'])
    expect(owner.takeProblems()).toEqual([])
  })

  it('is taken back with a sentence where the server cannot be reached', async () => {
    const { id } = await write()
    await open(id)
    await owner.context.setOffline(true)
    await task('call the mill').click()
    await page.getByText('The server cannot be reached').waitFor()
    await expect.poll(() => isTicked('call the mill')).toBe('false')
    await owner.context.setOffline(false)
    owner.takeProblems()
  })

  it('that has moved in somebody else’s text is the one that is ticked', async () => {
    const { id, version } = await write()
    await open(id)
    await call('PATCH', `/api/notes/${id}`, { body: `- [ ] first of all\n${text}`, version }, 'member')
    await task('call the mill').click()
    await expect.poll(() => bodyOf(id)).toContain('- [x] call the mill')
    expect(await bodyOf(id)).toContain('- [ ] first of all')
    await expect
      .poll(async () => [await isTicked('first of all'), await isTicked('call the mill')])
      .toEqual(['false', 'true'])
    expect(owner.takeProblems()).toEqual([expect.stringContaining('412')])
  })

  it('that somebody else has renamed is not guessed: nothing is ticked, and the text is shown anew', async () => {
    const { id, version } = await write()
    await open(id)
    const theirs = text.replace('call the mill', 'write to the mill')
    await call('PATCH', `/api/notes/${id}`, { body: theirs, version }, 'member')
    await task('call the mill').click()
    await page.getByText('Nothing was ticked').waitFor()
    expect(await isTicked('write to the mill')).toBe('false')
    expect(await bodyOf(id)).toBe(theirs)
    await look(owner, 'note-page-changed')
    expect(owner.takeProblems()).toEqual([expect.stringContaining('412')])
  })

  it('is ticked without JavaScript too, but not in a text that was changed', async () => {
    const { id } = await write()
    const plain = await come('owner', { javaScript: false })
    await plain.page.goto(`/notes/${id}`)
    await task('call the mill', plain.page).click()
    await plain.page.getByRole('checkbox', { name: 'call the mill', checked: true }).waitFor()
    const { version } = await call('GET', `/api/notes/${id}`)
    await call('PATCH', `/api/notes/${id}`, { body: `- [ ] first\n${text}`, version }, 'member')
    await task('order rye', plain.page).click()
    await plain.page.getByText('Somebody else changed this note meanwhile').waitFor()
    expect(await bodyOf(id)).toBe(`- [ ] first\n${text}`)
    await plain.close()
  })
})

describe('the text', () => {
  it('has headings that lead to themselves, and code that is copied', async () => {
    const { id } = await write()
    await owner.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await open(id)
    await page.getByRole('link', { name: 'Link to “To do”' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Link to the heading copied').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `${capsule.url}/notes/${id}#h-to-do`,
    )
    await page.getByRole('button', { name: 'Copy this code' }).focus()
    await page.keyboard.press('Enter')
    await page
      .getByRole('status')
      .filter({ hasText: /^Copied$/ })
      .waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('const sacks = 4\n')
    expect(owner.takeProblems()).toEqual([])
  })

  it('is kept from the others by its author, and shown to them again by the message', async () => {
    const { id } = await write()
    await open(id)
    await page.getByRole('button', { name: 'Keep to myself' }).click()
    await page.getByText('Only you can read it').first().waitFor()
    const member = await fetch(`${capsule.url}/api/notes/${id}`, {
      headers: { cookie: world.cookies.member },
    })
    expect(member.status).toBe(404)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Keep to myself' }).waitFor()
    await task('call the mill').click()
    await expect.poll(() => bodyOf(id)).toContain('- [x] call the mill')
    expect(owner.takeProblems()).toEqual([])
  })
})
