import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enter } from './support/account'
import { awake } from './support/awake'
import { startCapsule, makeFolder, runCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { tabTo } from './support/keyboard'
import { look } from './support/look'
import { expectWithinPage } from './support/within'

let capsule: Capsule
let ada: Visit
let page: Page

beforeAll(async () => {
  const folder = makeFolder()
  const made = await runCapsule(['demo', '--notes', '3', '--responses', '3'], { folder })
  const [, password = ''] = /password +(\S+)/.exec(made.stdout) ?? []
  capsule = await startCapsule({ folder })
  ada = await visit({ url: capsule.url })
  page = ada.page
  await enter(page, 'ada@example.org', password)
})

afterAll(async () => {
  await ada.close()
  await capsule.stop()
})

const links = () => page.locator('[data-slot=account-link]')
const names = async () => (await links().allInnerTexts()).map((text) => text.split('\n').at(-1))
const bulk = () => page.getByRole('region', { name: 'Selected accounts' })
const says = (text: string) => page.getByRole('alert').filter({ hasText: text })

describe('the grid of accounts', () => {
  it('says what failed, and shows it on another try', async () => {
    await page.goto('/admin/accounts')
    await expect.poll(() => links().count()).toBe(12)
    await page.route('**/api/accounts*', (route) => route.abort())
    await page.getByLabel('Which accounts').selectOption('admins')
    await says('The server cannot be reached').waitFor()
    await look(ada, 'admin-accounts-failed')
    const retry = page.getByRole('button', { name: 'Try again' })
    const failed = page.waitForEvent('requestfailed')
    await retry.click()
    await failed
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
    expect(await focused(page)).toBe('button')
    await page.unroute('**/api/accounts*')
    await retry.click()
    await expect.poll(names).toEqual(['Ada Lindqvist'])
    await expect.poll(() => focused(page)).toBe('account-link')
    await page.goBack()
    await expect.poll(() => links().count()).toBe(12)
    ada.takeProblems()
  })

  it('is read once: the page brings its first accounts along', async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto('/admin/accounts?filter=admins')
    await expect.poll(names).toEqual(['Ada Lindqvist'])
    await page.getByLabel('Which accounts').selectOption('all')
    await expect.poll(() => links().count()).toBe(12)
    expect(asked.filter((path) => path === '/api/accounts')).toHaveLength(1)
  })

  it.each([360, 600, 640, 768, 1280])('stands at %i px where its place was held', async (width) => {
    const tab = await ada.context.newPage()
    await tab.setViewportSize({ width, height: 800 })
    await tab.addInitScript(noteTops)
    await tab.goto('/admin/accounts')
    await tab.locator('[data-slot=account-link]').nth(11).waitFor()
    const tops = await tab.evaluate<number[]>('tops')
    await tab.close()
    expect(tops.length).toBeGreaterThan(1)
    expect(Math.max(...tops) - Math.min(...tops), `tops: ${tops.join(', ')}`).toBeLessThan(2)
  })

  it.each([360, 768, 1280])('opens the choice of columns at %i px within the page', async (width) => {
    await page.setViewportSize({ width, height: 800 })
    await page.getByText('Columns', { exact: true }).click()
    await expectWithinPage(page.getByRole('group', { name: 'Columns to show' }))
    await look(ada, `admin-accounts-columns-${width}`)
    await page.keyboard.press('Escape')
  })

  it('is never blank between an empty list and the next', async () => {
    const tab = await ada.context.newPage()
    await tab.addInitScript(noteTops)
    await tab.goto('/admin/accounts')
    await tab.locator('[data-slot=account-link]').nth(11).waitFor()
    await tab.getByLabel('Which accounts').selectOption('banned')
    await tab.getByText('Nobody is banned').waitFor()
    await tab.evaluate('blank = 0')
    await tab.getByRole('button', { name: 'Show all accounts' }).click()
    await expect.poll(() => focused(tab)).toBe('account-link')
    expect(await tab.evaluate('blank')).toBe(0)
    await tab.close()
  })

  it('takes a slash before its field is there', async () => {
    const tab = await ada.context.newPage()
    await tab.addInitScript(pressSlashAtOnce)
    await tab.goto('/admin/accounts')
    await expect.poll(() => tab.evaluate('document.activeElement.type')).toBe('search')
    await tab.close()
  })

  it('is sorted by its headings, and the address says so', async () => {
    await page.getByRole('link', { name: 'Name', exact: true }).click()
    await page.waitForURL('**/admin/accounts?sort=name')
    await expect.poll(async () => (await names())[0]).toBe('Ada Lindqvist')
    await page.getByRole('link', { name: 'Name', exact: true }).click()
    await page.waitForURL('**/admin/accounts?sort=-name')
    await page.goBack()
    await expect.poll(async () => (await names())[0]).toBe('Ada Lindqvist')
    await page.reload()
    await expect.poll(async () => (await names())[0]).toBe('Ada Lindqvist')
  })

  it('shows the columns that are chosen, also next time', async () => {
    await page
      .getByRole('button', { name: 'Columns' })
      .or(page.getByText('Columns', { exact: true }))
      .first()
      .click()
    await page.getByLabel('Two-factor', { exact: true }).uncheck()
    await page.keyboard.press('Escape')
    await page.reload()
    await links().first().waitFor()
    expect(await page.getByRole('columnheader', { name: 'Two-factor' }).count()).toBe(0)
  })

  it('is gone through, selected and searched by keys', async () => {
    await awake(page)
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await bulk().getByText('1 selected').waitFor()
    await page.keyboard.press('x')
    await bulk().waitFor({ state: 'detached' })
    await page.keyboard.press('/')
    await page.keyboard.type('greta')
    await page.waitForURL('**q=greta**')
    await expect.poll(names).toEqual(['Greta Baumgartner'])
    await page.getByLabel('Search name or address').fill('')
    await expect.poll(() => links().count()).toBe(12)
  })

  it('moves no account when some are selected, all of them on a phone too', async () => {
    await page.setViewportSize({ width: 360, height: 800 })
    const before = await links().first().boundingBox()
    await page.getByText('Select all that are shown').click()
    await bulk().getByText('12 selected').waitFor()
    expect(await links().first().boundingBox()).toEqual(before)
    await look(ada, 'admin-accounts-all-selected')
    await page.setViewportSize({ width: 360, height: 640 })
    await tabTo(page, bulk().getByRole('button', { name: 'Clear' }))
    await page.keyboard.press('Enter')
    await page.setViewportSize({ width: ada.width, height: 800 })
    await bulk().waitFor({ state: 'detached' })
  })

  it('bans several at once but oneself, and says whom it left', async () => {
    await page.getByLabel('Select Ada Lindqvist').check()
    await page.getByLabel('Select Greta Baumgartner').check()
    await look(ada, 'admin-accounts-selected')
    await bulk().getByRole('button', { name: 'Ban', exact: true }).click()
    const dialog = page.getByRole('alertdialog')
    await dialog.getByLabel('Reason').fill('spam')
    await dialog.getByLabel('Last day').fill('2001-01-01')
    await look(ada, 'admin-accounts-ban')
    await dialog.getByRole('button', { name: 'Ban', exact: true }).click()
    await dialog.getByText('This day is over.').waitFor()
    await dialog.getByLabel('Last day').fill('')
    await dialog.getByRole('button', { name: 'Ban', exact: true }).click()
    await bulk().getByText('This is the last admin of the instance.').waitFor()
    await look(ada, 'admin-accounts-left')
    await bulk().getByRole('button', { name: 'Show the others' }).click()
    await page.getByLabel('Which accounts').selectOption('banned')
    await expect.poll(names).toEqual(['Greta Baumgartner'])
    ada.takeProblems()
  })

  it('is copied as CSV, as it is shown', async () => {
    const [copy] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV' }).click(),
    ])
    expect(copy.suggestedFilename()).toBe('accounts.csv')
    const text = await Bun.file(await copy.path()).text()
    expect(text.trim().split('\r\n')).toHaveLength(2)
    expect(text).toContain('greta@example.org')
    expect(ada.takeProblems()).toEqual([])
  })

  it('is a list that is searched by a form, where there is no script', async () => {
    const plain = await visit({ url: capsule.url, javaScript: false, width: 360 })
    await plain.context.addCookies(await ada.context.cookies())
    await plain.page.goto('/admin/accounts')
    await plain.page.getByLabel('Search name or address').fill('greta')
    await plain.page.getByRole('button', { name: 'Search' }).click()
    await plain.page.waitForURL('**q=greta**')
    expect(await plain.page.locator('main li a[href^="/admin/accounts/"]').count()).toBe(1)
    await plain.close()
  })
})

const focused = (tab: Page) => tab.evaluate('document.activeElement.dataset.slot')

/** Presses it as soon as the grid has taken the place of what held it. */
const pressSlashAtOnce = `
  new MutationObserver((_, observer) => {
    if (!document.querySelector('astro-island[component-url*=AccountGrid] > div > [role=status]')) return
    observer.disconnect()
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }))
  }).observe(document, { childList: true, subtree: true })
`

/** Keeps, picture by picture, where the accounts stand, first their place and then they, and counts the pictures without. */
const noteTops = `
  globalThis.tops = []
  globalThis.blank = 0
  const note = () => {
    const grid = document.querySelector('[data-slot=account-skeleton], [data-slot=account-table]')
    if (grid) tops.push(grid.getBoundingClientRect().top)
    else if (!document.querySelector('[data-slot=empty-state]')) blank += 1
    requestAnimationFrame(note)
  }
  note()
`
