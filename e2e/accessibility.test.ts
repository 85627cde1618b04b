// Every kind of page on demo data: axe in both themes, narrow and wide; text set wider, zoom, forced colours and reduced motion.
import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { enter } from './support/account'
import { awake } from './support/awake'
import { findViolations } from './support/axe'
import { makeFolder, runCapsule, startCapsule, type Capsule } from './support/binary'
import { visit, windowHeight, type Visit } from './support/browser'
import { findCutBySpacing } from './support/text-spacing'

const env = { ADMIN_EMAIL: 'ada@example.org', ADMIN_PASSWORD: 'correct horse battery demo' }
const places = [
  '/login',
  '/forgot',
  '/about',
  '/f/SLUG',
  '/',
  '/notes',
  '/notes/NOTE',
  '/notes/NOTE/edit',
  '/notes/new',
  '/forms',
  '/forms/FORM/edit',
  '/forms/FORM/settings',
  '/forms/FORM/share',
  '/forms/FORM/responses',
  '/forms/FORM/results',
  '/responses/RESPONSE',
  '/settings',
  '/settings/security',
  '/settings/sessions',
  '/workspace',
  '/workspaces/new',
  '/admin',
  '/admin/accounts',
  '/admin/workspaces',
  '/admin/codes',
  '/admin/mails',
  '/admin/jobs',
  '/admin/backups',
  '/admin/audit',
  '/admin/settings',
]
const ids: Record<string, string> = {}
let capsule: Capsule
let ada: Visit
let stranger: Visit

beforeAll(async () => {
  const folder = makeFolder()
  await runCapsule(['demo', '--notes', '120', '--responses', '400'], { folder, env })
  const database = new Database(join(folder, 'capsule.db'), { readonly: true })
  const row = database
    .query(
      `SELECT forms.id AS FORM, slug AS SLUG, responses.id AS RESPONSE FROM forms
       JOIN responses ON form_seq = forms.seq WHERE status = 'new' ORDER BY length(draft) DESC LIMIT 1`,
    )
    .get()
  database.close()
  Object.assign(ids, z.record(z.string(), z.string()).parse(row))
  capsule = await startCapsule({ folder })
  ada = await visit({ url: capsule.url })
  stranger = await visit({ url: capsule.url })
  const { page } = ada
  await enter(page, env.ADMIN_EMAIL, env.ADMIN_PASSWORD)
  await page.goto('/notes')
  ids['NOTE'] = (await page.locator('[data-note]').first().getAttribute('data-note')) ?? ''
})

afterAll(async () => {
  await ada.close()
  await stranger.close()
  await capsule.stop()
})

it.each(places)('%s can be used by everybody', async (pattern) => {
  const path = pattern.replace(/[A-Z]+/, (name) => ids[name] ?? name)
  const { page } = ['/login', '/forgot', '/about', '/f/SLUG'].includes(pattern) ? stranger : ada
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'none' })
  const answer = await page.goto(path, { waitUntil: 'networkidle' })
  expect(answer?.status()).toBe(200)
  await awake(page)

  for (const width of [360, 1280])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: windowHeight })
      await page.emulateMedia({ colorScheme })
      await page.evaluate(drawn)
      expect(await findViolations(page), `axe, ${colorScheme}, ${width}`).toEqual([])
    }
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: windowHeight })
    expect(await findCutBySpacing(page), `cut off where text is set wider, ${width}`).toEqual([])
  }

  // A window of 1280 at 200 % and at 400 %: what is read goes down, never to the side (WCAG 1.4.10).
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: windowHeight })
    const most = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(most, `as wide as a window of ${width}`).toBeLessThanOrEqual(width)
    expect(await page.evaluate(unseen), `has the focus out of sight, ${width}`).toEqual([])
  }
  await page.setViewportSize({ width: 1280, height: windowHeight })
  expect(await page.evaluate(moving), 'moves although motion is reduced').toEqual([])

  await page.emulateMedia({ forcedColors: 'active' })
  expect(await page.evaluate(edgeless), 'buttons without an edge in forced colours').toEqual([])
})

/** Resolves once the page is drawn in its new size and colours. */
const drawn = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`

/** What takes the focus where nobody sees it: for screen readers alone, also while it has it. */
const unseen = `[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0)
  .filter((element) => {
    element.focus({ preventScroll: true })
    if (document.activeElement !== element) return false
    for (let part = element; part; part = part.parentElement)
      if (getComputedStyle(part).clipPath === 'inset(50%)') return true
    return false
  })
  .map((element) => element.outerHTML.slice(0, 200))`

/** What is animated for longer than an eye sees. */
const moving = `document.getAnimations()
  .filter((animation) => animation.playState === 'running' && animation.effect.getComputedTiming().endTime > 1)
  .map((animation) => animation.effect.target?.outerHTML.slice(0, 200))`

/** Filled buttons that would be only a word where backgrounds are taken away. */
const edgeless = `[...document.querySelectorAll('main [data-slot=button]')]
  .filter((button) => button.checkVisibility() && getComputedStyle(button).borderTopWidth === '0px')
  .map((button) => button.outerHTML.slice(0, 200))`
