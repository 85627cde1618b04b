import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { z } from 'zod'
import { command, inFolder, start } from './drills/support/capsule'

const email = 'ada@example.org'
const password = 'correct horse battery demo'

/** `dist/capsule` on demo data, with an admin who is signed in. `ids` are of what the admin's workspace has. */
export type DemoInstance = {
  url: string
  /** The cookies of the admin's session, as a browser sends them. */
  cookie: string
  ids: { note: string; tasks: string; form: string }
}

/** Fills a new file, serves it, and deletes it when the work is done. */
export async function withDemo(work: (demo: DemoInstance) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const env = { ADMIN_EMAIL: email, ADMIN_PASSWORD: password }
    const made = await command(['demo'], { folder, env })
    if (made.code !== 0) throw new Error(made.stderr)
    const ids = readIds(join(folder, 'capsule.db'))
    const capsule = await start({ folder })
    try {
      await work({ url: capsule.url, cookie: await signIn(capsule.url), ids })
    } finally {
      await capsule.stop()
    }
  })
}

/** A long note, a note with open tasks, and the form with the most responses. */
function readIds(path: string): DemoInstance['ids'] {
  const database = new Database(path, { readonly: true })
  const Row = z.object({ id: z.string(), workspace: z.string() })
  const read = (sql: string, ...values: string[]) => Row.parse(database.query(sql).get(...values))
  const long = read(
    `SELECT id, workspace_id AS workspace FROM notes WHERE title = 'Suppliers and when to order'`,
  )
  const tasks = read(
    `SELECT id, workspace_id AS workspace FROM notes WHERE body LIKE '%- [ ]%' AND workspace_id = ?1
     AND trashed_at IS NULL AND visibility = 'workspace' ORDER BY id LIMIT 1`,
    long.workspace,
  )
  const form = read(
    `SELECT forms.id, forms.workspace_id AS workspace FROM forms JOIN responses ON form_seq = forms.seq
     WHERE forms.workspace_id = ?1 GROUP BY forms.id ORDER BY count(*) DESC LIMIT 1`,
    long.workspace,
  )
  database.close()
  return { note: long.id, tasks: tasks.id, form: form.id }
}

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
