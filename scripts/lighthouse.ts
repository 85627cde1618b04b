import { resolve } from 'node:path'
import { z } from 'zod'
import { withDemo } from './demo-instance'

// bun scripts/lighthouse.ts [RUNS] [SLOWDOWN]: what Lighthouse says of the main pages, on its phone profile, of dist/capsule on demo
// data. Of several runs of a page the one in the middle is printed. The profile slows the processor 4 times, which is meant for a
// machine whose index is 1500 to 2000; Lighthouse's docs/throttling.md says what fits others.

const runs = Number(process.argv[2] ?? 3)
const slowdown = Number(process.argv[3] ?? 4)
/** So many runs of a page may measure nothing. */
const MOST_FAILED = 2
const categories = ['performance', 'accessibility', 'best-practices'] as const

const Score = z.object({ score: z.number().nullable() })
const Figure = z.object({ numericValue: z.number() })
const Report = z.object({
  finalDisplayedUrl: z.string(),
  environment: z.object({ benchmarkIndex: z.number() }),
  categories: z.object({ performance: Score, accessibility: Score, 'best-practices': Score }),
  audits: z.object({
    'cumulative-layout-shift': Figure,
    'total-blocking-time': Figure,
    'largest-contentful-paint': Figure,
  }),
})
type Audit = z.infer<typeof Report>

await withDemo(async ({ url, cookie, ids }) => {
  const pages = {
    'sign-in': '/login',
    dashboard: '/',
    notes: '/notes',
    note: `/notes/${ids.note}`,
    editor: `/notes/${ids.note}/edit`,
    'admin accounts': '/admin/accounts',
  }
  console.log(
    `| page, slowed ${slowdown} times | performance | accessibility | best practices | CLS | blocked, ms | largest paint, ms | machine’s index |`,
  )
  console.log('| --- | --: | --: | --: | --: | --: | --: | --: |')
  for (const [name, path] of Object.entries(pages)) {
    const reports: Audit[] = []
    for (let asked = 0; reports.length < runs && asked < runs + MOST_FAILED; asked += 1) {
      const report = await audit(url + path, path === '/login' ? undefined : cookie)
      if (report) reports.push(report)
    }
    console.log(toRow(name, medianOf(reports)))
  }
})

/** The run that stands in the middle by its performance. */
function medianOf(reports: Audit[]): Audit {
  const scoreOf = ({ categories: { performance } }: Audit) => performance.score ?? 0
  const middle = reports.toSorted((a, b) => scoreOf(a) - scoreOf(b))[Math.floor(reports.length / 2)]
  if (!middle) throw new Error('Nothing was measured.')
  return middle
}

/** Null where Lighthouse measured nothing, which it says: the trace of a new browser may lack the beginning of the page. */
async function audit(url: string, cookie?: string): Promise<Audit | null> {
  const child = Bun.spawn(
    [
      process.execPath,
      resolve('node_modules/lighthouse/cli/index.js'),
      url,
      '--quiet',
      '--output=json',
      `--throttling.cpuSlowdownMultiplier=${slowdown}`,
      `--only-categories=${categories.join(',')}`,
      '--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic --disable-background-networking',
      ...(cookie ? [`--extra-headers=${JSON.stringify({ Cookie: cookie })}`] : []),
    ],
    {
      env: { ...process.env, CHROME_PATH: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium' },
      stdout: 'pipe',
      stderr: 'inherit',
    },
  )
  const text = await new Response(child.stdout).text()
  if ((await child.exited) !== 0) return null
  const report = Report.parse(JSON.parse(text))
  if (report.finalDisplayedUrl !== url) throw new Error(`${url} led to ${report.finalDisplayedUrl}.`)
  return report
}

function toRow(name: string, { categories: scored, audits, environment }: Audit): string {
  const scores = categories.map((category) => Math.round((scored[category].score ?? 0) * 100))
  const shift = audits['cumulative-layout-shift'].numericValue.toFixed(3)
  const times = [audits['total-blocking-time'], audits['largest-contentful-paint']].map(({ numericValue }) =>
    Math.round(numericValue),
  )
  const index = Math.round(environment.benchmarkIndex)
  return `| ${[name, ...scores, shift, ...times, index].join(' | ')} |`
}
