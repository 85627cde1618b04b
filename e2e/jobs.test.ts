import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setUp } from './support/account'
import { runCapsule, startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'

let capsule: Capsule
let ada: Visit

beforeAll(async () => {
  capsule = await startCapsule()
  ada = await visit({ url: capsule.url, javaScript: false, width: 360 })
  await ada.page.goto(await capsule.setupLink())
  await setUp(ada.page)
})

afterAll(() => ada.close())

/** A job that nothing here does: the worker gives it up at once. */
function addUnknownJob(): void {
  using database = new Database(join(capsule.folder, 'capsule.db'))
  database.run('PRAGMA busy_timeout = 5000')
  const now = Date.now()
  database.run(
    "INSERT INTO jobs (id, kind, payload, run_at, created_at) VALUES (?, 'bake_bread', '{}', ?, ?)",
    [Bun.randomUUIDv7(), now, now],
  )
}

const command = async (...words: string[]) =>
  (await runCapsule(['jobs', ...words], { folder: capsule.folder })).stdout.trim()

describe('the page of jobs, without JavaScript and on a phone', () => {
  it('shows what runs at set times, and lets it run at once', async () => {
    const { page } = ada
    await page.goto('/admin/jobs?status=scheduled')
    await page.getByText('17 * * * *').waitFor()
    await page.getByRole('button', { name: 'Run now: Sweep', exact: true }).click()
    await page.getByText('It is due now and runs in a moment.').waitFor()
  })

  it('shows what was given up with its error, retries it and discards it', async () => {
    const { page } = ada
    addUnknownJob()
    const item = page.getByRole('listitem').filter({ hasText: 'Nothing here does bake_bread.' })
    const isShown = async () => {
      await page.goto('/admin/jobs?status=dead')
      return item.count()
    }
    await expect.poll(isShown).toBe(1)
    await item.getByRole('button', { name: 'Retry: Bake bread' }).click()
    await page.getByText('It is due now and runs in a moment.').waitFor()
    await expect.poll(isShown).toBe(1)
    await item.getByRole('button', { name: 'Discard: Bake bread' }).click()
    await page.getByText('The job is discarded.').waitFor()
    await page.getByRole('heading', { name: 'Nothing was given up' }).waitFor()
  })

  it('holds everything, which each page of an admin says, and releases it', async () => {
    const { page } = ada
    await page.goto('/admin/jobs')
    await page.getByRole('button', { name: 'Hold jobs and mail' }).click()
    await page.getByText(/Jobs and mail are held since/).waitFor()
    await page.goto('/')
    await page.getByRole('complementary', { name: 'About this instance' }).waitFor()
    await page.getByRole('link', { name: 'Look at the jobs' }).click()
    await page.getByRole('button', { name: 'Release jobs and mail' }).click()
    await page.getByText('Jobs and mail are released.').waitFor()
    await page.goto('/')
    expect(await page.getByText('Jobs and mail are held').count()).toBe(0)
  })

  it('does what the commands beside the server do', async () => {
    expect(await command('hold')).toBe('Jobs and mail are held.')
    expect(await command('hold')).toBe('Jobs and mail are held already.')
    await ada.page.goto('/')
    await ada.page.getByText(/Jobs and mail are held/).waitFor()
    addUnknownJob()
    expect(await command('list', '--status', 'waiting')).toContain('bake_bread')
    expect(await command('retry', '--all')).toMatch(
      /^No job was given up\. .*\nNothing runs yet: .* by: capsule jobs release$/,
    )
    expect(await command('release')).toBe('Jobs and mail are released.')
    await expect.poll(() => command('list', '--status', 'dead')).toContain('bake_bread')
    expect(await command('retry', '--all')).toBe('One job is due now.')
    const { code, stderr } = await runCapsule(['jobs', 'list', '--status', 'done'], {
      folder: capsule.folder,
    })
    expect([code, stderr]).toEqual([
      2,
      'capsule: The status must be waiting, running, scheduled or dead; capsule help lists what there is.\n',
    ])
    expect(ada.takeProblems()).toEqual([])
  })
})
