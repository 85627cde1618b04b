import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enter } from './support/account'
import { awake } from './support/awake'
import { makeFolder, runCapsule, startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'

let capsule: Capsule
let ada: Visit
let page: Page

beforeAll(async () => {
  const folder = makeFolder()
  const made = await runCapsule(['demo', '--notes', '6', '--responses', '6'], { folder })
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

const links = () => page.getByRole('main').locator('td a')
const names = () => links().allInnerTexts()

describe('the workspaces of the instance', () => {
  it('are reached from the overview, and sorted by their headings', async () => {
    await page.goto('/admin')
    await page.getByLabel('The instance at a glance').getByRole('link', { name: 'Workspaces' }).click()
    await page.waitForURL('**/admin/workspaces')
    expect(await links().count()).toBe(3)
    await look(ada, 'admin-workspaces')
    await page.getByRole('link', { name: 'Name', exact: true }).click()
    await page.waitForURL('**/admin/workspaces?sort=name')
    const up = await names()
    await page.getByRole('link', { name: 'Name', exact: true }).click()
    await page.waitForURL('**/admin/workspaces?sort=-name')
    expect(await names()).toEqual(up.toReversed())
    await page.getByRole('link', { name: 'Members', exact: true }).click()
    await page.waitForURL('**/admin/workspaces?sort=-members')
    expect(await page.getByRole('columnheader', { name: 'Members' }).getAttribute('aria-sort')).toBe(
      'descending',
    )
  })

  it('are found by a part of their name, without a script too', async () => {
    const plain = await visit({ url: capsule.url, javaScript: false, width: 360 })
    await plain.context.addCookies(await ada.context.cookies())
    await plain.page.goto('/admin/workspaces')
    await plain.page.getByLabel('Search by name').fill('ROAST')
    await plain.page.getByLabel('Order').selectOption('-bytes')
    await plain.page.getByRole('button', { name: 'Show' }).click()
    await plain.page.waitForURL('**/admin/workspaces?q=ROAST&sort=-bytes')
    expect(await plain.page.locator('main td a').count()).toBe(1)
    await plain.page.getByLabel('Search by name').fill('nothing of that kind')
    await plain.page.getByRole('button', { name: 'Show' }).click()
    await plain.page.getByRole('heading', { name: 'No workspace matches' }).waitFor()
    await plain.close()
    await page.goto('/admin/workspaces?q=nothing')
    await look(ada, 'admin-workspaces-none')
  })

  it('show what they hold, who is in them, and not a word of what is written there', async () => {
    await page.goto('/admin/workspaces?sort=-members')
    const [name = ''] = await names()
    await links().first().click()
    await page.getByRole('heading', { name, level: 2 }).waitFor()
    expect(await page.getByRole('list', { name: 'Members' }).getByRole('listitem').count()).toBeGreaterThan(5)
    await look(ada, 'admin-workspace')
    await page.getByRole('link', { name: 'Greta Baumgartner' }).click()
    await page.getByRole('heading', { name: 'Greta Baumgartner', level: 2 }).waitFor()
    await page.getByRole('link', { name, exact: true }).click()
    await page.getByRole('heading', { name, level: 2 }).waitFor()
  })

  it('are renamed, and a name that cannot be is said at its field', async () => {
    await awake(page)
    const field = page.getByLabel('Name of the workspace')
    await field.fill(' ')
    await page.getByRole('button', { name: 'Rename' }).click()
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true')
    await field.fill('The Corner Shop')
    await page.getByRole('button', { name: 'Rename' }).click()
    await page.getByText('The workspace has its new name.').waitFor()
    await page.getByRole('list', { name: 'Audit log' }).getByText('renamed a workspace').waitFor()
  })

  it('are handed over to somebody who is there, once that was asked', async () => {
    await awake(page)
    const hand = page.getByRole('button', { name: 'Hand over to Greta Baumgartner' })
    await hand.click()
    const dialog = page.getByRole('alertdialog')
    await dialog.getByText('becomes its only owner').waitFor()
    await look(ada, 'admin-workspace-hand-over')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => hand.evaluate((button) => button === document.activeElement)).toBe(true)
    await hand.click()
    await dialog.getByRole('button', { name: 'Hand over' }).click()
    await page.getByText('The workspace is handed over.').waitFor()
    expect(await hand.count()).toBe(0)
    const plain = await visit({ url: capsule.url, javaScript: false })
    await plain.context.addCookies(await ada.context.cookies())
    await plain.page.goto(page.url())
    await plain.page.getByRole('button', { name: 'Hand over to Ada Lindqvist' }).click()
    await plain.page.getByRole('alert').getByRole('button', { name: 'Hand over' }).click()
    await plain.page.getByText('The workspace is handed over.').waitFor()
    await plain.close()
  })

  it('are deleted by whoever types the name, and what was done can still be read', async () => {
    await page.goto('/admin/workspaces?q=corner')
    await links().first().click()
    await page.getByRole('link', { name: 'Delete…' }).click()
    await page.getByRole('heading', { name: /^Delete The Corner Shop/ }).waitFor()
    await awake(page)
    await page.getByLabel('Type the workspace’s name').fill('the shop')
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await page.getByText('This is not the name.').waitFor()
    await look(ada, 'admin-workspace-delete')
    expect(ada.takeProblems()).toHaveLength(1)
    await page.getByLabel('Type the workspace’s name').fill('The Corner Shop')
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await page.getByText('The workspace is deleted').waitFor()
    expect(await links().count()).toBe(2)
    await page.goto('/admin/audit?action=workspace.deleted')
    await page.getByRole('list', { name: 'Audit log' }).getByText('The Corner Shop').waitFor()
    expect(ada.takeProblems()).toEqual([])
  })
})
