import { readdirSync } from 'node:fs'
import { command, inFolder, start } from '../drills/support/capsule'
import { adminEnv, signIn, writeNote } from '../drills/support/person'

/** An emulated processor takes its time. */
const PATIENCE = 180_000

/**
 * Starts a program in an empty folder and goes through what everything else stands on: a page, an embedded file, the
 * admin, a note that is found again, a clean stop. Throws at the first thing that is wrong.
 */
export async function smoke(program: string[], version: string): Promise<void> {
  await inFolder(async (folder) => {
    const { stdout } = await command(['version'], { folder, program })
    expect(stdout.includes(version), `version printed ${stdout}`)
    const capsule = await start({ folder, program, env: adminEnv, patience: PATIENCE })
    try {
      await visit(capsule.url)
    } finally {
      expect((await capsule.stop()) === 0, `it did not stop cleanly: ${capsule.printed()}`)
    }
    expect(readdirSync(folder).join() === 'capsule.db', `it left ${readdirSync(folder).join(', ')}`)
  })
}

async function visit(url: string): Promise<void> {
  const page = await fetch(`${url}/login`)
  const html = await page.text()
  expect(page.status === 200, `the sign-in page was answered ${page.status}`)
  const [, style = '/nothing'] = /href="(\/_astro\/[^"]+\.css)"/.exec(html) ?? []
  const file = await fetch(url + style)
  expect(file.status === 200, `${style} was answered ${file.status}`)
  await file.bytes()
  const client = await signIn(url)
  const id = await writeNote(client, 'a note of the first minute', ['smoke'])
  expect(id !== null, 'a note was not taken')
  const { status, text } = await client.get('/api/notes?q=minute')
  expect(status === 200 && text.includes(String(id)), `the note was not found: ${status}`)
}

function expect(isRight: boolean, complaint: string): void {
  if (!isRight) throw new Error(complaint)
}
