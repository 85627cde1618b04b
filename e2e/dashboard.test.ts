import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enter, setUp } from './support/account'
import { awake } from './support/awake'
import { makeFolder, runCapsule, startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { drawCharts } from './support/charts'
import { look } from './support/look'

/** What a page with charts may weigh, all its scripts as they are sent: the budget of issue 7. */
const MOST_SCRIPT = 180 * 1024

/** In Brotli, unless it is tiny; whether the browser had it already or not. */
async function sizeAsSent(url: string): Promise<number> {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'br' }, decompress: false })
  const { byteLength } = await answer.arrayBuffer()
  return byteLength
}

type Edges = Record<string, number[]>

/** The edges of each series of a chart, by its colour, and the middle of each label, from the corner of the chart and in pixels. */
function drawnIn(chart: Locator): Promise<Edges> {
  return chart.evaluate((root) => {
    const corner = root.getBoundingClientRect()
    const edges: Edges = {}
    for (const path of root.querySelectorAll('path')) {
      const { fill } = getComputedStyle(path)
      const { left, top, right, bottom, width } = path.getBoundingClientRect()
      if (fill === 'none' || width === 0) continue
      const own = [left - corner.left, top - corner.top, corner.left - right, corner.top - bottom]
      edges[fill] = own.map((edge, at) => Math.min(edge, edges[fill]?.[at] ?? Infinity))
    }
    for (const label of root.querySelectorAll('text')) {
      const { x, y, width, height } = label.getBoundingClientRect()
      if (width > 0) edges[label.textContent.trim()] = [x + width / 2 - corner.x, y + height / 2 - corner.y]
    }
    return edges
  })
}

/** How far apart the same parts of two drawings are at most. */
function farthest(before: Edges, after: Edges): number {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  const distances = [...names].flatMap((name) =>
    (before[name] ?? [Infinity]).map((edge, at) => Math.abs(edge - (after[name]?.[at] ?? Infinity))),
  )
  return Math.max(...distances)
}

describe('an empty workspace', () => {
  let capsule: Capsule
  let ada: Visit
  let page: Page

  beforeAll(async () => {
    capsule = await startCapsule()
    ada = await visit({ url: capsule.url })
    page = ada.page
    await page.goto(await capsule.setupLink())
    await setUp(page)
  })

  afterAll(async () => {
    await ada.close()
  })

  it('says what to do first, and makes notes to learn from at one press', async () => {
    await page.goto('/')
    await page.getByRole('heading', { name: 'What to do first' }).waitFor()
    await look(ada, 'dashboard-empty')
    await page.getByRole('link', { name: /Build a form/ }).waitFor()
    await page.getByRole('button', { name: 'Add sample notes' }).click()
    await page.getByRole('heading', { name: 'Pinned notes' }).waitFor()
    await page.getByRole('link', { name: /Begin here/ }).waitFor()
    await page.getByRole('link', { name: /Markdown in one page/ }).waitFor()
    expect(await page.getByRole('heading', { name: 'What to do first' }).count()).toBe(0)
    await look(ada, 'dashboard-samples')
    expect(ada.takeProblems()).toEqual([])
  })
})

