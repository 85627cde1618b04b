import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { admin, enter, setUp, signIn } from './support/account'
import { startCapsule, type Capsule } from './support/binary'
import { awake } from './support/awake'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'
import { startMailServer, type MailServer } from './support/mail'

const grace = { name: 'Grace Hopper', email: 'grace@example.org', password: 'a long sentence of hers' }
const linus = { name: 'Linus Pauling', email: 'linus@example.org', password: 'a long sentence of his' }

let mailServer: MailServer
let capsule: Capsule
let ada: Visit
let page: Page

beforeAll(async () => {
  mailServer = await startMailServer()
  capsule = await startCapsule({
    env: { SMTP_URL: mailServer.url, MAIL_FROM: 'Capsule <capsule@example.org>' },
  })
  ada = await visit({ url: capsule.url })
  page = ada.page
  await page.goto(await capsule.setupLink())
  await setUp(page)
})

afterAll(async () => {
  await ada.close()
  await capsule.stop()
  await mailServer.stop()
})

async function inviteFrom(sender: Page, email: string, role: string): Promise<void> {
  await sender.goto('/workspace/invitations')
  await sender.getByLabel('E-mail').fill(email)
  await sender.getByRole('radio', { name: role }).check()
  await sender.getByRole('button', { name: 'Send the invitation' }).click()
  await sender.getByText('The invitation is on its way').waitFor()
}

async function linkInMail(email: string): Promise<string> {
  const { links } = await mailServer.waitFor(email, /Corner Bakery|invit/i)
  const link = links.find((candidate) => candidate.includes('/invitations/')) ?? ''
  expect(link).toContain('/invitations/')
  return new URL(link).pathname
}

async function createAccount(newcomer: Page, person: typeof grace): Promise<void> {
  await newcomer.getByLabel('Your name').fill(person.name)
  await newcomer.getByLabel('Password').fill(person.password)
  await newcomer.getByRole('button', { name: 'Create the account and accept' }).click()
  await newcomer.waitForURL((url) => url.pathname === '/')
}

const option = (name: string) => page.getByRole('button', { name, exact: true })

describe('an invitation', () => {
  let hers: Visit
  let link: string

  beforeAll(async () => {
    hers = await visit({ url: capsule.url })
  })
  afterAll(() => hers.close())

  it('is asked for on a page that is empty at first', async () => {
    await page.goto('/workspace/invitations')
    await page.getByText('Nobody is invited').waitFor()
    await look(ada, 'invitations-empty')
    await page.getByLabel('E-mail').fill('not an address')
    await page.getByRole('button', { name: 'Send the invitation' }).click()
    await page.getByText('This is not an e-mail address.').waitFor()
    await look(ada, 'invitations-refused')
  })

  it('arrives by mail, and opens a page that asks for a click', async () => {
    await inviteFrom(page, grace.email, 'Member')
    await look(ada, 'invitations')
    link = await linkInMail(grace.email)
    await hers.page.goto(link)
    await hers.page.getByRole('heading', { name: 'Join Corner Bakery' }).waitFor()
    expect(await hers.page.getByLabel('E-mail').inputValue()).toBe(grace.email)
    await look(hers, 'invitation-signed-out')
  })

  it('refuses a weak password beside its field, without using the link up', async () => {
    await hers.page.getByLabel('Your name').fill(grace.name)
    await hers.page.getByLabel('Password').fill('grace@example.org!')
    await hers.page.getByRole('button', { name: 'Create the account and accept' }).click()
    await hers.page.getByText('This holds your name or your address.').waitFor()
    expect(hers.takeProblems()).toEqual([expect.stringContaining('400')])
    await look(hers, 'invitation-refused')
  })

  it('is accepted by a new account, which is signed in and in the workspace', async () => {
    await createAccount(hers.page, grace)
    await hers.page.getByRole('heading', { name: 'Hello, Grace' }).waitFor()
    await hers.page.goto('/workspace')
    await hers.page.getByText(admin.email).waitFor()
    await look(hers, 'members-read-only')
    await hers.page.goto('/workspace/invitations')
    await hers.page.getByText('Owners and admins invite').waitFor()
    await look(hers, 'invitations-not-yours')
    await hers.page.goto('/workspace/general')
    await hers.page.getByText('Reads and writes').waitFor()
    await look(hers, 'workspace-general-member')
    expect(hers.takeProblems()).toEqual([])
  })

  it('works once: its link leads to the same page as a wrong one', async () => {
    await hers.page.goto(link)
    await hers.page.getByRole('heading', { name: 'This invitation no longer works' }).waitFor()
    const used = await hers.page.locator('main').textContent()
    await hers.page.goto(`${link.slice(0, -4)}AAAA`)
    expect(await hers.page.locator('main').textContent()).toBe(used)
    await look(hers, 'invitation-dead')
    expect(hers.takeProblems()).toHaveLength(2)
  })

  it('can be copied, and is accepted without JavaScript', async () => {
    await inviteFrom(page, linus.email, 'Viewer')
    const copied = await page.getByRole('textbox', { name: `Link for ${linus.email}` }).inputValue()
    await ada.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: `Copy: Link for ${linus.email}` }).click()
    await page.getByText('Copied', { exact: true }).waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(copied)
    const his = await visit({ url: capsule.url, javaScript: false })
    await his.page.goto(new URL(copied).pathname)
    await createAccount(his.page, linus)
    await his.page.goto('/workspace')
    await his.page.getByText(admin.email).waitFor()
    await his.close()
  })

  it('is for its address: another account is told so and can sign out', async () => {
    await inviteFrom(page, 'eve@example.org', 'Member')
    const path = await linkInMail('eve@example.org')
    await hers.page.goto(path)
    await hers.page.getByText('You are signed in with another address').waitFor()
    await look(hers, 'invitation-other-address')
    await hers.page.getByRole('button', { name: 'Sign out and go on' }).click()
    await hers.page.getByRole('link', { name: 'Sign in to answer' }).waitFor()
    await enter(hers.page, grace.email, grace.password)
  })

  it('is sent again and revoked, after a question', async () => {
    await page.goto('/workspace/invitations')
    const before = await page.getByRole('textbox', { name: 'Link for eve@example.org' }).inputValue()
    await page.getByRole('button', { name: 'Send again to eve@example.org' }).click()
    await page.getByText('with a new link').waitFor()
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Link for eve@example.org' }).inputValue())
      .not.toBe(before)
    await page.getByRole('button', { name: 'Revoke the invitation of eve@example.org' }).click()
    await look(ada, 'invitation-revoke')
    await option('Revoke').click()
    await page.getByText('The invitation is revoked.').waitFor()
    await page.getByText('Nobody is invited').waitFor()
  })
})

