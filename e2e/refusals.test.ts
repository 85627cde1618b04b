import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setUp } from './support/account'
import { startCapsule, type Capsule } from './support/binary'
import { elsewhere, visit, type Visit } from './support/browser'
import { look } from './support/look'

let capsule: Capsule
let ada: Visit
let page: Page

beforeAll(async () => {
  capsule = await startCapsule({ env: { MAX_BODY_BYTES: '20000' } })
  ada = await visit({ url: capsule.url, hasty: true })
  page = ada.page
  await page.route('**/_astro/*.js', (route) => route.abort()) // The forms post as they do before scripts arrive.
  await page.goto(await capsule.setupLink())
  await setUp(page)
})

afterAll(async () => {
  await ada.close()
  await capsule.stop()
})

const heading = () => page.getByRole('heading', { level: 1 }).textContent()

async function open(address: string): Promise<number | undefined> {
  return (await page.goto(address))?.status()
}

async function save(): Promise<number> {
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Save' }).click()
  return (await answer).status()
}

describe('a page that a person can read', () => {
  it('answers an address that makes no sense', async () => {
    expect(await open('/notes?view=nowhere')).toBe(400)
    expect(await heading()).toBe('That did not work')
    await look(ada, 'refused-400')
  })

  it('keeps a form that came after the session had ended, until it is sent again', async () => {
    await page.goto('/notes/new')
    await page.getByLabel('Title').fill('Unsent')
    await page.getByLabel('Text').fill('Two lines,\nboth "kept".')
    const cookies = await ada.context.cookies()
    await ada.context.clearCookies()
    expect(await save()).toBe(401)
    expect(await heading()).toBe('You are signed out')
    await look(ada, 'refused-401')
    await ada.context.addCookies(cookies)
    await page.getByRole('button', { name: 'Send it again' }).click()
    await page.getByRole('heading', { level: 1, name: 'Unsent' }).waitFor()
    expect(await page.locator('.prose').textContent()).toContain('both "kept".')
  })

  it('keeps no password of such a form, and offers to sign in', async () => {
    await page.goto('/settings/password')
    await page.getByLabel('New password').fill('a secret that stays out')
    const cookies = await ada.context.cookies()
    await ada.context.clearCookies()
    const answer = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByRole('button', { name: 'Change the password' }).click()
    expect((await answer).status()).toBe(401)
    expect(await heading()).toBe('You are signed out')
    expect(await page.content()).not.toContain('a secret that stays out')
    await look(ada, 'refused-401-password')
    await ada.context.addCookies(cookies)
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.waitForURL('**/settings/password')
  })

  it.each([
    '/email/done?is=constructor',
    '/login?done=constructor',
    '/settings?done=constructor',
    '/settings/sessions?done=toString',
    '/settings/passkeys?done=constructor',
    '/admin/codes?done=constructor',
    '/workspace?done=constructor',
  ])('says nothing about %s', async (address) => {
    expect(await open(address)).toBe(200)
    expect(await page.content()).not.toContain('native code')
  })

  it('answers a form that is too large', async () => {
    await page.goto('/notes/new')
    await page.getByLabel('Text').fill('a'.repeat(20_000))
    expect(await save()).toBe(413)
    await page.getByText('This is larger than 20,000 bytes.').waitFor()
    await look(ada, 'refused-413')
  })

  it('answers a form of another site', async () => {
    const { port } = new URL(capsule.url)
    const form = `<form method="post" action="${capsule.url}/notes/new"><input name="title" value="Foreign"><button>Send</button></form>`
    await page.route(`http://${elsewhere}:${port}/form`, (route) =>
      route.fulfill({ contentType: 'text/html', body: form }),
    )
    await page.goto(`http://${elsewhere}:${port}/form`)
    const answer = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByRole('button', { name: 'Send' }).click()
    expect((await answer).status()).toBe(403)
    expect(await heading()).toContain('a page of another site')
    await look(ada, 'refused-other-site')
  })

  it('keeps a form that came too often, to be sent again', async () => {
    const strict = await startCapsule({ env: { RATE_LIMITS: 'write=3/min' } })
    const bob = await visit({ url: strict.url, hasty: true })
    await bob.page.route('**/_astro/*.js', (route) => route.abort())
    await bob.page.goto(await strict.setupLink())
    await setUp(bob.page)
    for (let count = 0; count < 4; count += 1) {
      await bob.page.goto('/notes/new')
      await bob.page.getByLabel('Title').fill(`Note ${count}`)
      await bob.page.getByRole('button', { name: 'Save' }).click()
    }
    expect(await bob.page.getByRole('heading', { level: 1 }).textContent()).toBe('Wait a moment')
    expect(await bob.page.locator('input[name=title]').getAttribute('value')).toBe('Note 3')
    await look(bob, 'refused-429')
    await bob.close()
    await strict.stop()
  })

  it('answers a name that it does not know, with the line to set', async () => {
    const { port } = new URL(capsule.url)
    expect(await open(`http://${elsewhere}:${port}/notes`)).toBe(421)
    expect(await heading()).toBe(`This Capsule does not know the name ${elsewhere}:${port}.`)
    await look(ada, 'refused-421')
  })

  it('answers somebody who may not', async () => {
    change('DROP TRIGGER member_keep_owner_on_update')
    change("UPDATE member SET role = 'viewer'")
    expect(await open('/notes/new')).toBe(403)
    expect(await heading()).toBe('This is not for you')
    await look(ada, 'refused-403')
  })

  it('answers when the fault is ours, with what to name it by, and another try', async () => {
    change("UPDATE member SET role = 'owner'")
    change('ALTER TABLE notes RENAME TO lost')
    expect(await open('/notes?sort=title')).toBe(500)
    expect(await heading()).toBe('Something broke')
    await look(ada, 'refused-500')
    expect(await sendNote()).toMatch(/Something broke(?!.*Try again)/s)
    change('ALTER TABLE lost RENAME TO notes')
    await ada.page.getByRole('link', { name: 'Try again' }).click()
    await ada.page.waitForURL('**/notes?sort=title')
    await expect.poll(heading).toBe('Notes')
  })
})

/** What answers a form that is sent to `/notes/new`, as HTML. */
function sendNote(): Promise<string> {
  return page.evaluate(`fetch('/notes/new', { method: 'POST', body: new URLSearchParams({ title: 'A', body: 'B' }) })
    .then((response) => response.text())`)
}

/** Changes the file behind the running instance's back. */
function change(statement: string) {
  const db = new Database(join(capsule.folder, 'capsule.db'))
  db.run('PRAGMA busy_timeout = 5000')
  db.run(statement)
  db.close()
}
