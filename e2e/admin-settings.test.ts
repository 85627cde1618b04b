import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enter, setUp, signIn } from './support/account'
import { runCapsule, startCapsule, type Capsule } from './support/binary'
import { elsewhere, visit, type Visit } from './support/browser'
import { look } from './support/look'

let capsule: Capsule
/** The admin, whose browser runs no scripts. */
let ada: Visit

beforeAll(async () => {
  capsule = await startCapsule()
  ada = await visit({ url: capsule.url, javaScript: false })
  await ada.page.goto(await capsule.setupLink())
  await setUp(ada.page)
})

afterAll(() => ada.close())

/** The same admin in another browser, which runs scripts. */
async function openSecond(): Promise<Visit> {
  const second = await visit({ url: capsule.url })
  await enter(second.page)
  return second
}

describe('what is refused', () => {
  it('a name that says nothing, an announcement that is over, and what somebody else changed meanwhile', async () => {
    const { page } = ada
    await page.goto('/admin/settings')
    await page.getByLabel('Name of the instance').fill(' \u200B ')
    await page.getByRole('button', { name: 'Save the name' }).click()
    await page.getByText('The name is missing.').waitFor()

    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Too late')
    await page.getByLabel('Until').fill('2001-01-01T00:00')
    await page.getByRole('button', { name: 'Announce' }).click()
    await page.getByText('This time is over. Take a later one, or none.').waitFor()
    expect(await page.getByRole('textbox', { name: 'Text', exact: true }).inputValue()).toBe('Too late')

    const other = await openSecond()
    await other.page.goto('/admin/settings')
    await page.goto('/admin/settings')
    await other.page.getByLabel('Name of the instance').fill('Theirs')
    await other.page.getByRole('button', { name: 'Save the name' }).click()
    await other.page.getByText('The name is saved.').waitFor()
    await page.getByLabel('Name of the instance').fill('Mine')
    await page.getByRole('button', { name: 'Save the name' }).click()
    await page.getByText('Somebody else changed the settings meanwhile').waitFor()
    expect(await page.getByLabel('Name of the instance').inputValue()).toBe('Mine')
    await page.getByRole('button', { name: 'Save the name' }).click()
    await page.getByText('The name is saved.').waitFor()
    expect(other.takeProblems()).toEqual([])
    await other.close()
  })

  it('another public address without a sign that its consequences were seen', async () => {
    const { page } = ada
    await page.goto('/admin/settings/address')
    const input = page.getByLabel('New public address')
    await input.fill('https://capsule.example/app')
    await page.getByLabel(/I have seen what changes/).check()
    await page.getByRole('button', { name: 'Change the address' }).click()
    await page.getByText('with nothing after the host').waitFor()
    await page.goto('/admin/settings')
    await page.getByText(capsule.url, { exact: true }).waitFor()
  })

  it('what the environment sets, which is named', async () => {
    const env = { REGISTRATION: 'closed', PUBLIC_URL: 'http://localhost' }
    const locked = await startCapsule({ env })
    const seer = await visit({ url: locked.url })
    await seer.page.goto(await locked.setupLink())
    await setUp(seer.page)
    await seer.page.goto('/admin/settings')
    await seer.page.getByText('Set by REGISTRATION').waitFor()
    await seer.page.getByText('Set by PUBLIC_URL').waitFor()
    expect(await seer.page.getByRole('radio', { name: /Closed/ }).isDisabled()).toBe(true)
    expect(await seer.page.getByRole('link', { name: 'Change it' }).count()).toBe(0)
    await look(seer, 'admin-settings-locked')
    const { stdout } = await runCapsule(['config'], { folder: locked.folder, env })
    expect(stdout).toMatch(/^REGISTRATION +closed +environment$/m)
    await seer.close()
  })
})

