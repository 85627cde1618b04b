import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { actWhenAwake, registerUnready } from './awake'

/** A name of this machine that no instance knows. */
export const elsewhere = 'elsewhere.example'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--host-resolver-rules=MAP ${elsewhere} 127.0.0.1`,
]

/** How many times slower the processor of every page is, by `E2E_SLOWDOWN`: what a test takes for granted shows on a slow machine. */
const slowdown = Number(process.env['E2E_SLOWDOWN'] ?? 1)

/** The height of every window; only the width makes a layout. */
export const windowHeight = 800

/**
 * Gives the window of a page another width once it has come to rest, and resolves when it is drawn in it. A view transition ends with an
 * error where the window changes under it, and two sizes without a picture between them can leave Chromium waiting for the first.
 */
export async function resize(
  { page, javaScript }: Pick<Visit, 'page' | 'javaScript'>,
  width: number,
): Promise<void> {
  await page.evaluate('document.activeViewTransition?.finished')
  await page.setViewportSize({ width, height: windowHeight })
  if (!javaScript) return // Such a page calls nobody back.
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
}

export type Theme = 'light' | 'dark'

export type VisitOptions = {
  /** The start of every relative address: `capsule.url`. */
  url: string
  /** What the system of the visitor prefers. */
  theme?: Theme
  width?: number
  /** `false` for a browser that runs no scripts. */
  javaScript?: boolean
  /** Presses and types whether the page is awake or not: for a test of what it does until then. */
  hasty?: boolean
  /** For a device that is touched. */
  touch?: boolean
  /** What the visitor's browser says of its language and its clocks. */
  locale?: string
  timezoneId?: string
}

/** One browser of one person: its own cookies and storage. */
export type Visit = {
  page: Page
  context: BrowserContext
  theme: Theme
  width: number
  javaScript: boolean
  /**
   * Errors of the console and of scripts since the last call, on every page of the visit. A test that reaches for
   * an error on purpose takes them; `expect(visit.takeProblems()).toEqual([])` says that all else went well.
   */
  takeProblems(): string[]
  /** What the policy refused since the last call, for a test that provokes it; otherwise the file fails for it. */
  takeViolations(): string[]
  close(): Promise<void>
}

let running: Promise<Browser> | undefined

/** What the content security policy refused on any page of the file: nothing of ours may be among it. */
let violations: string[] = []

/** Opens a new visit in the Chromium of this test file, which is started once and closed after the last test. */
export async function visit(options: VisitOptions): Promise<Visit> {
  const { url, theme = 'light', width = 1280, javaScript = true, hasty = false, touch = false } = options
  const { locale = 'en-GB', timezoneId = 'UTC' } = options
  running ??= launch()
  const browser = await running
  const context = await browser.newContext({
    baseURL: url,
    colorScheme: theme,
    viewport: { width, height: windowHeight },
    javaScriptEnabled: javaScript,
    hasTouch: touch,
    isMobile: touch,
    locale,
    timezoneId,
  })
  context.setDefaultTimeout(15_000)

  let problems: string[] = []
  context.on('console', (message) => {
    if (message.type() !== 'error') return
    const problem = `${message.location().url}: ${message.text()}`
    problems.push(problem)
    if (/content security policy/i.test(problem)) violations.push(problem)
  })
  context.on('weberror', (failure) => problems.push(String(failure.error())))

  const prepare = async (opened: Page) => {
    await slowDown(opened)
    if (!hasty) await actWhenAwake(opened, javaScript)
  }
  const page = await context.newPage()
  await prepare(page)
  context.on('page', (opened) => void prepare(opened))

  return {
    page,
    context,
    theme,
    width,
    javaScript,
    takeProblems: () => {
      const taken = problems
      problems = []
      return taken
    },
    takeViolations: () => {
      const taken = violations
      violations = []
      return taken
    },
    close: () => context.close(),
  }
}

afterAll(async () => {
  await (await running)?.close()
  if (violations.length > 0) throw new Error(`The policy refused:\n${violations.join('\n')}`)
})

/** What sets the speed of each page that is slowed down, for as long as it is open, wherever it leads. */
const brakes = new WeakMap<Page, CDPSession>()

async function slowDown(page: Page): Promise<void> {
  if (slowdown === 1) return
  try {
    const brake = await page.context().newCDPSession(page)
    brakes.set(page, brake)
    await brake.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  } catch (error) {
    if (!page.isClosed()) throw error
  }
}

/** Does at full speed what is no part of a journey, such as axe, which would spend all the time that a slowed test has. */
export async function atFullSpeed(page: Page, deed: () => Promise<void>): Promise<void> {
  const brake = brakes.get(page)
  await brake?.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await deed()
  await brake?.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
}

async function launch(): Promise<Browser> {
  const path = process.env['CHROMIUM_PATH'] ?? findOnPath()
  if (!path) throw new Error('There is no Chromium on the PATH. Install one or set CHROMIUM_PATH.')
  await registerUnready()
  return chromium.launch({ executablePath: path, args: flags })
}

function findOnPath(): string | undefined {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const path = Bun.which(name)
    if (path) return path
  }
  return undefined
}
