// The theme that somebody chose: from the first byte, with and without scripts, in every tab, and never where visitors answer.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
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

/** A browser of the owner, whose system prefers `theme`, and who chose something earlier, or not. */
async function enter(options: Omit<VisitOptions, 'url'> = {}, chosen?: string): Promise<Visit> {
  const owner = await visit({ url: capsule.url, ...options })
  const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(world.cookies.owner) ?? []
  await owner.context.addCookies([{ name, value, url: capsule.url }])
  if (chosen) await owner.context.addCookies([{ name: 'capsule.theme', value: chosen, url: capsule.url }])
  return owner
}

const account = (page: Page) => page.getByRole('button', { name: 'Account:' })
const choice = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const ground = (page: Page) => page.evaluate('getComputedStyle(document.documentElement).backgroundColor')

/** Every colour that a visitor of a system sees, by the name of its token. */
const colours = (page: Page) =>
  page.evaluate<Record<string, string>>(`(() => {
    const probe = document.body.appendChild(document.createElement('i'))
    const names = ['background', 'foreground', 'card', 'popover', 'sidebar', 'primary', 'primary-foreground', 'muted-foreground',
      'destructive', 'success', 'warning', 'border', 'input', 'ring', 'chart-1', 'chart-6']
    const found = names.map((name) => { probe.style.color = 'var(--' + name + ')'; return [name, getComputedStyle(probe).color] })
    probe.remove()
    return Object.fromEntries(found)
  })()`)

/** Keeps the ground and the scheme of each frame that is drawn, from the first one of a page. */
const noteFrames = `
  globalThis.frames = new Set()
  const note = () => {
    const style = document.documentElement && getComputedStyle(document.documentElement)
    if (style && document.body) frames.add(style.colorScheme + ' ' + style.backgroundColor)
    requestAnimationFrame(note)
  }
  requestAnimationFrame(note)
`
const framesOf = (page: Page) => page.evaluate<string[]>('[...globalThis.frames]')

describe('a theme that was chosen', () => {
  test.each(['sepia', 'DARK', '"><script>alert(1)</script>', 'dark, light'])(
    'is none where the cookie says %s',
    async (broken) => {
      const cookie = `${world.cookies.owner}; capsule.theme=${broken}; capsule.sidebar=${broken}`
      const answer = await fetch(`${capsule.url}/notes`, { headers: { cookie } })
      const html = await answer.text()
      expect(answer.status).toBe(200)
      expect(html).not.toContain('data-theme')
      expect(html).toContain('<meta name="color-scheme" content="light dark">')
    },
  )

  it('stands in the first bytes of each page of the app, of signing in and of what is not there', async () => {
    for (const path of [
      '/',
      '/notes',
      '/login',
      '/about',
      '/nothing-here',
      `/forms/${world.form.id}/preview/form`,
    ]) {
      const cookie =
        path === '/login' || path === '/about'
          ? 'capsule.theme=dark'
          : `${world.cookies.owner}; capsule.theme=dark`
      const html = await (await fetch(`${capsule.url}${path}`, { headers: { cookie } })).text()
      expect(html.slice(0, 100)).toContain('<html lang="en" data-theme="dark"')
      expect(html).toContain('<meta name="color-scheme" content="dark">')
      expect(html).toContain('<meta name="theme-color" content="#110f0d" media="all">')
    }
  })

  it('is that of what the listener refuses by itself', async () => {
    const schemes = ['dark', 'light', 'sepia'].map(async (theme) => {
      const headers = { cookie: `capsule.theme=${theme}` }
      const answer = await fetch(`${capsule.url}/favicon.svg`, { method: 'PUT', headers })
      expect(answer.status).toBe(405)
      return /<meta name="color-scheme" content="([^"]*)">/.exec(await answer.text())?.[1]
    })
    expect(await Promise.all(schemes)).toEqual(['dark', 'light', 'light dark'])
  })

  it('is not asked for where visitors answer, nor set there', async () => {
    const cookie = `${world.cookies.owner}; capsule.theme=dark; capsule.sidebar=folded`
    for (const path of [`/f/${world.form.slug}`, `/f/${world.form.slug}-gone`]) {
      const answer = await fetch(`${capsule.url}${path}`, { headers: { cookie } })
      expect(answer.headers.getSetCookie()).toEqual([])
      const html = await answer.text()
      expect(html).not.toContain('data-theme')
      expect(html).toContain('<meta name="color-scheme" content="light dark">')
    }
  })

  test.each(['light', 'dark'] as const)(
    '%s has the same colours whatever the system prefers',
    async (theme) => {
      const system = await enter({ theme })
      await system.page.goto('/notes')
      const expected = await colours(system.page)
      await system.close()

      const other = await enter({ theme: theme === 'light' ? 'dark' : 'light' }, theme)
      await other.page.goto('/notes')
      expect(await colours(other.page)).toEqual(expected)
      await account(other.page).click()
      await look(other, `theme-${theme}`)
      await other.page.goto('/')
      await look(other, `theme-${theme}-start`)
      await other.close()
    },
  )

  it('gives way to paper and to the colours that somebody forces', async () => {
    const dark = await enter({ theme: 'dark' }, 'dark')
    const { page } = dark
    await page.goto('/notes')
    const scheme = () => page.evaluate('getComputedStyle(document.documentElement).colorScheme')
    expect(await scheme()).toBe('dark')
    await page.emulateMedia({ media: 'print' })
    expect([await scheme(), await ground(page)]).toEqual(['light', 'rgb(255, 255, 255)'])
    await page.emulateMedia({ media: 'screen', forcedColors: 'active' })
    expect(await scheme()).toBe('light dark')
    await account(page).click()
    expect(await choice(page, 'Dark').evaluate((button) => getComputedStyle(button).outlineStyle)).toBe(
      'solid',
    )
    expect(dark.takeProblems()).toEqual([])
    await dark.close()
  })
})

