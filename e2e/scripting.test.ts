// What strangers write is text, wherever it is shown: in titles, bodies, tags, names, names of workspaces and labels.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setUp } from './support/account'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { payloads } from './support/payloads'

let capsule: Capsule
let ada: Visit
const dialogs: string[] = []

beforeAll(async () => {
  capsule = await startCapsule()
  ada = await visit({ url: capsule.url })
  ada.page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await ada.page.route('https://example.invalid/**', (route) => route.abort())
  await ada.page.goto(await capsule.setupLink())
  await setUp(ada.page)
  ada.takeProblems()
})
afterAll(async () => {
  await ada.close()
  await capsule.stop()
})

/** Sends JSON as the page that is open would. */
async function send(path: string, body: unknown): Promise<{ status: number; id: string }> {
  const response = await ada.page.request.post(path, { data: body, headers: { origin: capsule.url } })
  const text = await response.text()
  return { status: response.status(), id: /"id":"([^"]+)"/.exec(text)?.[1] ?? '' }
}

/** No text holds these: the API says so in a sentence. */
const CONTROLS = /[^\P{Cc}\n\t]/u

const squeeze = (text: string) => text.replaceAll(/\s+/g, ' ')
const oneLine = (text: string, most: number) =>
  text
    .replaceAll(/[\p{Cc}\u2028]/gu, ' ')
    .trim()
    .slice(0, most)
    .trim()

/** Opens a page and makes sure that nothing ran, also when it is pointed at and scrolled through. */
async function assertQuiet(path: string): Promise<string> {
  await ada.page.goto(path)
  await ada.page.mouse.move(400, 300)
  await ada.page.keyboard.press('Tab')
  expect([path, await ada.page.evaluate('window.__ran ?? null')]).toEqual([path, null])
  const shown = await ada.page.evaluate('document.body.innerText + document.title')
  return squeeze(String(shown))
}

test('what the policy refuses does not run, and is reported', async () => {
  await ada.page.goto('/notes')
  const reported = ada.page.waitForResponse('**/api/violations')
  await ada.page.evaluate(
    "(() => { const script = document.createElement('script'); script.textContent = 'window.__ran = 1'; document.head.append(script) })()",
  )
  expect((await reported).status()).toBe(204)
  expect(await ada.page.evaluate('window.__ran ?? null')).toBeNull()
  expect(ada.takeViolations()).toHaveLength(1)
  ada.takeProblems()
})

test(`${payloads.length} payloads are text in every field of notes, accounts and workspaces`, async () => {
  expect(payloads.length).toBeGreaterThanOrEqual(200)
  let fields = 0
  for (const payload of payloads) {
    const title = oneLine(payload, 120) || 'x'
    const { status, id } = await send('/api/notes', {
      title,
      body: payload,
      tags: [oneLine(payload, 40) || 'x'],
      visibility: 'workspace',
    })
    const isRefused = CONTROLS.test(payload)
    expect([payload, status]).toEqual([payload, isRefused ? 400 : 201])
    if (isRefused) continue
    fields += 3
    const shown = await assertQuiet(`/notes/${id}`)
    expect(shown).toContain(squeeze(title))
    expect([payload, dialogs]).toEqual([payload, []])
  }
  for (const path of ['/notes', '/notes?sort=title', `/notes?q=${encodeURIComponent('__ran')}`])
    await assertQuiet(path)
  await assertQuiet(`/notes?tag=${encodeURIComponent(oneLine(payloads[0] ?? '', 40))}`)

  for (const [place, payload] of payloads.entries()) {
    const name = oneLine(payload, 60) || 'x'
    expect([payload, (await send('/api/auth/update-user', { name })).status]).toEqual([payload, 200])
    const renamed = await send('/api/auth/organization/update', { data: { name } })
    expect([payload, renamed.status]).toEqual([payload, 200])
    fields += 2
    expect(await assertQuiet('/')).toContain(squeeze(name))
    // The same name stands on these, drawn by the same parts.
    if (place % 8 === 0)
      for (const path of ['/workspace', '/settings', '/admin/accounts']) await assertQuiet(path)
    expect([payload, dialogs]).toEqual([payload, []])
  }
  console.log(`${payloads.length} payloads, ${fields} fields`)
}, 480_000)
