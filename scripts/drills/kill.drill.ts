import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { Client } from '../../e2e/support/client'
import type { Drill, Outcome } from './drill'
import { inFolder, start } from './support/capsule'
import { adminEnv, signIn, writeNote } from './support/person'

/** Nobody answers there, so that each message keeps its job. */
const env = { ...adminEnv, REGISTRATION: 'open', SMTP_URL: 'smtp://127.0.0.1:9' }

/** How many write notes and make accounts at the same time. */
const WRITERS = { notes: 3, accounts: 2 }
const TAGS = ['one', 'two', 'three']

type Acknowledged = { notes: Set<string>; addresses: Set<string> }

export const drill: Drill = {
  name: 'kill',
  summary:
    'kill -9 under load after 20 to 500 ms, and a restart: every acknowledged write is there, and whole',
  count: { full: 200, short: 25 },
  run: ({ count, say }) => inFolder((folder) => killAgainAndAgain(folder, count, say)),
}

async function killAgainAndAgain(
  folder: string,
  count: number,
  say: (line: string) => void,
): Promise<Outcome> {
  const written: Acknowledged = { notes: new Set(), addresses: new Set() }
  const faults: string[] = []
  const first = await start({ folder, env })
  const { cookies } = await signIn(first.url)
  await first.stop()
  for (let round = 1; round <= count; round += 1) {
    const capsule = await start({ folder, env })
    faults.push(...inspect(folder, written).map((fault) => `before kill ${round}: ${fault}`))
    const load = writeUntilDeath(capsule.url, cookies, round, written)
    await Bun.sleep(20 + Math.random() * 480)
    await capsule.kill()
    await load
    if (round % 20 === 0)
      say(`${round} kills, ${written.notes.size} notes, ${written.addresses.size} accounts`)
  }
  const last = await start({ folder, env })
  faults.push(...inspect(folder, written))
  if ((await last.stop()) !== 0) faults.push('the last start did not stop cleanly')
  const { notes, addresses } = written
  if (notes.size === 0 || addresses.size === 0)
    faults.push('nothing was acknowledged before any of the kills')
  const figures = `${count} kills, ${notes.size} notes and ${addresses.size} accounts with mail and job acknowledged, ${faults.length} missing or half`
  return { figures, faults }
}

/** Several at once write notes and make accounts; each write that was answered is remembered. */
async function writeUntilDeath(
  url: string,
  cookies: Client['cookies'],
  round: number,
  written: Acknowledged,
) {
  const untilDeath = async (write: (place: string) => Promise<void>, name: string) => {
    for (let place = 0; ; place += 1) {
      try {
        await write(`${round}-${name}-${place}`)
      } catch {
        return
      }
    }
  }
  const client = new Client(url)
  for (const [name, value] of cookies) client.cookies.set(name, value)
  const note = async (title: string) => {
    const id = await writeNote(client, title, TAGS)
    if (id !== null) written.notes.add(id)
  }
  const account = async (name: string) => {
    const email = `${name}@example.org`
    const body = { name, email, password: 'eleven quiet herons at dusk' }
    if ((await new Client(url).post('/api/auth/sign-up/email', body)).status === 200)
      written.addresses.add(email)
  }
  const several = (number: number, write: typeof note, name: string) =>
    Array.from({ length: number }, (_, at) => untilDeath(write, `${name}${at}`))
  await Promise.all([...several(WRITERS.notes, note, 'n'), ...several(WRITERS.accounts, account, 'a')])
}

/** Beside the server that was started again, which has recovered the file by then. What of a transaction stands alone, each as a query that finds nothing. */
const halves = {
  'accounts without a password': `SELECT 1 FROM user WHERE id NOT IN (SELECT user_id FROM account)`,
  'accounts without their audit row': `SELECT 1 FROM user WHERE role IS NOT 'admin' AND id NOT IN (SELECT subject_id FROM audit WHERE action = 'account.signed_up')`,
  'accounts without their message': `SELECT 1 FROM user WHERE role IS NOT 'admin' AND id NOT IN (SELECT account_id FROM mails)`,
  'messages without their job': `SELECT 1 FROM mails WHERE status = 'queued' AND 'send_mail:' || id NOT IN (SELECT key FROM jobs WHERE key IS NOT NULL)`,
  'notes without all their tags': `SELECT 1 FROM notes WHERE (SELECT count(*) FROM note_tags WHERE note_seq = seq) <> ${TAGS.length}`,
}

function inspect(folder: string, { notes, addresses }: Acknowledged): string[] {
  const db = new Database(join(folder, 'capsule.db'))
  const column = (sql: string) =>
    new Set(
      db
        .query(sql)
        .values()
        .map(([value]) => String(value)),
    )
  try {
    const lost = [
      [notes.difference(column('SELECT id FROM notes')).size, 'acknowledged notes are missing'],
      [addresses.difference(column('SELECT email FROM user')).size, 'acknowledged accounts are missing'],
      ...Object.entries(halves).map(([what, sql]) => [db.query(sql).values().length, what]),
      [column('PRAGMA foreign_key_check').size, 'rows point to nothing'],
    ] as const
    const integrity = [...column('PRAGMA integrity_check')].join(', ')
    const found = lost.filter(([number]) => number !== 0).map(([number, what]) => `${number} ${what}`)
    return integrity === 'ok' ? found : [...found, integrity]
  } finally {
    db.close()
  }
}
