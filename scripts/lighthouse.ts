import { Database } from 'bun:sqlite'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { command, inFolder, start } from './drills/support/capsule'

// bun scripts/lighthouse.ts: what Lighthouse says of the main pages, on its phone profile, of dist/capsule on demo data.

const email = 'ada@example.org'
const password = 'correct horse battery demo'
const categories = ['performance', 'accessibility', 'best-practices'] as const

const Score = z.object({ score: z.number().nullable() })
const Figure = z.object({ numericValue: z.number() })
const Report = z.object({
  finalDisplayedUrl: z.string(),
  categories: z.object({ performance: Score, accessibility: Score, 'best-practices': Score }),
  audits: z.object({
    'cumulative-layout-shift': Figure,
    'total-blocking-time': Figure,
    'largest-contentful-paint': Figure,
  }),
})

await inFolder(async (folder) => {
  const env = { ADMIN_EMAIL: email, ADMIN_PASSWORD: password }
  const made = await command(['demo'], { folder, env })
  if (made.code !== 0) throw new Error(made.stderr)
  const note = findNote(join(folder, 'capsule.db'))
  const capsule = await start({ folder })
  try {
    const cookie = await signIn(capsule.url)
    const pages = {
      'sign-in': '/login',
      dashboard: '/',
      notes: '/notes',
      note: `/notes/${note}`,
      editor: `/notes/${note}/edit`,
      'admin accounts': '/admin/accounts',
    }
    console.log(
      '| page | performance | accessibility | best practices | CLS | blocked, ms | largest paint, ms |',
    )
    console.log('| --- | --: | --: | --: | --: | --: | --: |')
    for (const [name, path] of Object.entries(pages))
      console.log(toRow(name, await audit(capsule.url + path, path === '/login' ? undefined : cookie)))
  } finally {
    await capsule.stop()
  }
})

/** A note of the workspace that the admin lands in. */
function findNote(path: string): string {
  const database = new Database(path, { readonly: true })
  const row = database.query("SELECT id FROM notes WHERE title = 'Suppliers and when to order'").get()
  database.close()
  return z.object({ id: z.string() }).parse(row).id
}

/** The cookies of a new session, as a browser sends them. */
async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  })
  if (!answer.ok) throw new Error(`Signing in gave ${answer.status}.`)
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

async function audit(url: string, cookie?: string): Promise<z.infer<typeof Report>> {
  const child = Bun.spawn(
    [
      process.execPath,
      resolve('node_modules/lighthouse/cli/index.js'),
      url,
      '--quiet',
      '--output=json',
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
  const report = Report.parse(await new Response(child.stdout).json())
  if (report.finalDisplayedUrl !== url) throw new Error(`${url} led to ${report.finalDisplayedUrl}.`)
  return report
}

function toRow(name: string, { categories: scored, audits }: z.infer<typeof Report>): string {
  const scores = categories.map((category) => Math.round((scored[category].score ?? 0) * 100))
  const shift = audits['cumulative-layout-shift'].numericValue.toFixed(3)
  const times = [audits['total-blocking-time'], audits['largest-contentful-paint']].map(({ numericValue }) =>
    Math.round(numericValue),
  )
  return `| ${[name, ...scores, shift, ...times].join(' | ')} |`
}
