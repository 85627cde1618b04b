import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { locales } from '@/lib/locales'
import type { Reader } from '@/lib/reader'
import { awake } from './support/awake'
import { startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'
import { buildWorld, type Caller, type World } from './support/world'
import { writeForms } from './support/written-forms'

const berlin = { locale: 'de-DE', timezoneId: 'Europe/Berlin' }
const newYork = { locale: 'en-US', timezoneId: 'America/New_York' }

/** Half an hour before midnight in UTC; the hour that Berlin has twice. */
const moments = { Midnight: '2026-06-30T23:30:00.000Z', Clocks: '2026-10-25T01:30:00.000Z' }

let world: World
let capsule: Capsule
const notes: Record<string, string> = {}

beforeAll(async () => {
  world = await buildWorld()
  capsule = await startCapsule({ folder: world.folder })
  for (const [title, moment] of Object.entries(moments)) {
    const answer = await fetch(`${capsule.url}/api/notes`, {
      method: 'POST',
      headers: { cookie: world.cookies.owner, 'content-type': 'application/json', origin: capsule.url },
      body: JSON.stringify({ title, body: '', visibility: 'workspace' }),
    })
    const { data } = (await answer.json()) as { data: { id: string } }
    notes[title] = data.id
    setTimes(data.id, Date.parse(moment))
  }
})

function setTimes(id: string, time: number): void {
  const file = new Database(join(world.folder, 'capsule.db'))
  file.run('PRAGMA busy_timeout = 5000')
  file.run('UPDATE notes SET created_at = ?, updated_at = ? WHERE id = ?', [time, time, id])
  file.close()
}

async function open(
  caller: Caller,
  options: Partial<typeof berlin> & { javaScript?: boolean },
): Promise<Visit> {
  const opened = await visit({ url: capsule.url, ...options })
  const [name = '', value = ''] = world.cookies[caller].split(/=(.*)/s)
  await opened.context.addCookies([{ name, value, url: capsule.url }])
  return opened
}

const fullOf = async ({ page }: Visit, title: string) => {
  await page.goto(`/notes/${notes[title]}`)
  return page.locator('#main time').first().getAttribute('title')
}

it('is not led to anything by a zone that is none', async () => {
  const visitor = await open('owner', { javaScript: false })
  await visitor.context.addCookies([{ name: 'capsule.time_zone', value: 'Mars/Olympus', url: capsule.url }])
  expect(await fullOf(visitor, 'Midnight')).toBe('30 June 2026 at 23:30 UTC')
  await visitor.close()
})

it('writes the same moment for two readers, each by their own clocks', async () => {
  const [ada, grace] = [await open('owner', berlin), await open('member', newYork)]
  // The first page does not know the clocks yet, and says by which it goes.
  expect(await fullOf(ada, 'Midnight')).toBe('30. Juni 2026 um 23:30 UTC')
  await grace.page.goto('/')
  expect(await fullOf(ada, 'Midnight')).toBe('1. Juli 2026 um 01:30 MESZ')
  expect(await fullOf(grace, 'Midnight')).toBe('June 30, 2026 at 7:30 PM EDT')
  expect(await fullOf(ada, 'Clocks')).toBe('25. Oktober 2026 um 02:30 MEZ')
  expect(await fullOf(grace, 'Clocks')).toBe('October 24, 2026 at 9:30 PM EDT')
  await ada.page.goto('/notes')
  const row = ada.page.locator(`time[datetime="${moments.Midnight}"]`)
  expect(await row.innerText()).toMatch(/^(vor \d+ \S+|letztes Jahr)$/)
  expect([await row.getAttribute('title'), await row.getAttribute('lang')]).toEqual([
    '1. Juli 2026 um 01:30 MESZ',
    'de-DE',
  ])
  await Promise.all([ada.close(), grace.close()])
})

it('says of the charts whose days they show', async () => {
  const ada = await open('owner', berlin)
  await ada.page.goto('/')
  await expect.poll(() => ada.page.evaluate('document.cookie')).toContain('capsule.time_zone=Europe/Berlin')
  await ada.page.goto('/')
  await ada.page.getByText('Days by the clocks of Europe/Berlin.').waitFor()
  await ada.close()
})

it('draws in the browser what the server drew', async () => {
  const path = `/forms/${world.form.id}/responses`
  const texts = async (options: { javaScript?: boolean }) => {
    const ada = await open('owner', { ...berlin, ...options })
    await ada.context.addCookies([{ name: 'capsule.time_zone', value: 'Europe/Berlin', url: capsule.url }])
    await ada.page.goto(path)
    if (options.javaScript !== false) await awake(ada.page)
    const times = ada.page.locator('#main time')
    const found = await Promise.all(
      (await times.all()).map(async (time) => [await time.getAttribute('title'), await time.innerText()]),
    )
    expect(ada.takeProblems()).toEqual([])
    await ada.close()
    return found
  }
  const drawn = await texts({})
  expect(drawn.length).toBeGreaterThan(0)
  expect(drawn).toEqual(await texts({ javaScript: false }))
})

it('writes in Chromium, for every language, what the server’s runtime writes', async () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe']
  const readers: Reader[] = locales.flatMap((locale) => zones.map((timeZone) => ({ locale, timeZone })))
  const { outputs } = await Bun.build({
    entrypoints: [join(import.meta.dirname, 'support/written-forms.ts')],
    format: 'iife',
  })
  const script = await outputs[0]?.text()
  const visitor = await visit({ url: capsule.url })
  await visitor.page.goto('/login')
  await visitor.page.evaluate(script ?? '')
  const inBrowser = await visitor.page.evaluate<string[]>(`writeForms(${JSON.stringify(readers)})`)
  await visitor.close()
  const onServer = writeForms(readers)
  expect(inBrowser.filter((line, place) => line !== onServer[place])).toEqual([])
  expect(inBrowser.length).toBe(readers.length)
})

it('lets people choose, and follows that before the browser', async () => {
  const ada = await open('owner', berlin)
  const { page } = ada
  await page.goto('/settings')
  await page.getByLabel('Dates and numbers as in').selectOption('fr-FR')
  await page.getByLabel('Time zone').selectOption('Asia/Tokyo')
  await page.getByRole('button', { name: 'Save dates and numbers' }).click()
  await page.getByText('Dates and numbers are written like this from now on.').waitFor()
  await look(ada, 'settings-reader')
  expect(await fullOf(ada, 'Midnight')).toBe('1 juillet 2026 à 08:30 UTC+9')
  await page.goto('/settings')
  expect(await page.getByLabel('Dates and numbers as in').inputValue()).toBe('fr-FR')
  await ada.close()
})
