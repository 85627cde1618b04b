import type { Database } from 'bun:sqlite'
import { database } from '@/lib/server/db'

/** Where the notes lie and who wrote them. */
export type Owner = { accountId: string; workspaceId: string }

/** How many notes are written in one transaction. */
const BATCH = 10_000

/** The oldest note's time, and how much later each other is, in milliseconds. */
const BEGIN = Date.UTC(2024, 0, 1)
const STEP = 1000

/**
 * Writes `amount` notes, each with two tags, by bare statements: the service would take minutes for a million. Beyond the usual
 * cache the triggers of the full-text index would take hours, and titles go all over theirs, so both are made afterwards. Throws when
 * what is there then is not what the migrations and the triggers would have left.
 */
export function fillNotes(owner: Owner, amount: number): void {
  const { $client } = database()
  const before = readSchema($client)
  const late = before.filter(({ name }) => name === 'notes_by_title' || name.startsWith('notes_fts_'))
  for (const pragma of ['cache_size = -4000000', 'synchronous = OFF', 'temp_store = MEMORY'])
    $client.run(`PRAGMA ${pragma}`)
  for (const { type, name } of late) $client.run(`DROP ${type} ${name}`)
  for (let from = 0; from < amount; from += BATCH) {
    writeNotes($client, owner, from, Math.min(from + BATCH, amount))
  }
  $client.run(`INSERT INTO notes_fts(notes_fts) VALUES ('rebuild')`)
  for (const { sql } of late) $client.run(sql)
  assertReal($client, before)
  for (const pragma of ['temp_store = DEFAULT', 'synchronous = FULL', 'optimize = 0x10002'])
    $client.run(`PRAGMA ${pragma}`)
}

type Entry = { type: string; name: string; sql: string }

/** The triggers and indexes as the migrations left them. */
function readSchema($client: Database): Entry[] {
  return $client
    .query<Entry, []>(
      `SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL ORDER BY name`,
    )
    .all()
}

/** With rank 1 the check compares the index with the notes: https://sqlite.org/fts5.html#the_integrity_check_command */
function assertReal($client: Database, before: Entry[]): void {
  if (!Bun.deepEquals(readSchema($client), before))
    throw new Error('The triggers and indexes are not those of the migrations.')
  $client.run(`INSERT INTO notes_fts(notes_fts, rank) VALUES ('integrity-check', 1)`)
}

function writeNotes($client: Database, { accountId, workspaceId }: Owner, from: number, to: number): void {
  const note = $client.query(
    `INSERT INTO notes (seq, id, workspace_id, author_id, visibility, title, sort_title, excerpt, created_at, updated_at, body)
     VALUES (?, ?, ?, ?, 'workspace', ?, ?, ?, ?, ?, ?)`,
  )
  const tag = $client.query('INSERT INTO note_tags (note_seq, tag, position) VALUES (?, ?, ?)')
  $client
    .transaction(() => {
      for (let place = from; place < to; place += 1) {
        const { title, body } = textOf(place)
        const at = BEGIN + place * STEP
        note.run(
          place + 1,
          idOf(place),
          workspaceId,
          accountId,
          title,
          title.toLowerCase(),
          body.slice(0, 160),
          at,
          at,
          body,
        )
        tag.run(place + 1, `tag${place % 50}`, 0)
        tag.run(place + 1, `theme${place % 7}`, 1)
      }
    })
    .immediate()
}

/** The id of the note of a place. */
export function idOf(place: number): string {
  return `01900000-0000-7000-8000-${place.toString(16).padStart(12, '0')}`
}

const SYLLABLES = ['ba', 'lo', 'mi', 'ter', 'an', 'ku', 'ves', 'o', 'ri', 'den', 'sa', 'pul']

/** Words of which a few are in almost every note and most in few; `common` and `rare` are searched for. */
function textOf(place: number): { title: string; body: string } {
  let seed = place + 1
  const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648)
  const word = () => {
    const number = Math.floor((next() / 2_147_483_648) ** 3 * 20_736)
    return [
      number % 12,
      Math.floor(number / 12) % 12,
      Math.floor(number / 144) % 12,
      Math.floor(number / 1728),
    ]
      .map((digit) => SYLLABLES[digit])
      .join('')
  }
  const words = (amount: number) => Array.from({ length: amount }, word).join(' ')
  const marks = `${place % 2 === 0 ? 'common ' : ''}${place % 1000 === 0 ? 'rare ' : ''}`
  return { title: words(4), body: `${words(30)} ${marks}${words(50)}` }
}
