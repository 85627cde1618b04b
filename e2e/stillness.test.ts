// Pages that stand still while they load on a slow phone, and scripts that try nothing the policy refuses.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { enter } from './support/account'
import { awake } from './support/awake'
import { makeFolder, runCapsule, startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'

/** The most that a page may shift, in all. */
const mostShift = 0.02

const env = { ADMIN_EMAIL: 'ada@example.org', ADMIN_PASSWORD: 'correct horse battery demo' }
let capsule: Capsule
let ada: Visit
let note: string

beforeAll(async () => {
  const folder = makeFolder()
  await runCapsule(['demo', '--notes', '120', '--responses', '400'], { folder, env })
  capsule = await startCapsule({ folder })
  ada = await visit({ url: capsule.url, width: 412, touch: true })
  const { page } = ada
  await enter(page, env.ADMIN_EMAIL, env.ADMIN_PASSWORD)
  await page.goto('/notes')
  note = (await page.locator('[data-note]').first().getAttribute('data-note')) ?? ''
})

afterAll(async () => {
  await ada.close()
  await capsule.stop()
})

it.each(['/', '/notes', '/notes/NOTE', '/notes/NOTE/edit', '/admin', '/admin/accounts'])(
  '%s stands still and tries nothing that is refused',
  async (pattern) => {
    const page = await ada.context.newPage()
    const session = await ada.context.newCDPSession(page)
    const issues: string[] = []
    await session.send('Audits.enable')
    session.on('Audits.issueAdded', ({ issue }) => {
      if (issue.code === 'ContentSecurityPolicyIssue') issues.push(JSON.stringify(issue.details))
    })
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await page.addInitScript(noteShifts)
    await page.goto(pattern.replace('NOTE', note), { waitUntil: 'networkidle' })
    await awake(page)
    const shifts = await page.evaluate<[number, string][]>('shifts')
    await page.close()
    expect(issues).toEqual([])
    const sum = shifts.reduce((total, [value]) => total + value, 0)
    expect(sum, `shifts: ${shifts.join('; ')}`).toBeLessThanOrEqual(mostShift)
  },
)

/** Keeps how much each shift of the layout was, and what moved. */
const noteShifts = `
  globalThis.shifts = []
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries())
      shifts.push([value, sources.map(({ node }) => node?.outerHTML?.slice(0, 200)).join(' ')])
  }).observe({ type: 'layout-shift', buffered: true })
`
