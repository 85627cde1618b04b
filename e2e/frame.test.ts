import { afterAll, beforeAll, expect, it } from 'vitest'
import { setUp } from './support/account'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'

let capsule: Capsule
let ada: Visit

beforeAll(async () => {
  capsule = await startCapsule()
  ada = await visit({ url: capsule.url })
  await ada.page.goto(await capsule.setupLink())
  await setUp(ada.page)
})

afterAll(async () => {
  await ada.close()
})

it('says that the network is lost, and that it is back', async () => {
  const { page, context } = ada
  await page.goto('/')
  const banner = page.locator('[data-slot="offline-banner"]')
  expect(await banner.getAttribute('role')).toBe('status')
  expect(await banner.innerText()).toBe('')
  await context.setOffline(true)
  await banner.getByText('There is no network.').waitFor()
  await look(ada, 'offline')
  await context.setOffline(false)
  await banner.getByText('The network is back.').waitFor()
})

it('goes from page to page by a transition, and by none where less motion is wanted', async () => {
  const { page } = ada
  await page.addInitScript(
    `addEventListener('pagereveal', (event) => { window.hadTransition = event.viewTransition !== null })`,
  )
  for (const [reducedMotion, expected] of [
    ['no-preference', true],
    ['reduce', false],
  ] as const) {
    await page.emulateMedia({ reducedMotion })
    await page.goto('/')
    await page.getByRole('link', { name: 'Notes', exact: true }).first().click()
    await page.waitForURL('**/notes')
    await expect.poll(() => page.evaluate('window.hadTransition')).toBe(expected)
  }
})

it('counts down on the page for too many requests', async () => {
  const limited = await startCapsule({ env: { RATE_LIMITS: 'read=1/min' } })
  const visitor = await visit({ url: limited.url })
  const { page } = visitor
  await page.goto('/login')
  const answer = await page.goto('/login')
  expect(answer?.status()).toBe(429)
  const secondsLeft = async () =>
    Number(/in (\d+) seconds?/.exec(await page.locator('[data-wait]').innerText())?.[1])
  const first = await secondsLeft()
  expect(first).toBeLessThanOrEqual(Number(answer?.headers()['retry-after']))
  expect(first).toBeGreaterThan(0)
  expect(await page.locator('p:has(+ [data-wait])').innerText()).not.toBe('')
  expect(await page.getByRole('link', { name: 'Try again' }).getAttribute('href')).toBe('')
  await look(visitor, 'too-many-requests')
  await expect.poll(secondsLeft).toBeLessThan(first)
  await visitor.close()
})
