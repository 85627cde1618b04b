import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { admin, enter, setUp, signIn } from './support/account'
import { runCapsule, startCapsule, type Capsule } from './support/binary'
import { awake } from './support/awake'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'

const bob = { name: 'Bob Baker', email: 'bob@example.org', password: 'a quiet sentence by hand' }

let capsule: Capsule
let ada: Visit
let theirs: Visit

beforeAll(async () => {
  capsule = await startCapsule()
  ada = await visit({ url: capsule.url })
  await ada.page.goto(await capsule.setupLink())
  await setUp(ada.page)
  theirs = await visit({ url: capsule.url })
})

afterAll(async () => {
  await ada.close()
  await theirs.close()
})

/** Bob signs in. */
const come = ({ page }: Visit, { email, password } = bob) => enter(page, email, password)

/** Where a page leads on the next request: itself, or `/login` when the session is no more. */
async function whereTo({ page }: Visit, path = '/settings'): Promise<string> {
  await page.goto(path)
  return new URL(page.url()).pathname
}

async function openAccount({ page }: Visit, name: string): Promise<void> {
  await page.goto(`/admin/accounts?q=${encodeURIComponent(name)}`)
  await page.getByRole('main').getByRole('link', { name }).click()
  await page.getByRole('heading', { name, level: 2 }).waitFor()
}

/** Presses what asks first, and says yes. */
async function confirm({ page }: Visit, label: string, answer = label): Promise<void> {
  await awake(page)
  await page.getByRole('link', { name: label, exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: answer }).click()
}