describe('what is in force at once', () => {
  it('the name: in the sidebar, in titles, on the sign-in page and in what config prints', async () => {
    const { page } = ada
    await page.goto('/admin/settings')
    await page.getByLabel('Name of the instance').fill('Bakery & Sons')
    await page.getByRole('button', { name: 'Save the name' }).click()
    await page.getByText('The name is saved.').waitFor()
    expect(await page.title()).toBe('Settings of the instance · Bakery & Sons')
    await page.getByRole('complementary', { name: 'Workspace' }).getByText('Bakery & Sons').waitFor()

    const stranger = await visit({ url: capsule.url })
    await stranger.page.goto('/login')
    await stranger.page.getByRole('link', { name: 'Bakery & Sons' }).waitFor()
    expect(await stranger.page.title()).toBe('Sign in · Bakery & Sons')
    await stranger.close()
    const { stdout } = await runCapsule(['config'], { folder: capsule.folder })
    expect(stdout).toMatch(/^name +Bakery & Sons +settings$/m)
    expect(stdout).toMatch(/^REGISTRATION +\(.*\) +default$/m)
  })

  it('who can make an account: the sign-in page offers it', async () => {
    const { page } = ada
    const stranger = await visit({ url: capsule.url })
    const offer = stranger.page.getByRole('link', { name: 'Sign up' })
    await stranger.page.goto('/login')
    expect(await offer.count()).toBe(0)
    await page.goto('/admin/settings')
    await page.getByRole('radio', { name: /By code/ }).check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Who can make an account is saved.').waitFor()
    await stranger.page.goto('/login')
    await offer.click()
    await stranger.page.getByLabel('Code').waitFor()
    await stranger.close()
  })

  it('an announcement, until each browser puts that very text away', async () => {
    const { page } = ada
    const banner = (of: Visit) => of.page.getByRole('complementary', { name: 'Announcement' })
    await page.goto('/admin/settings')
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('We move on Sunday.')
    await page.getByLabel('Kind').selectOption('warning')
    await page.getByRole('button', { name: 'Announce' }).click()
    await page.getByText('The announcement is saved.').waitFor()
    await page.getByText('Shown now').waitFor()

    const second = await openSecond()
    const stranger = await visit({ url: capsule.url })
    await stranger.page.goto('/login')
    expect(await banner(stranger).count()).toBe(0)
    await second.page.goto('/notes/new')
    await second.page.getByLabel('Title').fill('Half a thought')
    await banner(second).getByRole('button', { name: 'Put the announcement away' }).click()
    await banner(second).waitFor({ state: 'detached' })
    expect(await second.page.getByLabel('Title').inputValue()).toBe('Half a thought')
    await second.page.goto('/forms')
    expect(await banner(second).count()).toBe(0)

    await banner(ada).getByRole('button', { name: 'Put the announcement away' }).click()
    await banner(ada).waitFor({ state: 'detached' })
    expect(new URL(page.url()).pathname).toBe('/admin/settings')
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('We moved.')
    await page.getByLabel(/On the sign-in page, too/).check()
    await page.getByRole('button', { name: 'Save the announcement' }).click()
    await page.getByText('The announcement is saved.').waitFor()
    for (const of of [second, stranger]) {
      await of.page.goto(of === stranger ? '/login' : '/')
      await banner(of).getByText('We moved.').waitFor()
    }
    await look(stranger, 'login-announcement')
    await second.page.goto('/admin/settings')
    await look(second, 'admin-settings')
    await second.page.goto('/admin/settings/address')
    await look(second, 'admin-settings-address')

    await page.goto('/admin/settings')
    await page.getByRole('button', { name: 'End the announcement' }).click()
    await page.getByText('The announcement is ended.').waitFor()
    await stranger.page.goto('/login')
    expect(await banner(stranger).count()).toBe(0)
    expect([...second.takeProblems(), ...stranger.takeProblems()]).toEqual([])
    await second.close()
    await stranger.close()
  })

  it('the public address: the old session ends, and links lead to the new one', async () => {
    const { page } = ada
    const { port } = new URL(capsule.url)
    const address = `http://${elsewhere}:${port}`
    const moved = await visit({ url: address })
    expect((await moved.page.goto('/login'))?.status()).toBe(421)
    await page.goto('/admin/settings/address')
    await page.getByLabel('New public address').fill(address)
    await page.getByLabel(/I have seen what changes/).check()
    await page.getByRole('button', { name: 'Change the address' }).click()
    await page.getByText('The public address is changed').waitFor()
    await page.getByRole('link', { name: address }).waitFor()

    await moved.page.goto('/login?next=/admin/audit')
    await signIn(moved.page)
    await moved.page.getByText(`${capsule.url} → ${address}`).waitFor()
    moved.takeProblems()
    await moved.close()
  })
})
