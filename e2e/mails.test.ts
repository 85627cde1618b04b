import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { admin, setUp, signIn } from './support/account'
import { runCapsule, startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'
import { startMailServer, type MailServer } from './support/mail'

let mail: MailServer
let capsule: Capsule
let ada: Visit

beforeAll(async () => {
  mail = await startMailServer()
  capsule = await startCapsule({ env: { REGISTRATION: 'open' } })
  ada = await visit({ url: capsule.url })
  await ada.page.goto(await capsule.setupLink())
  await setUp(ada.page)
})

afterAll(async () => {
  await ada.close()
  await mail.stop()
})

/** Asks for a new password for the admin, as anybody can. */
async function askForReset(): Promise<void> {
  const visitor = await visit({ url: capsule.url })
  await visitor.page.goto('/forgot')
  await visitor.page.getByLabel('E-mail').fill(admin.email)
  await visitor.page.locator('main').getByRole('button').click()
  await visitor.page
    .getByRole('heading', { name: /^(Look into your mail|Ask an admin for the link)$/ })
    .waitFor()
  await visitor.close()
}

/** Makes every proof older than ten minutes, as time would. */
function outdateProofs(): void {
  using database = new Database(join(capsule.folder, 'capsule.db'))
  database.run('PRAGMA busy_timeout = 5000')
  database.run('UPDATE session SET proved_at = proved_at - 660000')
}

describe('without a mail server', () => {
  it('the start says where the links are, and the outbox is empty', async () => {
    expect(capsule.stderr()).toMatch(/confirmation links are in the outbox/)
    await ada.page.goto('/admin/mails')
    await ada.page.getByRole('heading', { name: 'No messages yet' }).waitFor()
    await look(ada, 'outbox-empty')
  })

  it('an admin reads the message, and its link after a press of a button', async () => {
    const { page } = ada
    await askForReset()
    const row = page.getByRole('link', { name: /New password/ })
    await expect
      .poll(async () => {
        await page.goto('/admin/mails?status=queued')
        return row.count()
      })
      .toBe(1)
    await look(ada, 'outbox')
    await row.click()
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor()
    expect(await page.content()).not.toContain('token=')
    await look(ada, 'outbox-message')

    outdateProofs()
    await page.getByRole('button', { name: 'Show the link' }).click()
    await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor()
    await page.getByLabel('Password').fill(admin.password)
    await page.getByRole('button', { name: 'Confirm', exact: true }).click()
    await page.getByRole('button', { name: 'Show the link' }).click()
    const link = await page.getByRole('textbox', { name: 'The link' }).inputValue()
    expect(link).toMatch(new RegExp(`^${capsule.url}/reset\\?token=\\S{20,}$`))
    await look(ada, 'outbox-link')

    const visitor = await visit({ url: capsule.url })
    await visitor.page.goto(link)
    await visitor.page.locator('input[type=password]').first().waitFor()
    await visitor.close()
    expect(ada.takeProblems()).toEqual([])
  })

  it('the command beside the server lists the message and prints its link', async () => {
    const listed = await runCapsule(['mails'], { folder: capsule.folder })
    expect(listed).toMatchObject({ code: 0 })
    expect(listed.stdout).toContain(admin.email)
    expect(listed.stdout).not.toContain('token=')

    const [id = ''] = listed.stdout.split(' ')
    const shown = await runCapsule(['mails', 'show', id], { folder: capsule.folder })
    expect(shown).toMatchObject({ code: 0 })
    expect(shown.stdout).toMatch(/Link: http:\/\/localhost:\d+\/reset\?token=\S+/)
  })
})

describe('with a mail server', () => {
  it('what waited is sent by a press of a button, and its link is gone', async () => {
    await capsule.stop()
    const { port: PORT } = new URL(capsule.url)
    capsule = await startCapsule({ folder: capsule.folder, env: { PORT, SMTP_URL: mail.url } })
    await ada.close()
    ada = await visit({ url: capsule.url })
    await ada.page.goto('/login?next=/admin/mails')
    await signIn(ada.page)
    await ada.page.getByRole('link', { name: /New password/ }).click()
    await ada.page.getByRole('button', { name: 'Send now' }).click()
    await ada.page
      .getByText('It is being sent.')
      .or(ada.page.getByText('Sent', { exact: true }).first())
      .waitFor()

    const message = await mail.waitFor(admin.email, /new password/i)
    expect(message.from).toBe('Capsule <capsule@localhost>')
    expect(message.links.some((link) => link.includes('/reset?token='))).toBe(true)
    const row = ada.page.getByRole('link', { name: /New password/ })
    await expect
      .poll(async () => {
        await ada.page.goto('/admin/mails?status=sent')
        return row.count()
      })
      .toBe(1)
    await row.click()
    const preview = ada.page.frameLocator('iframe')
    await preview.getByText('(the link was erased when this was sent)').first().waitFor()
    expect(await ada.page.getByRole('button', { name: 'Show the link' }).count()).toBe(0)
    await look(ada, 'outbox-sent')
  })

  it('a new message arrives by itself, as text and as HTML that reads in light and in dark', async () => {
    await askForReset()
    const { html } = await mail.waitFor(admin.email, /new password/i)
    const reader = await visit({ url: capsule.url })
    await reader.page.setContent(html)
    await look(reader, 'mail-password-reset')
    await reader.close()
  })

  it('a stop is clean, with one file left', async () => {
    expect(await capsule.stop()).toBe(0)
    expect(capsule.files()).toEqual(['capsule.db'])
  })
})