describe('the people of a workspace', () => {
  it('get another role, by a choice and a click', async () => {
    await page.goto('/workspace')
    await look(ada, 'members')
    await page.getByLabel(`Role of ${grace.name}`).selectOption('Admin')
    await option(`Change the role of ${grace.name}`).click()
    await page.getByText('The role is changed.').waitFor()
    expect(await page.getByLabel(`Role of ${grace.name}`).inputValue()).toBe('admin')
  })

  it('keep their last owner', async () => {
    await page.getByLabel(`Role of ${admin.name}`).selectOption('Viewer')
    await option(`Change the role of ${admin.name}`).click()
    await page.getByText('This is the only owner of the workspace.').waitFor()
    expect(ada.takeProblems()).toEqual([expect.stringContaining('409')])
    await look(ada, 'members-last-owner')
  })

  it('are removed after a question, also without JavaScript', async () => {
    await page.goto('/workspace')
    await option(`Remove ${linus.name}`).click()
    await page.getByText(`Remove ${linus.name}?`).waitFor()
    await look(ada, 'member-remove')
    await option('Cancel').click()

    const plain = await visit({ url: capsule.url, javaScript: false })
    await plain.page.goto('/login?next=/workspace')
    await signIn(plain.page)
    await plain.page.waitForURL('**/workspace')
    await plain.page.getByRole('button', { name: `Remove ${linus.name}` }).click()
    await plain.page.getByText(`Remove ${linus.name}?`).waitFor()
    await plain.page.screenshot({ path: 'test-results/screenshots/member-remove-plain.png' })
    await plain.page.getByRole('button', { name: 'Remove', exact: true }).click()
    await plain.page.getByText('The member is removed.').waitFor()
    expect(await plain.page.getByText(linus.email).count()).toBe(0)
    await plain.close()
  })
})

