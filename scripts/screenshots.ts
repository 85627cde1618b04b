import { Database } from 'bun:sqlite'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { z } from 'zod'
import { command, inFolder, start } from './drills/support/capsule'

// bun scripts/screenshots.ts: makes the README's pictures in docs/images, from dist/capsule on demo data, light and dark.

const folder = 'docs/images'
const themes = ['light', 'dark'] as const
const email = 'ada@example.org'
const password = 'correct horse battery demo'
const screen = { width: 1280, height: 800 }
const tall = { width: 1280, height: 1000 }
const phone = { width: 390, height: 780 }

/** In bytes: a README is read over slow lines too. */
const largest = 150_000

type Picture = {
  name: string
  path: string
  size: { width: number; height: number }
  /** What must stand on the page before the picture is taken. */
  ready: string
}

await inFolder(async (workplace) => {
  const env = { ADMIN_EMAIL: email, ADMIN_PASSWORD: password }
  const made = await command(['demo'], { folder: workplace, env })
  if (made.code !== 0) throw new Error(made.stderr)
  const form = findForm(join(workplace, 'capsule.db'))
  const capsule = await start({ folder: workplace })
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  })
  try {
    mkdirSync(folder, { recursive: true })
    for (const theme of themes) await takeAll(browser, capsule.url, theme, listPictures(form))
  } finally {
    await browser.close()
    await capsule.stop()
  }
})

function listPictures({ id, slug }: Form): Picture[] {
  return [
    { name: 'dashboard', path: '/?range=90', size: tall, ready: '[data-slot=chart] svg path' },
    { name: 'notes', path: '/notes', size: screen, ready: '#note-list[data-awake]' },
    { name: 'builder', path: `/forms/${id}/edit`, size: screen, ready: 'main' },
    { name: 'form', path: `/f/${slug}`, size: phone, ready: 'main' },
    { name: 'inbox', path: `/forms/${id}/responses`, size: screen, ready: 'main' },
    { name: 'results', path: `/forms/${id}/results`, size: tall, ready: 'main' },
    { name: 'admin', path: '/admin', size: tall, ready: '[data-slot=chart] svg path' },
  ]
}

type Form = { id: string; slug: string }

/** The form with the most responses. */
function findForm(path: string): Form {
  const database = new Database(path, { readonly: true })
  const row = database
    .query(
      'SELECT id, slug FROM forms ORDER BY (SELECT count(*) FROM responses WHERE form_seq = forms.seq) DESC LIMIT 1',
    )
    .get()
  database.close()
  return z.object({ id: z.string(), slug: z.string() }).parse(row)
}

async function takeAll(
  browser: Browser,
  url: string,
  theme: (typeof themes)[number],
  pictures: Picture[],
): Promise<void> {
  const context = await browser.newContext({
    baseURL: url,
    colorScheme: theme,
    reducedMotion: 'reduce',
    viewport: screen,
    locale: 'en-GB',
    timezoneId: 'UTC',
  })
  const page = await context.newPage()
  await signIn(page)
  for (const picture of pictures) {
    await page.setViewportSize(picture.size)
    await page.goto(picture.path, { waitUntil: 'networkidle' })
    await page.locator(picture.ready).first().waitFor()
    const file = join(folder, `${picture.name}-${theme}.webp`)
    const bytes = await takePicture(page)
    if (bytes.byteLength > largest) throw new Error(`${file} would have ${bytes.byteLength} bytes.`)
    writeFileSync(file, bytes)
    console.log(`${file}  ${(bytes.byteLength / 1000).toFixed(0)} kB`)
  }
  await context.close()
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/login')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL((address) => address.pathname === '/')
}

/** As WebP, which Chromium makes and Playwright does not ask for. */
async function takePicture(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 85 })
  await session.detach()
  return Buffer.from(data, 'base64')
}
