import { createHmac, timingSafeEqual } from 'node:crypto'
import { Database } from 'bun:sqlite'
import { responseFloor } from './floor-response'

// bun scripts/bench/compare/floor.ts, with DATABASE_PATH, PORT, and FILE (JSON of a path, headers and Base64 bytes): the least
// that a server must do for the same answers, written by hand. One Bun.serve, bun:sqlite, prepared statements, the same file with
// its indexes, triggers and PRAGMAs; the session cookie's signature is checked and its token looked up.

type Row = Record<string, string | number | null>

const env = (name: string) => process.env[name] ?? ''
const db = new Database(env('DATABASE_PATH'), { readwrite: true, create: false, strict: true })
for (const pragma of [
  'journal_mode = wal',
  'synchronous = 2',
  'foreign_keys = 1',
  'busy_timeout = 5000',
  'trusted_schema = 0',
  'cell_size_check = 1',
  'journal_size_limit = 67108864',
  'cache_size = -16000',
  'mmap_size = 0',
]) {
  db.run(`PRAGMA ${pragma}`)
}

const secret = String(
  db.query<Row, []>(`SELECT value FROM settings WHERE key = 'auth_secret'`).get()?.['value'],
)
const file = env('FILE') ? JSON.parse(env('FILE')) : null
const fileBytes = file ? Buffer.from(file.bytes, 'base64') : null

const takeResponse = responseFloor(db, secret)

const COLUMNS = `n.seq, n.id, n.title, n.excerpt, n.visibility, n.pinned, n.version, n.author_id, u.name AS author_name,
  n.created_at, n.updated_at, n.archived_at, n.trashed_at`
const VISIBLE = `n.workspace_id = $workspace AND (n.visibility = 'workspace' OR n.author_id = $account)`
const FROM = `FROM notes n LEFT JOIN user u ON u.id = n.author_id`
const HIT = `notes_fts MATCH $match AND ${VISIBLE} AND n.view = 'active'`

const session = db.query<Row, [string]>(
  `SELECT s.user_id, s.expires_at, u.banned,
     (SELECT m.organization_id FROM member m WHERE m.user_id = s.user_id ORDER BY m.organization_id = s.active_organization_id DESC, m.created_at LIMIT 1) AS workspace
   FROM session s JOIN user u ON u.id = s.user_id WHERE s.token = ?`,
)
const list = db.query<Row, [Record<string, string | number>]>(
  `SELECT ${COLUMNS} ${FROM} WHERE ${VISIBLE} AND n.view = 'active' AND n.pinned = $pinned
   ORDER BY n.updated_at DESC, n.seq DESC LIMIT $limit`,
)
const one = db.query<Row, [Record<string, string>]>(
  `SELECT ${COLUMNS}, n.body ${FROM} WHERE n.id = $id AND ${VISIBLE}`,
)
const floorOf = db.query<Row, [Record<string, string>]>(
  `SELECT n.seq FROM notes_fts JOIN notes n ON n.seq = notes_fts.rowid WHERE ${HIT} ORDER BY notes_fts.rowid DESC LIMIT 1 OFFSET 999`,
)
const ranked = db.query<Row, [Record<string, string | number>]>(
  `SELECT ${COLUMNS}, hit_rank FROM (
     SELECT notes_fts.rowid AS hit_seq, bm25(notes_fts, 4.0, 1.0) AS hit_rank
     FROM notes_fts JOIN notes n ON n.seq = notes_fts.rowid WHERE ${HIT} AND notes_fts.rowid >= $floor)
   JOIN notes n ON n.seq = hit_seq LEFT JOIN user u ON u.id = n.author_id
   ORDER BY hit_rank, n.updated_at DESC, n.seq DESC LIMIT $limit`,
)
const tagsOf = db.query<{ seq: number; tag: string; position: number }, [string]>(
  `SELECT t.note_seq AS seq, t.tag, t.position FROM json_each(?) wanted CROSS JOIN note_tags t ON t.note_seq = wanted.value`,
)
// The `+` keeps SQLite from beginning a query of the index for each.
const snippetsOf = db.query<{ seq: number; text: string }, [string, number, number, string]>(
  `SELECT rowid AS seq, snippet(notes_fts, -1, char(1), char(2), '…', 24) AS text FROM notes_fts
   WHERE notes_fts MATCH ? AND rowid BETWEEN ? AND ? AND +rowid IN (SELECT value FROM json_each(?))`,
)
const insertNote = db.query<Row, [Record<string, string | number>]>(
  `INSERT INTO notes (id, workspace_id, author_id, visibility, title, sort_title, excerpt, body, created_at, updated_at)
   VALUES ($id, $workspace, $account, 'workspace', $title, $sort, $excerpt, $body, $now, $now) RETURNING seq`,
)
const insertTag = db.query<Row, [number, string, number]>(
  'INSERT INTO note_tags (note_seq, tag, position) VALUES (?, ?, ?)',
)

type Caller = { account: string; workspace: string }

/** Whoever the cookie names, or null: one HMAC, one prepared lookup. */
function callerOf(request: Request): Caller | null {
  const value = /(?:^|; )capsule\.session_token=([^;]+)/.exec(request.headers.get('cookie') ?? '')?.[1]
  if (!value) return null
  const text = decodeURIComponent(value)
  const end = text.lastIndexOf('.')
  const token = text.slice(0, end)
  const expected = createHmac('sha256', secret).update(token).digest()
  const given = Buffer.from(text.slice(end + 1), 'base64')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const row = session.get(token)
  if (!row || row['banned'] || Number(row['expires_at']) < Date.now()) return null
  return { account: String(row['user_id']), workspace: String(row['workspace']) }
}

