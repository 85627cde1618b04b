import { chmodSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setUp } from './support/account'
import { giveAway, makeFolder, runCapsule, startCapsule, type Capsule } from './support/binary'
import { visit, type Visit } from './support/browser'
import { look } from './support/look'

let capsule: Capsule
let ada: Visit
const folder = makeFolder()
const backupDir = join(folder, 'safe')

beforeAll(async () => {
  mkdirSync(backupDir)
  giveAway(backupDir)
  capsule = await startCapsule({ folder, env: { BACKUP_DIR: backupDir } })
  ada = await visit({ url: capsule.url })
  await ada.page.goto(await capsule.setupLink())
  await setUp(ada.page)
})

afterAll(async () => {
  await ada.close()
})

const hashOf = (bytes: Uint8Array) => new Bun.CryptoHasher('sha256').update(bytes).digest('hex')

describe('backups in the browser', () => {
  it('begin with none, and with how to have them made', async () => {
    await ada.page.goto('/admin/backups')
    await ada.page.getByRole('heading', { name: 'No backup yet' }).waitFor()
    await ada.page.getByText('BACKUP_SCHEDULE=30 3 * * *').waitFor()
    await look(ada, 'backups-empty')
  })

  it('are made by a button, verified, downloaded byte by byte and deleted', async () => {
    const { page } = ada
    await page.getByRole('button', { name: 'Back up now' }).click()
    await page.getByText('Verified', { exact: true }).waitFor()
    await page.getByRole('heading', { name: 'Last verified backup' }).waitFor()
    await page.getByText('Details').click()
    await look(ada, 'backups-one')
    const shown = await page.getByText(/^[0-9a-f]{64}$/).innerText()
    const path = (await page.getByRole('link', { name: 'Download' }).getAttribute('href')) ?? ''
    const answer = await page.request.get(path)
    expect(answer.headers()['content-disposition']).toContain('attachment')
    expect(answer.headers()['content-security-policy']).toContain('sandbox')
    expect(hashOf(await answer.body())).toBe(shown)

    await page.getByRole('button', { name: /^Delete / }).click()
    await page.getByText('The backup is gone, with its file.').waitFor()
    expect(readdirSync(backupDir)).toEqual([])
  })

  it('that fail say why, and leave nothing', async () => {
    const { page } = ada
    chmodSync(backupDir, 0o500)
    await page.goto('/admin/backups')
    await page.getByRole('button', { name: 'Back up now' }).click()
    await page.getByText('Failed', { exact: true }).waitFor()
    await look(ada, 'backups-failed')
    chmodSync(backupDir, 0o700)
    expect(readdirSync(backupDir)).toEqual([])
    await page.goto('/admin/mails')
    await page.getByRole('link').filter({ hasText: 'Failed backup' }).waitFor()
    expect(ada.takeProblems()).toEqual([])
  })
})

describe('capsule backup', () => {
  it.each([
    ['an empty name', '', 'FILE is empty'],
    ['the database itself', 'capsule.db', 'belongs to the database itself'],
    ['its log', 'capsule.db-wal', 'belongs to the database itself'],
    ['a folder that is not there', 'nowhere/a.db', 'there is no folder'],
  ])('refuses %s in a sentence', async (_what, name, sentence) => {
    const { code, stderr } = await runCapsule(['backup', name], { folder })
    expect(stderr).toContain(sentence)
    expect(code).toBe(1)
  })

  it('makes one beside the running server, and never writes over a file', async () => {
    const { code, stdout } = await runCapsule(['backup', 'copy.db'], { folder })
    expect(code).toBe(0)
    expect(stdout).toMatch(/copy\.db\n {2}\d+ bytes, \d+ rows, verified\n {2}SHA-256 [0-9a-f]{64}/)
    const again = await runCapsule(['backup', 'copy.db'], { folder })
    expect(again.stderr).toContain('is there already')
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([])
  })
})