describe('workspaces', () => {
  it('are created, and switched between, kept per session', async () => {
    await page.goto('/workspaces/new')
    await look(ada, 'workspace-new')
    await page.getByLabel('Name of the workspace').fill('Water Mill')
    await option('Create the workspace').click()
    await page.waitForURL((url) => url.pathname === '/')
    await page.getByText('This is Water Mill.').waitFor()
    await page.goto('/workspaces')
    await look(ada, 'workspaces')
    await option('Open Corner Bakery').click()
    await page.getByText('This is Corner Bakery.').waitFor()
  })

  it('are joined by whoever has an account, who can also decline', async () => {
    const hers = await visit({ url: capsule.url })
    await page.goto('/workspaces')
    await option('Open Water Mill').click()
    await page.getByText('This is Water Mill.').waitFor()

    await inviteFrom(page, grace.email, 'Viewer')
    await hers.page.goto(await linkInMail(grace.email))
    await hers.page.getByRole('link', { name: 'Sign in to answer' }).click()
    await signIn(hers.page, grace.password, grace.email)
    await hers.page.getByRole('heading', { name: 'Join Water Mill' }).waitFor()
    await look(hers, 'invitation-signed-in')
    await hers.page.getByRole('button', { name: 'Decline' }).click()
    await hers.page.getByText('The invitation is declined.').waitFor()

    await inviteFrom(page, grace.email, 'Viewer')
    await hers.page.goto(await linkInMail(grace.email))
    await hers.page.getByRole('button', { name: 'Accept' }).click()
    await hers.page.getByText('This is Water Mill.').waitFor()
    expect(hers.takeProblems()).toEqual([])
    await hers.close()
    await page.goto('/workspaces')
    await option('Open Corner Bakery').click()
    await page.getByText('This is Corner Bakery.').waitFor()
  })

  it('open by a link to a note in them, whichever is active', async () => {
    await page.goto('/notes/new')
    await page.getByLabel('Title').fill('Flour')
    await option('Save').click()
    await page.getByRole('heading', { level: 1, name: 'Flour' }).waitFor()
    const address = page.url()
    await page.goto('/workspaces')
    await option('Open Water Mill').click()
    await page.getByText('This is Water Mill.').waitFor()
    await page.goto(address)
    await page.getByRole('heading', { level: 1, name: 'Flour' }).waitFor()
    const notice = page.getByRole('complementary', { name: 'Another workspace' })
    await notice.getByText('This is in Corner Bakery. You are working in Water Mill.').waitFor()
    await look(ada, 'note-of-another-workspace')
    await awake(page)
    await option('Pin').click()
    await page.locator('[data-sonner-toast]', { hasText: 'Pinned' }).waitFor()
    await page.goto('/')
    await page.getByText('This is Water Mill.').waitFor()
    await page.goto(address)
    await option('Switch to Corner Bakery').click()
    await notice.waitFor({ state: 'detached' })
    expect(page.url()).toBe(address)
    await page.goto('/')
    await page.getByText('This is Corner Bakery.').waitFor()
  })

  it('are renamed', async () => {
    await page.goto('/workspace/general')
    await look(ada, 'workspace-general')
    await page.getByLabel('Name of the workspace').fill('Corner Bakery & Sons')
    await option('Rename').click()
    await page.getByText('The workspace has its new name').waitFor()
  })

  it('are handed over', async () => {
    await page.goto('/workspace/general')
    await awake(page)
    await option('Hand over').click()
    await page.getByText(`Hand the workspace over to ${grace.name}?`).waitFor()
    await look(ada, 'workspace-hand-over')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Hand over' }).click()
    await page.getByText('You are an admin of it now').waitFor()
  })

  it('are left', async () => {
    await page.goto('/workspace')
    await option('Leave Corner Bakery & Sons').click()
    await option('Leave').click()
    await page.getByText('You have left the workspace.').waitFor()
    expect(await page.getByText('Corner Bakery').count()).toBe(0)
  })

  it('are deleted with their name typed, and whoever has none is told what to do', async () => {
    await page.goto('/workspace/general')
    await page.getByLabel('Type the workspace’s name').fill('Water')
    await option('Delete for good').click()
    await page.getByText('This is not the name. Type “Water Mill”.').waitFor()
    expect(ada.takeProblems()).toEqual([expect.stringContaining('400')])
    await look(ada, 'workspace-delete-refused')
    await page.getByLabel('Type the workspace’s name').fill('Water Mill')
    await option('Delete for good').click()
    await page.getByText('The workspace is deleted.').waitFor()
    await page.getByText('You are in no workspace').waitFor()
    await look(ada, 'workspaces-none')
    await page.goto('/workspace')
    await page.waitForURL('**/workspaces')
    expect(ada.takeProblems()).toEqual([])
  })
})