it('without scripts a theme is chosen by the account menu, which comes back to the page', async () => {
  const owner = await enter({ javaScript: false })
  const { page } = owner
  await page.goto('/notes?sort=title')
  const light = await ground(page)
  await account(page).click()
  expect(await choice(page, 'System').getAttribute('aria-pressed')).toBe('true')
  await choice(page, 'Dark').click()
  await page.locator('html[data-theme=dark]').waitFor()
  expect(new URL(page.url()).search).toBe('?sort=title')
  expect(await ground(page)).not.toBe(light)
  await account(page).click()
  expect(await choice(page, 'Dark').getAttribute('aria-pressed')).toBe('true')

  await choice(page, 'System').click()
  await page.locator('html:not([data-theme])').waitFor()
  expect(await ground(page)).toBe(light)
  await owner.close()
})

it('with scripts it changes at once, in every tab, keeps what was typed, and no page flashes after it', async () => {
  const owner = await enter()
  const { page } = owner
  const tab = await owner.context.newPage()
  await tab.goto('/forms')
  await page.goto('/settings')
  await page.getByLabel('Your name').fill('half a word')
  await account(page).click()
  await choice(page, 'Dark').click()
  for (const open of [page, tab]) {
    await open.locator('html[data-theme=dark]').waitFor()
    expect(await open.locator('button[name=theme][value=dark][aria-pressed=true]').count()).toBe(2)
    expect(await open.locator('button[name=theme][aria-pressed=true]').count()).toBe(2)
  }
  expect(await page.getByLabel('Your name').inputValue()).toBe('half a word')

  await page.addInitScript(noteFrames)
  const dark = await ground(page)
  for (const path of ['/', '/notes', '/settings', '/login']) {
    await page.goto(path, { waitUntil: 'networkidle' })
    expect(await framesOf(page)).toEqual([`dark ${String(dark)}`])
  }
  expect(owner.takeProblems()).toEqual([])
  await owner.close()
})

it('by keyboard alone it is chosen in the palette, and the focus comes back', async () => {
  const owner = await enter({ theme: 'dark' })
  const { page } = owner
  await page.goto('/notes')
  const before = page.getByRole('link', { name: 'Forms' })
  await before.focus()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('textbox').fill('light th')
  await page.getByRole('option', { name: 'Use the light theme' }).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('html[data-theme=light]').waitFor()
  await expect.poll(() => before.evaluate((link) => link === document.activeElement)).toBe(true)
  await page.reload()
  expect(await page.locator('html').getAttribute('data-theme')).toBe('light')
  const kept = (await owner.context.cookies()).find(({ name }) => name === 'capsule.theme')
  expect([kept?.value, kept?.sameSite]).toEqual(['light', 'Lax'])
  expect(owner.takeProblems()).toEqual([])
  await owner.close()
})

it('on a phone it is chosen in the menu', async () => {
  const owner = await enter({ width: 360, touch: true })
  const { page } = owner
  await page.goto('/notes')
  await page.getByRole('button', { name: 'Menu' }).click()
  await choice(page, 'Dark').click()
  await page.locator('html[data-theme=dark]').waitFor()
  await look(owner, 'theme-menu')
  await owner.close()
})
