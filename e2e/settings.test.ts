import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { admin, enter, setUp } from './support/account'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'
import { startMailServer, type MailServer } from './support/mail'
import { saveScreenshots } from './support/screenshot'

const newEmail = 'ada.lovelace@example.org'
const newPassword = 'quite another long sentence'

let mail: MailServer
let capsule: Capsule
let ada: Visit
let page: Page

beforeAll(async () => {
  mail = await startMailServer()
  const env = { SMTP_URL: mail.url, MAIL_FROM: 'capsule@example.org', REGISTRATION: 'open' }
  capsule = await startCapsule({ env })
  ada = await visit({ url: capsule.url })
  page = ada.page
  await page.goto(await capsule.setupLink())
  await setUp(page)
})

afterAll(async () => {
  await ada.close()
  await capsule.stop()
  await mail.stop()
})

const press = (name: string, on = page) => on.getByRole('button', { name, exact: true }).click()

/** Another browser of the same person. */
async function otherBrowser(email: string, password: string, javaScript = true): Promise<Visit> {
  const other = await visit({ url: capsule.url, javaScript, width: javaScript ? 1280 : 360 })
  await enter(other.page, email, password)
  return other
}

/** Makes every proof older than ten minutes, as time would. */
function outdateProofs(): void {
  changeSessions('proved_at = proved_at - 660000', '%')
}

/** Changes the sessions of an account beside the server. */
function changeSessions(assignment: string, email: string): void {
  using database = new Database(join(capsule.folder, 'capsule.db'))
  database.run('PRAGMA busy_timeout = 5000')
  const ofAccount = 'user_id IN (SELECT id FROM user WHERE email LIKE ?)'
  database.run(`UPDATE session SET ${assignment} WHERE ${ofAccount}`, [email])
}

/** A PNG of a few colours, made from nothing (https://www.w3.org/TR/png-3). */
function makePng(side: number): Buffer {
  const rows = Buffer.alloc(side * (1 + side * 3))
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1)
      rows.set([90 + (x * 120) / side, 140, 90 + (y * 120) / side], y * (1 + side * 3) + 1 + x * 3)
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0])
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('the profile', () => {
  it('takes another name, refuses none, and shows it', async () => {
    await page.goto('/settings')
    await look(ada, 'settings-profile')
    await page.getByLabel('Your name').fill('  ')
    await press('Save the name')
    await page.getByText('Your name is missing.').waitFor()
    await look(ada, 'settings-profile-refused')
    await page.getByLabel('Your name').fill('Ada King')
    await page.keyboard.press('Enter')
    await page.getByText('Your name is saved.').waitFor()
    expect(await page.getByLabel('Your name').inputValue()).toBe('Ada King')
    expect(ada.takeProblems()).toEqual([])
  })

  it('takes a picture, makes it small, and serves it', async () => {
    await press('Use this picture')
    await page.getByText('Choose a picture first.').waitFor()
    const notes = { name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') }
    await page.getByLabel('Choose a picture').setInputFiles(notes)
    await press('Use this picture')
    await page.getByText('This is no PNG, JPEG or WebP picture.').waitFor()
    await look(ada, 'settings-picture-refused')
    expect(ada.takeProblems()).toEqual([expect.stringContaining('400')])
    const large = { name: 'large.png', mimeType: 'image/png', buffer: makePng(900) }
    await page.getByLabel('Choose a picture').setInputFiles(large)
    await press('Use this picture')
    await page.getByText('Your picture is saved.').waitFor()
    await look(ada, 'settings-picture')
    const source = await page.locator('main img').getAttribute('src')
    const answer = await page.request.get(source ?? '')
    expect(answer.headers()).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=86400',
    })
    expect((await answer.body()).byteLength).toBeLessThan(50_000)
    const etag = answer.headers()['etag'] ?? ''
    const again = await page.request.get(source ?? '', { headers: { 'If-None-Match': etag } })
    expect(again.status()).toBe(304)
    expect(ada.takeProblems()).toEqual([])
    const stranger = await visit({ url: capsule.url })
    await stranger.page.goto(source ?? '')
    expect(new URL(stranger.page.url()).pathname).toBe('/login')
    await stranger.close()
  })

  it('does the same without JavaScript, and lets the picture go', async () => {
    const plain = await otherBrowser(admin.email, admin.password, false)
    await plain.page.goto('/settings')
    const tiny = { name: 'tiny.png', mimeType: 'image/png', buffer: makePng(16) }
    await plain.page.getByLabel('Choose a picture').setInputFiles(tiny)
    await press('Use this picture', plain.page)
    await plain.page.getByText('Your picture is saved.').waitFor()
    const source = await plain.page.locator('main img').getAttribute('src')
    expect(Buffer.from(await (await plain.page.request.get(source ?? '')).body())).toEqual(makePng(16))
    await plain.page.getByLabel('Choose a picture').setInputFiles([])
    await press('Use this picture', plain.page)
    await plain.page.getByText('Choose a picture first.').waitFor()
    const heavy = { ...tiny, buffer: Buffer.concat([makePng(16), Buffer.alloc(256 * 1024)]) }
    await plain.page.getByLabel('Choose a picture').setInputFiles(heavy)
    await press('Use this picture', plain.page)
    await plain.page.getByText('The picture is larger than 256 KB.').waitFor()
    await press('Remove the picture', plain.page)
    await plain.page.getByText('Your picture is gone.').waitFor()
    await plain.page.getByLabel('Your name').fill('Ada Lovelace')
    await press('Save the name', plain.page)
    await plain.page.getByText('Your name is saved.').waitFor()
    await plain.close()
  })
})

