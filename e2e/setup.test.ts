import { expect, it } from 'vitest'
import { admin, setUp, signIn, signOut } from './support/account'
import { copyDatabase, startCapsule } from './support/binary'
import { visit } from './support/browser'
import { look } from './support/look'

it('somebody sets up an instance, signs out, signs in, and moves the one file to another place', async () => {
  const capsule = await startCapsule()
  const link = await capsule.setupLink()
  const ada = await visit({ url: capsule.url })
  const { page } = ada

  await page.goto('/notes?view=archived')
  expect(new URL(page.url()).pathname).toBe('/login')
  await page.goto('/setup?token=wrong')
  expect(await page.getByRole('heading').first().textContent()).toBe('This link no longer works')
  await look(ada, 'setup-gone')
  expect(ada.takeProblems()).toHaveLength(1)

  await page.goto(link)
  await look(ada, 'setup')
  await page.getByLabel('Your name').fill(admin.name)
  await page.getByLabel('E-mail').fill(admin.email)
  await page.getByLabel('Password').fill('short')
  await page.getByLabel('Name of the workspace').fill(admin.workspace)
  await page.getByRole('button', { name: 'Create the workspace' }).click()
  expect(new URL(page.url()).pathname).toBe('/setup')
  await page.getByLabel('Public address').fill('https://capsule.example.org/below')
  await page.getByLabel('Password').fill(admin.password)
  await page.getByRole('button', { name: 'Create the workspace' }).click()
  await page.getByText('with nothing after the host').waitFor()
  expect(await page.getByLabel('Your name').inputValue()).toBe(admin.name)
  await page.getByText('Type it again').waitFor()
  await look(ada, 'setup-refused')
  expect(ada.takeProblems()).toHaveLength(1)

  await page.getByLabel('Public address').fill(capsule.url)
  await setUp(page)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Hello, Ada')
  await look(ada, 'start')

  const second = await page.request.get(link)
  expect(second.status()).toBe(403)

  await signOut(page)
  await page.waitForURL('**/login')
  const left = (await ada.context.cookies()).map(({ name }) => name)
  const ofTheDevice = ['capsule.passkey_challenge', 'capsule.time_zone']
  expect(left.filter((name) => !ofTheDevice.includes(name))).toEqual([])
  await look(ada, 'sign-in')
  await signIn(page, 'a wrong sentence for a test')
  await page.getByText('The address or the password is not right.').waitFor()
  await look(ada, 'sign-in-refused')
  expect(ada.takeProblems()).toHaveLength(1)
  await page.goto('/login?next=//evil.example')
  await signIn(page)
  await page.waitForURL((url) => url.pathname === '/')
  expect(new URL(page.url()).origin).toBe(capsule.url)

  const foreign = { origin: 'https://evil.example' }
  const { email, password } = admin
  const crossSite = await page.request.post('/api/auth/sign-in/email', {
    headers: foreign,
    data: { email, password },
  })
  expect([crossSite.status(), await crossSite.json()]).toMatchObject([403, { code: 'FORBIDDEN' }])
  const crossForm = await page.request.post('/logout', { headers: foreign, form: {} })
  expect(crossForm.status()).toBe(403)
  expect((await page.request.get('/logout')).status()).toBe(405)
  expect((await page.request.get('/_image?href=/favicon.svg')).status()).toBe(404)
  expect((await page.request.get('/_server-islands/x')).status()).toBe(404)
  const unknown = await page.request.put('/api/nowhere', { data: {} })
  expect([unknown.status(), await unknown.json()]).toEqual([404, { error: expect.any(String) as unknown }])

  await page.goto('/nowhere')
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('There is nothing here')
  await look(ada, 'not-found')
  expect(ada.takeProblems()).toHaveLength(1)
  await page.goto('/about')
  await look(ada, 'about')
  expect(ada.takeProblems()).toEqual([])

  expect(await capsule.stop()).toBe(0)
  expect(capsule.files()).toEqual(['capsule.db'])
  const moved = await startCapsule({ folder: copyDatabase(capsule) })
  expect(moved.stdout()).not.toContain('/setup')
  const again = await visit({ url: moved.url })
  await again.page.goto('/')
  await signIn(again.page)
  await again.page.getByRole('heading', { name: 'Hello, Ada' }).waitFor()
  expect(again.takeProblems()).toEqual([])
  expect(await moved.stop()).toBe(0)
})

it('a box without a browser gets its first admin from the environment', async () => {
  const env = { ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password }
  const capsule = await startCapsule({ env })
  expect(capsule.stdout()).not.toContain('/setup')
  const { page } = await visit({ url: capsule.url })
  await page.goto('/')
  await signIn(page)
  await page.getByRole('heading', { name: 'Hello, ada' }).waitFor()
  expect(await capsule.stop()).toBe(0)
})
