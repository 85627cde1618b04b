// The sidebar as icons alone: by a button, a key and the palette, with and without scripts, and still while a page loads.
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit, type VisitOptions } from './support/browser'
import { look } from './support/look'
import { buildWorld, type World } from './support/world'

let world: World
let capsule: Capsule

beforeAll(async () => {
  world = await buildWorld()
  capsule = await startCapsule({ folder: world.folder })
})

afterAll(() => capsule.stop())

/** A browser of the owner, in which the sidebar was left as icons, or not. */
async function enter(options: Omit<VisitOptions, 'url'> = {}, isFolded = false): Promise<Visit> {
  const owner = await visit({ url: capsule.url, ...options })
  const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(world.cookies.owner) ?? []
  await owner.context.addCookies([{ name, value, url: capsule.url }])
  if (isFolded)
    await owner.context.addCookies([{ name: 'capsule.sidebar', value: 'folded', url: capsule.url }])
  return owner
}

const toggle = (page: Page) => page.getByRole('button', { name: 'Sidebar' })
const link = (page: Page, name: string) => page.locator('#sidebar').getByRole('link', { name })
const width = async (page: Page) => (await page.locator('#sidebar').boundingBox())?.width
const opacity = (page: Page, name: string) =>
  link(page, name)
    .locator('.sidebar-word')
    .evaluate((word) => getComputedStyle(word).opacity)

/** Adds up how much the layout shifts, from the start of a page. */
const noteShifts = `
  globalThis.shifted = 0
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) shifted += value
  }).observe({ type: 'layout-shift', buffered: true })
`

describe('the sidebar', () => {
  it('without scripts becomes icons by its button, comes back to the page, and opens again', async () => {
    const owner = await enter({ javaScript: false })
    const { page } = owner
    await page.goto('/forms?sort=title')
    expect([await width(page), await toggle(page).getAttribute('aria-expanded')]).toEqual([240, 'true'])
    await toggle(page).click()
    await page.locator('#sidebar[data-folded]').waitFor()
    expect(new URL(page.url()).search).toBe('?sort=title')
    expect([await width(page), await toggle(page).getAttribute('aria-expanded')]).toEqual([61, 'false'])
    await link(page, 'Notes').click()
    await page.waitForURL('**/notes')
    expect(await width(page)).toBe(61)
    await toggle(page).click()
    await page.locator('#sidebar:not([data-folded])').waitFor()
    await owner.close()
  })

  it('with them does so where one is, keeps the focus, and the next page stands still', async () => {
    const owner = await enter()
    const { page } = owner
    await page.goto('/settings')
    await page.getByLabel('Your name').fill('half a word')
    await toggle(page).click()
    expect([await width(page), await toggle(page).getAttribute('aria-expanded')]).toEqual([61, 'false'])
    expect(await toggle(page).evaluate((button) => button === document.activeElement)).toBe(true)
    expect(await page.getByLabel('Your name').inputValue()).toBe('half a word')

    await page.addInitScript(noteShifts)
    for (const path of ['/', '/forms', '/settings']) {
      await page.goto(path, { waitUntil: 'networkidle' })
      expect([path, await width(page), await page.evaluate('shifted')]).toEqual([path, 61, 0])
    }
    await page.keyboard.press('Enter')
    await toggle(page).press('Enter')
    expect([await width(page), await toggle(page).getAttribute('aria-expanded')]).toEqual([240, 'true'])
    await page.reload()
    expect(await width(page)).toBe(240)
    expect(owner.takeProblems()).toEqual([])
    await owner.close()
  })

  it('is led by a key, which is listed and never heard while one types, and by the palette', async () => {
    const owner = await enter()
    const { page } = owner
    await page.goto('/settings')
    await page.getByLabel('Your name').fill('')
    await page.getByLabel('Your name').pressSequentially('bob')
    expect(await width(page)).toBe(240)
    await link(page, 'Start').focus()
    await page.keyboard.press('b')
    expect(await width(page)).toBe(61)

    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('Collapse or expand the sidebar').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })

    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('textbox').fill('sidebar')
    await page.getByRole('option', { name: 'Collapse or expand the sidebar' }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('#sidebar:not([data-folded])').waitFor()
    expect(owner.takeProblems()).toEqual([])
    await owner.close()
  })

  it('as icons says each place by its name, shows it at the focus, and puts it away by Escape', async () => {
    const owner = await enter({}, true)
    const { page } = owner
    await page.goto('/forms')
    for (const name of ['Start', 'Notes', 'Forms', 'Workspace'])
      expect([name, await link(page, name).count()]).toEqual([name, 1])
    for (const name of ['Account:', 'Workspace:', 'Go to or find'])
      expect([name, await page.getByRole('button', { name }).count()]).toEqual([name, 1])
    expect(await opacity(page, 'Notes')).toBe('0')
    await link(page, 'Start').focus()
    await page.keyboard.press('Tab')
    await expect.poll(() => opacity(page, 'Notes')).toBe('1')
    await look(owner, 'sidebar-folded')
    await page.keyboard.press('Escape')
    await expect.poll(() => opacity(page, 'Notes')).toBe('0')
    await link(page, 'Forms').hover()
    await expect.poll(() => opacity(page, 'Forms')).toBe('1')
    await page.getByRole('button', { name: 'Account:' }).click()
    await look(owner, 'sidebar-folded-account')
    expect(owner.takeProblems()).toEqual([])
    await owner.close()
  })

  it('as icons shows the name beside its icon in a low window too, where it scrolls', async () => {
    const owner = await enter({}, true)
    const { page } = owner
    await page.setViewportSize({ width: 1280, height: 240 })
    await page.goto('/forms')
    await link(page, 'Forms').focus()
    await page.keyboard.press('Tab')
    await expect.poll(() => opacity(page, 'Workspace')).toBe('1')
    const middleOf = async (element: Locator) => {
      const { y = 0, height = 0 } = (await element.boundingBox()) ?? {}
      return Math.round(y + height / 2)
    }
    const place = link(page, 'Workspace')
    expect(await middleOf(place)).toBeLessThan(240)
    await expect
      .poll(async () => Math.abs((await middleOf(place)) - (await middleOf(place.locator('.sidebar-word')))))
      .toBeLessThanOrEqual(2)
    await owner.close()
  })

  it('is nothing that a phone has', async () => {
    const owner = await enter({ width: 360 }, true)
    const { page } = owner
    await page.goto('/forms')
    await page.keyboard.press('b')
    expect(await page.locator('#sidebar').getAttribute('data-folded')).toBe('')
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog')
    await palette.getByRole('textbox').fill('sidebar')
    await palette.getByText('Nothing here is called “sidebar”.').waitFor()
    await page.keyboard.press('Escape')
    await palette.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('navigation').getByText('Notes').waitFor()
    await owner.close()
  })

  it('opened before its page is awake, the menu of a phone keeps all that it shows', async () => {
    const owner = await enter({ width: 360, hasty: true })
    const { page } = owner
    const { promise: opened, resolve } = Promise.withResolvers<void>()
    await page.route('**/_astro/*.js', async (route) => {
      await opened
      await route.continue()
    })
    await page.goto('/notes', { waitUntil: 'commit' })
    await page.getByRole('button', { name: 'Menu' }).click()
    const signOut = page.getByRole('button', { name: 'Sign out' })
    await signOut.waitFor()
    resolve()
    await page.waitForLoadState()
    expect(await signOut.isVisible()).toBe(true)
    expect(await page.locator('#menu').getAttribute('data-opening')).toBeNull()
    await owner.close()
  })
})