describe('the e-mail address', () => {
  it('asks first who it is', async () => {
    outdateProofs()
    await page.goto('/settings/email')
    await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor()
    await page.getByLabel('Password').fill(admin.password)
    await press('Confirm')
    await page.waitForURL((url) => url.pathname === '/settings/email')
  })

  it('refuses its own, waits for both clicks, and can be cancelled', async () => {
    await page.getByLabel('New address').fill(admin.email)
    await press('Send both links')
    await page.getByText('This is your address already.').waitFor()
    expect(ada.takeProblems()).toEqual([expect.stringContaining('400')])
    await look(ada, 'settings-email-refused')
    await page.getByLabel('New address').fill('wrong@example.org')
    await press('Send both links')
    await page.getByRole('heading', { name: 'Waiting to change to wrong@example.org' }).waitFor()
    await look(ada, 'settings-email-pending')
    await press('Cancel the change')
    await page.getByText('The change is cancelled.').waitFor()
    await look(ada, 'settings-email')
    const { links } = await mail.waitFor(admin.email, /address/i)
    await page.goto(links.find((link) => link.includes('/email/agree')) ?? '')
    await page.getByRole('heading', { name: 'This link no longer works' }).waitFor()
    expect(ada.takeProblems()).toEqual([expect.stringContaining('403')])
    await look(ada, 'email-link-gone')
  })

  it('changes once both links were clicked, in any browser, and both addresses are told', async () => {
    const other = await otherBrowser(admin.email, admin.password)
    await page.goto('/settings/email')
    await page.getByLabel('New address').fill(newEmail)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: `Waiting to change to ${newEmail}` }).waitFor()
    const agree = await mail.waitFor(admin.email, /address/i)
    const confirm = await mail.waitFor(newEmail)
    const plain = await visit({ url: capsule.url, javaScript: false, width: 360 })
    await plain.page.goto(confirm.links.find((link) => link.includes('/email/confirm')) ?? '')
    await saveScreenshots(plain, 'email-confirm')
    await press('Confirm the address', plain.page)
    await plain.page.getByRole('heading', { name: 'One of two is done' }).waitFor()
    await plain.close()
    await page.reload()
    await page.getByText(`the link to ${admin.email}.`).waitFor()

    const stranger = await visit({ url: capsule.url })
    const link = agree.links.find((found) => found.includes('/email/agree')) ?? ''
    await stranger.page.goto(link)
    await look(stranger, 'email-agree')
    await press('Agree to the change', stranger.page)
    await stranger.page.getByRole('heading', { name: 'The address is changed' }).waitFor()
    await look(stranger, 'email-changed')
    await stranger.page.goto(link)
    await stranger.page.getByRole('heading', { name: 'This link no longer works' }).waitFor()
    await stranger.close()

    await mail.waitFor(admin.email, /changed/i)
    await mail.waitFor(newEmail, /changed/i)
    await page.goto('/settings')
    await page.getByRole('main').getByText(newEmail).waitFor()
    await other.page.goto('/settings')
    expect(new URL(other.page.url()).pathname).toBe('/login')
    await other.close()
    expect(ada.takeProblems()).toEqual([])
  })
})

describe('the password', () => {
  it('is not asked for soon after a proof, and its change ends the session of the other browser', async () => {
    const other = await otherBrowser(newEmail, admin.password)
    await page.goto('/settings/password')
    expect(await page.getByLabel('Current password').count()).toBe(0)
    await page.getByLabel('New password').fill('ada lovelace 1')
    await press('Change the password')
    await page.getByText('This holds your name or your address.').waitFor()
    expect(ada.takeProblems()).toEqual([expect.stringContaining('400')])
    await look(ada, 'settings-password-refused')
    await page.getByLabel('New password').fill(newPassword)
    await press('Change the password')
    await page.getByText('Your password is changed.').waitFor()
    await other.page.goto('/settings')
    expect(new URL(other.page.url()).pathname).toBe('/login')
    await enter(other.page, newEmail, newPassword)
    await other.close()
    await mail.waitFor(newEmail, /password/i)
  })

  it('is asked for when the proof is old', async () => {
    outdateProofs()
    await page.goto('/settings/password')
    await look(ada, 'settings-password')
    await page.getByLabel('Current password').fill('a wrong guess')
    await page.getByLabel('New password').fill(admin.password)
    await press('Change the password')
    await page.getByText('This is not your password.').waitFor()
    expect(ada.takeProblems()).toEqual([expect.stringContaining('400')])
    const focused = await page
      .getByLabel('Current password')
      .evaluate((field) => field === document.activeElement)
    expect(focused).toBe(true)
    await page.keyboard.type(newPassword)
    await page.keyboard.press('Tab')
    await page.keyboard.type(admin.password)
    await page.keyboard.press('Enter')
    await page.getByText('Your password is changed.').waitFor()
    await look(ada, 'settings-password-changed')
  })
})