const isoOf = (value: string | number | null | undefined) =>
  value == null ? null : new Date(Number(value)).toISOString()

/** The rows as they are answered, their tags in one statement. */
function itemsOf(rows: Row[]) {
  const tags = new Map<number, string[]>()
  const found = tagsOf.all(JSON.stringify(rows.map((row) => row['seq'])))
  for (const { seq, tag } of found.toSorted((a, b) => a.position - b.position)) {
    const own = tags.get(seq)
    if (own) own.push(tag)
    else tags.set(seq, [tag])
  }
  return rows.map((row) => itemOf(row, tags.get(Number(row['seq'])) ?? []))
}

function itemOf(row: Row, tags: string[]) {
  return {
    id: row['id'],
    title: row['title'],
    excerpt: row['excerpt'],
    tags,
    visibility: row['visibility'],
    pinned: row['pinned'] === 1,
    version: row['version'],
    author: row['author_id'] === null ? null : { id: row['author_id'], name: row['author_name'] },
    createdAt: isoOf(row['created_at']),
    updatedAt: isoOf(row['updated_at']),
    archivedAt: isoOf(row['archived_at']),
    trashedAt: isoOf(row['trashed_at']),
  }
}

const LIMIT = 20
const key = `cursor:${secret}`

function cursorOf(query: string, caller: Caller, keys: unknown[]): string {
  const payload = Buffer.from(JSON.stringify(keys))
  const name = JSON.stringify([caller.workspace, query || undefined, undefined, 'active', 'updated'])
  const signature = new Bun.CryptoHasher('sha256', key)
    .update(`${name}\n`)
    .update(payload)
    .digest()
    .subarray(0, 16)
  return `${payload.toString('base64url')}.${signature.toString('base64url')}`
}

function listOf(caller: Caller) {
  const pinned = list.all({ ...caller, pinned: 1, limit: LIMIT + 1 })
  const rows = [...pinned, ...list.all({ ...caller, pinned: 0, limit: LIMIT + 1 - pinned.length })]
  const shown = rows.slice(0, LIMIT)
  const last = rows.length > LIMIT ? shown.at(-1) : undefined
  const next = last && cursorOf('', caller, [last['pinned'], last['updated_at'], last['seq']])
  return { data: itemsOf(shown), page: { next: next ?? null } }
}

function searchOf(caller: Caller, q: string) {
  const match = (q.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => `"${word}"*`).join(' ')
  const floor = Number(floorOf.get({ ...caller, match })?.['seq'] ?? 0)
  const rows = ranked.all({ ...caller, match, floor, limit: LIMIT + 1 })
  const shown = rows.slice(0, LIMIT)
  const last = rows.length > LIMIT ? shown.at(-1) : undefined
  const next = last && cursorOf(q, caller, [floor, last['hit_rank'], last['updated_at'], last['seq']])
  const seqs = shown.map((row) => Number(row['seq']))
  const marked = snippetsOf.all(match, Math.min(...seqs), Math.max(...seqs), JSON.stringify(seqs))
  const snippets = new Map(marked.map(({ seq, text }) => [seq, partsOf(text)]))
  const data = itemsOf(shown).map((item, at) => ({ ...item, snippet: snippets.get(seqs[at] ?? 0) ?? [] }))
  return { data, page: { next: next ?? null } }
}

function partsOf(marked: string) {
  return marked.split('\u0001').flatMap((piece, place) => {
    const [inside = '', outside = ''] = place === 0 ? ['', piece] : piece.split('\u0002')
    return [
      { text: inside, match: true },
      { text: outside, match: false },
    ].filter(({ text }) => text !== '')
  })
}

const write = db.transaction(
  (caller: Caller, id: string, input: { title: string; body: string; tags: string[] }) => {
    const sort = input.title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    const values = {
      title: input.title,
      body: input.body,
      sort,
      excerpt: input.body.slice(0, 160),
      now: Date.now(),
    }
    const seq = Number(insertNote.get({ ...caller, id, ...values })?.['seq'])
    input.tags.forEach((tag, position) => insertTag.run(seq, tag, position))
  },
)

async function createOf(request: Request, caller: Caller): Promise<Response> {
  const input = await request.json()
  const isRight =
    typeof input.title === 'string' && typeof input.body === 'string' && Array.isArray(input.tags)
  if (!isRight) return Response.json({ error: 'bad input' }, { status: 400 })
  const id = Bun.randomUUIDv7()
  write.immediate(caller, id, input)
  return noteOf(caller, id, 201)
}

function noteOf(caller: Caller, id: string, status = 200): Response {
  const row = one.get({ ...caller, id })
  if (!row) return Response.json({ error: 'not found' }, { status: 404 })
  return Response.json(
    { data: { ...itemsOf([row])[0], body: row['body'] } },
    { status, headers: { ETag: `"${row['version']}"` } },
  )
}

Bun.serve({
  hostname: '127.0.0.1',
  port: Number(env('PORT')),
  fetch(request) {
    const url = new URL(request.url)
    if (url.pathname === '/healthz') return new Response('ok\n')
    if (file && url.pathname === file.path) return new Response(fileBytes, { headers: file.headers })
    if (url.pathname.startsWith('/f/') && request.method === 'POST')
      return takeResponse(request, url.pathname.slice('/f/'.length))
    const caller = callerOf(request)
    if (!caller) return Response.json({ error: 'sign in' }, { status: 401 })
    if (url.pathname === '/api/notes' && request.method === 'POST') return createOf(request, caller)
    const q = url.searchParams.get('q')
    if (url.pathname === '/api/notes') return Response.json(q ? searchOf(caller, q) : listOf(caller))
    return noteOf(caller, url.pathname.slice('/api/notes/'.length))
  },
})
