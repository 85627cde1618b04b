import { chromium, type Page } from 'playwright-core'
import { withDemo } from './demo-instance'
import { journeys, type Journey } from './interactions/journeys'
import { longestOf, watchInteractions } from './interactions/watch'

// bun scripts/interactions.ts [SLOWDOWN]: how long after a press or a key the next picture is there, of dist/capsule on demo data, in a
// Chromium whose processor is slowed 4 times: see scripts/lighthouse.ts for which machines that is meant.

const slowdown = Number(process.argv[2] ?? 4)
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking']

await withDemo(async ({ url, cookie, ids }) => {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: flags,
  })
  console.log(`| page | interaction, slowed ${slowdown} times | next paint, ms |\n| --- | --- | --: |`)
  try {
    const all: number[] = []
    for (const journey of journeys(ids)) {
      const context = await browser.newContext({
        baseURL: url,
        viewport: { width: journey.width ?? 1280, height: 800 },
      })
      await context.addCookies(cookie.split('; ').map((pair) => toCookie(pair, url)))
      all.push(...(await drive(await context.newPage(), journey)))
      await context.close()
    }
    console.log(`| | the slowest of ${all.length} | ${Math.max(...all)} |`)
  } finally {
    await browser.close()
  }
})

function toCookie(pair: string, url: string) {
  const at = pair.indexOf('=')
  return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
}

async function drive(page: Page, { name, path, steps }: Journey): Promise<number[]> {
  page.setDefaultTimeout(10_000)
  await watchInteractions(page)
  await page.goto(path)
  await page.waitForLoadState('networkidle')
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const times: number[] = []
  for (const [says, act] of steps) {
    await longestOf(page)
    await act(page)
    const time = await longestOf(page)
    times.push(time)
    console.log(`| ${name} | ${says} | ${time === 0 ? 'under 16' : time} |`)
  }
  return times
}