describe('a workspace of a year', () => {
  const password = 'correct horse battery demo'
  const env = { ADMIN_EMAIL: 'ada@example.org', ADMIN_PASSWORD: password }
  let capsule: Capsule

  beforeAll(async () => {
    const folder = makeFolder()
    await runCapsule(['demo', '--notes', '120', '--responses', '400'], { folder, env })
    capsule = await startCapsule({ folder })
  })

  async function come(email: string, options: { javaScript?: boolean; width?: number } = {}): Promise<Visit> {
    const visited = await visit({ url: capsule.url, ...options })
    await enter(visited.page, email, password)
    return visited
  }

  it('shows what is new, charts with a table each, and lists, within the weight for its scripts', async () => {
    const ada = await come('ada@example.org')
    const { page } = ada
    const scripts = new Set<string>()
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.add(request.url())
    })
    await page.goto('/?range=90')
    await page.getByRole('heading', { name: 'New in the last 7 days' }).waitFor()
    await awake(page)
    const charts = page.getByRole('img', { name: /^(Responses|Activity): / })
    expect(await charts.count()).toBe(2)
    for (const chart of await charts.all()) {
      await chart.scrollIntoViewIfNeeded()
      await chart.locator('svg path').first().waitFor({ state: 'attached' })
    }
    const sizes = await Promise.all([...scripts].map(sizeAsSent))
    const script = sizes.reduce((sum, size) => sum + size, 0)
    console.log(`scripts of the dashboard: ${(script / 1024).toFixed(1)} KB as sent`)
    expect(script).toBeGreaterThan(0)
    expect(script).toBeLessThanOrEqual(MOST_SCRIPT)

    await page.getByText('As a table').first().click()
    await page.getByRole('region', { name: 'Table of responses' }).waitFor()
    await look(ada, 'dashboard')
    await page.getByRole('link', { name: 'A year' }).click()
    await page.waitForURL('**/?range=365#over-time')
    await page.getByText('As a table').first().click()
    await expect
      .poll(() => page.getByRole('region', { name: 'Table of responses' }).getByRole('row').count())
      .toBe(53)
    expect(ada.takeProblems()).toEqual([])
    await ada.close()
  })

  it('says what a column of a chart holds when one points at it', async () => {
    const ada = await come('ada@example.org')
    const { page } = ada
    await page.goto('/?range=90')
    await awake(page)
    const chart = page.getByRole('img', { name: /^Responses: / })
    await drawCharts(page)
    await chart.hover()
    await chart.locator('[data-vis-crosshair]').waitFor({ state: 'attached' })
    const box = await chart.boundingBox()
    expect(box).not.toBeNull()
    if (box) await page.mouse.move(box.x + box.width - 12, box.y + box.height / 2, { steps: 4 })
    await chart.locator('[data-slot=chart-tooltip]').waitFor()
    await look(ada, 'dashboard-pointed-at')
    expect(ada.takeProblems()).toEqual([])
    await ada.close()
  })

  it.each([360, 1280])(
    'draws a chart in the same place before and after one points at it, %i wide',
    async (width) => {
      const ada = await come('ada@example.org', { width })
      const { page } = ada
      for (const range of [7, 90, 365]) {
        await page.goto(`/?range=${range}`)
        await awake(page)
        await drawCharts(page)
        const chart = page.getByRole('img', { name: /^Activity: / })
        await chart.scrollIntoViewIfNeeded()
        const before = await drawnIn(chart)
        expect(Object.keys(before).length).toBeGreaterThan(2)
        await chart.hover()
        await chart.locator('[data-vis-crosshair]').waitFor({ state: 'attached' })
        await expect.poll(async () => farthest(before, await drawnIn(chart))).toBeLessThanOrEqual(0.5)
      }
      expect(ada.takeProblems()).toEqual([])
      await ada.close()
    },
  )

  it('remembers a visit by a request of the page, and the next visit tells what is new since', async () => {
    const lea = await come('lea@example.org')
    const { page } = lea
    const told = page.waitForResponse('**/api/dashboard/visit')
    await page.goto('/')
    expect((await told).status()).toBe(204)
    await page.getByRole('button', { name: 'Mark all as seen' }).click()
    await page.getByRole('heading', { name: /New since your last visit/ }).waitFor()
    await page.getByText('Nothing came in, and nobody else changed anything.').waitFor()
    expect(lea.takeProblems()).toEqual([])
    await lea.close()
  })

  it('works without scripts, for a viewer, on a phone', async () => {
    const greta = await come('greta@example.org', { javaScript: false, width: 360 })
    const { page } = greta
    await page.getByRole('link', { name: '7 days' }).click()
    await page.waitForURL('**/?range=7#over-time')
    await page.getByRole('region', { name: 'Table of responses' }).waitFor()
    expect(await page.getByRole('link', { name: 'New form' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Mark all as seen' }).click()
    await page.getByText('Nothing came in, and nobody else changed anything.').waitFor()
    await greta.close()
  })
})