describe('the sessions', () => {
  it('are named, and one is ended from another browser, by the keyboard', async () => {
    const other = await otherBrowser(newEmail, admin.password)
    await page.goto('/settings/sessions')
    await page.getByText('This session', { exact: true }).waitFor()
    expect(await page.getByText('Chrome on Linux').count()).toBe(2)
    await look(ada, 'settings-sessions')
    await page.getByRole('button', { name: 'End the session: Chrome on Linux' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('That session has ended.').waitFor()
    await look(ada, 'settings-sessions-one')
    await other.page.reload()
    expect(new URL(other.page.url()).pathname).toBe('/login')
    await other.close()
  })

  it('all others are ended without JavaScript', async () => {
    const plain = await otherBrowser(newEmail, admin.password, false)
    await plain.page.goto('/settings/sessions')
    await press('End all other sessions', plain.page)
    await plain.page.getByText('All other sessions have ended').waitFor()
    await page.goto('/settings')
    expect(new URL(page.url()).pathname).toBe('/login')
    await enter(page, newEmail, admin.password)
    await plain.close()
  })
})

describe('the data', () => {
  it('comes as one file', async () => {
    await page.goto('/notes/new')
    await page.getByLabel('Title').fill('Mine alone')
    await page.getByLabel('Only me').check()
    await press('Save')
    await page.getByRole('heading', { level: 1, name: 'Mine alone' }).waitFor()
    await page.goto('/settings/data')
    await look(ada, 'settings-data-last-admin')
    const [download] = await Promise.all([page.waitForEvent('download'), press('Download')])
    expect(download.suggestedFilename()).toMatch(/^capsule-data-\d{4}-\d{2}-\d{2}\.json$/)
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
    const data: unknown = JSON.parse(Buffer.concat(chunks).toString())
    expect(data).toMatchObject({
      account: { email: newEmail },
      memberships: [{ workspace: admin.workspace, role: 'owner' }],
      notes: [{ title: 'Mine alone', visibility: 'private' }],
    })
    await page.getByText('You are the last admin of this instance.').waitFor()
    expect(ada.takeProblems()).toEqual([])
  })

  it('goes with the account, once its address is typed', async () => {
    const grace = await visit({ url: capsule.url })
    await grace.page.goto('/signup')
    await grace.page.getByLabel('Your name').fill('Grace Hopper')
    await grace.page.getByLabel('E-mail').fill('grace@example.org')
    await grace.page.getByLabel('Password').fill('compile all of it twice')
    await press('Create the account', grace.page)
    await grace.page.getByRole('heading', { name: 'Look into your mail' }).waitFor()
    const { links } = await mail.waitFor('grace@example.org')
    await grace.page.goto(links.find((link) => link.includes('token=')) ?? '')
    await press('Confirm the address', grace.page)
    await grace.page.getByText('Your address is confirmed.').waitFor()
    await enter(grace.page, 'grace@example.org', 'compile all of it twice')
    changeSessions("impersonated_by = (SELECT id FROM user WHERE role = 'admin')", 'grace@example.org')
    for (const place of ['email', 'password', 'data']) {
      await grace.page.goto(`/settings/${place}`)
      await grace.page.getByText('This is for the person alone').waitFor()
    }
    await look(grace, 'settings-impersonated')
    changeSessions('impersonated_by = NULL', 'grace@example.org')
    await grace.page.goto('/settings/data')
    await look(grace, 'settings-data')
    await grace.page.getByLabel('Your e-mail address').fill('ada@example.org')
    await press('Delete my account', grace.page)
    await grace.page.getByText('This is not the address of your account.').waitFor()
    expect(grace.takeProblems()).toEqual([expect.stringContaining('400')])
    await look(grace, 'settings-data-refused')
    await grace.page.getByLabel('Your e-mail address').fill('Grace@Example.org')
    outdateProofs()
    await press('Delete my account', grace.page)
    await grace.page.getByText('Confirm that it is you first').waitFor()
    expect(await grace.page.getByLabel('Your e-mail address').inputValue()).toBe('Grace@Example.org')
    expect(grace.takeProblems()).toEqual([expect.stringContaining('403')])
    await look(grace, 'settings-data-unproved')
    await grace.page.getByRole('link', { name: 'Confirm that it is you' }).click()
    await grace.page.getByLabel('Password').fill('compile all of it twice')
    await press('Confirm', grace.page)
    await grace.page.waitForURL((url) => url.pathname === '/settings/data')
    await grace.page.getByLabel('Your e-mail address').fill('Grace@Example.org')
    await press('Delete my account', grace.page)
    await grace.page.waitForURL('**/login?done=deleted')
    await mail.waitFor('grace@example.org', /deleted/i)
    await grace.page.goto('/settings')
    expect(new URL(grace.page.url()).pathname).toBe('/login')
    await grace.close()
  }, 120_000)
})