describe('an admin in the browser', () => {
  it('sees at a glance how the instance is, and what needs a look', async () => {
    const { page } = ada
    await page.goto('/')
    await page.getByRole('link', { name: 'Administration' }).click()
    await page.waitForURL('**/admin')
    const figures = page.getByLabel('The instance at a glance')
    await figures.getByText('1 admin, 1 new in 30 days').waitFor()
    await figures.getByText('needs a look').waitFor()
    await page.getByRole('img', { name: 'Chart of the sign-ins by day' }).waitFor()
    await page.getByText('As a table').click()
    await page.getByRole('region', { name: 'Table of the sign-ins' }).waitFor()
    await page.getByText('Show it').click()
    const report = await page.getByRole('region', { name: 'Text of the report' }).innerText()
    expect(report).toMatch(/^Capsule \d+\.\d+\.\d+, /)
    expect(report).toContain('AUTH_SECRET')
    await look(ada, 'admin-overview')
    await figures.getByRole('link', { name: 'Last backup' }).click()
    await page.waitForURL('**/admin/backups')
  })

  it('reads what was done, by whom, and takes a copy of it', async () => {
    const { page } = ada
    await page.goto('/admin/audit')
    const log = page.getByRole('list', { name: 'Audit log' })
    await log.getByText('set up the instance').waitFor()
    await look(ada, 'admin-audit')
    await page.getByLabel('What was done').selectOption('account.banned')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await page.getByRole('heading', { name: 'No such entry' }).waitFor()
    await look(ada, 'admin-audit-empty')
    await page.getByRole('link', { name: 'Show everything' }).click()
    const [copy] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'JSON Lines' }).click(),
    ])
    expect(copy.suggestedFilename()).toBe('audit.jsonl')
    expect(await Bun.file(await copy.path()).text()).toContain('"action":"audit.exported"')
  })

  it('makes an account, whose mistakes are said at their fields', async () => {
    const { page } = ada
    await page.goto('/admin/accounts')
    await page.getByRole('link', { name: 'New account' }).click()
    await page.getByRole('heading', { name: 'New account' }).waitFor()
    await look(ada, 'admin-account-new')
    await page.getByLabel('Name').fill(bob.name)
    await page.getByLabel('E-mail').fill(admin.email)
    await page.getByLabel('Password').fill('short')
    await page.getByRole('button', { name: 'Create the account' }).click()
    await page.getByText('Take at least 12 characters').waitFor()
    await page.getByLabel('Password').fill(bob.password)
    await page.getByRole('button', { name: 'Create the account' }).click()
    await page.getByText('There is an account with this address already.').waitFor()
    expect(ada.takeProblems()).toHaveLength(1)
    await look(ada, 'admin-account-new-refused')
    await page.getByLabel('E-mail').fill(bob.email)
    await page.getByLabel('Password').fill(bob.password)
    await page.getByRole('button', { name: 'Create the account' }).click()
    await page.getByText('The account is made.').waitFor()
    await look(ada, 'admin-account')
    await come(theirs)
  })

  it('makes one that gets a link, and finds it by a part of its address', async () => {
    const { page } = ada
    await page.goto('/admin/accounts/new')
    await page.getByLabel('Name').fill('Carol with a rather long name, so that it has to be cut somewhere')
    await page.getByLabel('E-mail').fill('carol@example.org')
    await page.getByRole('button', { name: 'Create the account' }).click()
    await page.getByText('a link to choose a password is in the outbox').waitFor()
    await page.goto('/admin/accounts')
    await look(ada, 'admin-accounts')
    await page.getByLabel('Search name or address').fill('ROL@')
    await page.waitForURL('**/admin/accounts?q=ROL**')
    await expect.poll(() => page.locator('[data-slot=account-link]').count()).toBe(1)
    await page.getByLabel('Which accounts').selectOption('banned')
    await page.getByRole('heading', { name: 'No account matches' }).waitFor()
    await look(ada, 'admin-accounts-none')
    await page.goBack()
    await page.locator('[data-slot=account-link]').waitFor()
    expect(await page.getByLabel('Which accounts').inputValue()).toBe('all')
  })

  it('ends one session of another, who stays signed in elsewhere', async () => {
    const { page } = ada
    const phone = await visit({ url: capsule.url, width: 360 })
    await come(phone)
    await openAccount(ada, bob.name)
    await awake(page)
    const sessions = page.getByRole('region', { name: 'Sessions' }).getByRole('link')
    expect(await sessions.count()).toBe(2)
    await sessions.first().click()
    await page.getByRole('alertdialog').getByText('The other sessions go on').waitFor()
    await look(ada, 'admin-account-session')
    await page.getByRole('button', { name: 'End the session' }).click()
    await page.getByText('The session has ended.').waitFor()
    expect(await sessions.count()).toBe(1)
    expect(await whereTo(phone)).toBe('/login')
    expect(await whereTo(theirs)).toBe('/settings')
    await phone.close()
  })

  it('ends the sessions of another, who is out on the next request', async () => {
    await openAccount(ada, bob.name)
    await ada.page.getByRole('link', { name: 'End sessions' }).click()
    await ada.page.getByRole('alertdialog').waitFor()
    await look(ada, 'admin-account-question')
    await ada.page.keyboard.press('Escape')
    expect(await whereTo(theirs)).toBe('/settings')
    await confirm(ada, 'End sessions')
    await ada.page.getByText('The sessions have ended.').waitFor()
    expect(await whereTo(theirs)).toBe('/login')
  })

  it('bans another with a reason and a last day, and lifts it', async () => {
    const { page } = ada
    await come(theirs)
    await openAccount(ada, bob.name)
    await page.getByRole('link', { name: 'Ban', exact: true }).click()
    await page.getByLabel('Reason').fill('Too many flour orders')
    await look(ada, 'admin-account-ban')
    await page.getByLabel('Last day').fill('2099-12-31')
    await page.getByRole('button', { name: 'Ban' }).click()
    await page.getByText('The account is banned').waitFor()
    await page.getByText('Banned until 31 December 2099').waitFor()
    await look(ada, 'admin-account-banned')
    expect(await whereTo(theirs)).toBe('/login')
    await signIn(theirs.page, bob.password, bob.email)
    await theirs.page.getByText('This account may not sign in.').waitFor()
    expect(theirs.takeProblems()).toHaveLength(1)
    await page.getByRole('button', { name: 'Lift the ban' }).click()
    await page.getByText('The ban is lifted.').waitFor()
    await come(theirs)
  })

  it('acts as another within limits, and comes back', async () => {
    const { page } = ada
    await openAccount(ada, bob.name)
    await page.getByRole('button', { name: 'Act as this person' }).click()
    await page.waitForURL((url) => url.pathname === '/')
    for (const path of ['/', '/settings', '/settings/sessions']) {
      await page.goto(path)
      await page.getByRole('complementary', { name: 'Acting as somebody else' }).waitFor()
    }
    await look(ada, 'impersonation')
    expect(await (await page.request.get('/admin/accounts')).status()).toBe(403)
    await page.goto('/settings/data')
    expect(await page.getByRole('button', { name: 'Download' }).count()).toBe(0)
    const origin = { origin: capsule.url }
    const refused = await page.request.post('/api/auth/change-password', {
      headers: origin,
      data: { currentPassword: bob.password, newPassword: 'quite another sentence' },
    })
    expect(refused.status()).toBe(403)
    const nested = await page.request.post('/api/auth/admin/impersonate-user', {
      headers: origin,
      data: { userId: 'x' },
    })
    expect(nested.status()).toBe(403)
    await page.goto('/')
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('You are yourself again.').waitFor()
    expect(await page.getByRole('complementary', { name: 'Acting as somebody else' }).count()).toBe(0)
    expect(await whereTo(theirs)).toBe('/settings')
    ada.takeProblems()
  })

  it('is told why the last admin stays one', async () => {
    const { page } = ada
    await openAccount(ada, admin.name)
    await look(ada, 'admin-account-own')
    await confirm(ada, 'Remove as admin')
    await page.getByText('This is the last admin of the instance.').waitFor()
    expect(ada.takeProblems()).toHaveLength(1)
    await look(ada, 'admin-account-refused')
  })

  it('deletes another, without a script as well', async () => {
    const plain = await visit({ url: capsule.url, javaScript: false })
    await plain.context.addCookies(await ada.context.cookies())
    await openAccount(plain, bob.name)
    await plain.page.getByRole('link', { name: 'Delete', exact: true }).click()
    await plain.page.getByRole('heading', { name: `Delete the account of ${bob.name}?` }).waitFor()
    await ada.page.goto(plain.page.url())
    await look(ada, 'admin-account-plain')
    await plain.page.getByRole('button', { name: 'Delete the account' }).click()
    await plain.page.getByText('The account is deleted.').waitFor()
    expect(await plain.page.getByText(bob.email).count()).toBe(0)
    expect(await whereTo(theirs)).toBe('/login')
    await plain.close()
    expect(ada.takeProblems()).toEqual([])
  })
})

describe('capsule user beside the running server', () => {
  const capsuleUser = (args: string[], input?: string) =>
    runCapsule(['user', ...args], { folder: capsule.folder, ...(input !== undefined && { input }) })

  it('refuses what is not there in one line', async () => {
    const unknown = await capsuleUser(['promote', 'nobody@example.org'])
    expect([unknown.code, unknown.stdout]).toEqual([1, ''])
    expect(unknown.stderr).toMatch(/^capsule: There is no account with nobody@example\.org[^\n]*\n$/)
    const last = await capsuleUser(['ban', admin.email])
    expect([last.code, last.stderr]).toEqual([
      1,
      'capsule: This is the last admin of the instance. Make another account an admin first.\n',
    ])
    expect((await capsuleUser(['frobnicate'])).code).toBe(2)
  })

  it('makes an account from standard input, which signs in; and says when it is there already', async () => {
    const args = ['create', '--email', bob.email, '--name', bob.name, '--admin']
    const made = await capsuleUser(args, `${bob.password}\n`)
    expect(made).toEqual({ code: 0, stdout: `${bob.email} has an admin’s account now.\n`, stderr: '' })
    const again = await capsuleUser(args, `${bob.password}\n`)
    expect([again.code, again.stdout]).toEqual([
      0,
      `${bob.email} has an account already. Nothing was changed.\n`,
    ])
    await come(theirs)
    expect(await whereTo(theirs, '/admin/accounts')).toBe('/admin/accounts')
  })

  it('resets a password, and the session is refused on the very next request', async () => {
    expect(await whereTo(theirs)).toBe('/settings')
    const next = { ...bob, password: 'quite another sentence' }
    const reset = await capsuleUser(['reset-password', bob.email], next.password)
    expect([reset.code, reset.stderr]).toEqual([0, ''])
    expect(await whereTo(theirs)).toBe('/login')
    await come(theirs, next)
  })

  it('changes nothing when there is no password and no link was asked for', async () => {
    for (const input of ['', '\n', undefined]) {
      const { code, stdout, stderr } = await capsuleUser(['reset-password', bob.email], input)
      expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(/^capsule: [^\n]*--link\.\n$/)])
    }
    expect(await whereTo(theirs)).toBe('/settings')
  })

  it('prints a link that works once', async () => {
    const { stdout } = await capsuleUser(['reset-password', bob.email, '--link'])
    expect(await whereTo(theirs)).toBe('/login')
    const [, token = ''] = /\/reset\?token=(\S+)/.exec(stdout) ?? []
    const { page } = theirs
    await page.goto(`/reset?token=${token}`)
    await page.getByLabel('New password').fill(bob.password)
    await page.getByRole('button').last().click()
    await page.waitForURL((url) => url.pathname === '/login')
    await come(theirs)
    await page.context().clearCookies()
    await page.goto(`/reset?token=${token}`)
    expect(await page.getByLabel('New password').count()).toBe(0)
    theirs.takeProblems()
  })

  it('bans, demotes and deletes at once, and the same again does no harm', async () => {
    await come(theirs)
    expect((await capsuleUser(['demote', bob.email])).stdout).toBe(`${bob.email} is no longer an admin.\n`)
    expect((await theirs.page.request.get('/admin/accounts')).status()).toBe(403)
    await capsuleUser(['ban', bob.email, '--reason', 'spam', '--until', '2099-12-31'])
    expect(await whereTo(theirs)).toBe('/login')
    const { stdout } = await capsuleUser(['list', '--filter', 'banned'])
    expect(stdout).toMatch(
      /^bob@example\.org\s+Bob Baker\s+banned until 2099-12-31\s+seen \d{4}-\d\d-\d\d\n$/,
    )
    for (const args of [['unban'], ['disable-2fa'], ['delete'], ['delete']])
      expect((await capsuleUser([...args, bob.email])).code).toBe(0)
    const list = await capsuleUser(['list', 'bob', '--json'])
    expect(JSON.parse(list.stdout)).toEqual([])
    theirs.takeProblems()
  })

  it('does the same on a stopped instance, and leaves one file', async () => {
    expect(await capsule.stop()).toBe(0)
    const made = await capsuleUser(['create', '--email', bob.email, '--name', bob.name, '--link'])
    expect([made.code, made.stderr]).toEqual([0, ''])
    expect(made.stdout).toMatch(/\/reset\?token=[\w-]{43}\n$/)
    expect((await capsuleUser(['promote', bob.email])).stdout).toBe(`${bob.email} is an admin now.\n`)
    expect(capsule.files()).toEqual(['capsule.db'])
    const elsewhere = await runCapsule(['user', 'list'])
    expect([elsewhere.code, elsewhere.stderr]).toEqual([
      1,
      expect.stringContaining('Start the server once') as unknown,
    ])
  })
})
