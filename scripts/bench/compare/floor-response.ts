import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Database } from 'bun:sqlite'

type Row = Record<string, string | number | null>
type Values = Record<string, string | number | null>

const QUOTAS = { responses: 10_000, bytes: 100 * 2 ** 20, all: 500 * 2 ** 20 }
const GOOD_FOR = 30 * 24 * 3_600_000
const LEAST_TIME = 2000

/** What takes a visitor's answers with the same statements on the same tables, for forms with the settings they begin with. */
export function responseFloor(db: Database, secret: string) {
  const form = db.query<Row, [string]>(
    'SELECT seq, id, title, workspace_id, state, published_version, settings, trashed_at FROM forms WHERE slug = ?',
  )
  const byKey = db.query<Row, [number, string]>(
    'SELECT id FROM responses WHERE form_seq = ? AND idempotency_key = ?',
  )
  const used = db.query<Row, Values[]>(
    `SELECT coalesce(sum(count) FILTER (WHERE form_seq = $form AND counter = 'taken'), 0) AS responses,
       coalesce(sum(count) FILTER (WHERE form_seq = $form AND counter = 'bytes'), 0) AS bytes,
       coalesce(sum(count) FILTER (WHERE counter = 'bytes'), 0) AS "all"
     FROM form_days WHERE day = $day AND counter IN ('taken', 'bytes')`,
  )
  const visit = db.query<Row, [number, string, string, number]>(
    `INSERT INTO form_days (form_seq, day, counter, count) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  )
  const latest = db.query<Row, [number]>(
    `SELECT search_text FROM responses WHERE form_seq = ? AND quarantined_at IS NULL AND status <> 'spam'
     ORDER BY submitted_at DESC, seq DESC LIMIT 50`,
  )
  const insert = db.query<Row, Values[]>(
    `INSERT INTO responses (id, form_seq, version_number, quarantined_at, quarantine_reason, answers, search_text, respondent_email,
       idempotency_key, started_at, submitted_at, updated_at)
     VALUES ($id, $form, $version, $quarantined, $reason, $answers, $text, $email, $key, $opened, $now, $now) RETURNING seq`,
  )

  function openedAt(id: string, token: string, now: number): number | null {
    const [time = '', signature = ''] = token.split('.')
    const wanted = createHmac('sha256', secret).update(`form-token:${id}:${time}`).digest('base64url')
    const given = Buffer.from(signature)
    if (given.length !== 24 || !timingSafeEqual(given, Buffer.from(wanted.slice(0, 24)))) return null
    const at = Number.parseInt(time, 36)
    return now >= at && now - at <= GOOD_FOR ? at : null
  }

  function suspect(seq: number, opened: number | null, text: string, now: number): string | null {
    if (opened === null) return 'no_token'
    if (now - opened < LEAST_TIME) return 'too_fast'
    return text.length >= 60 && latest.all(seq).some((row) => row['search_text'] === text)
      ? 'same_content'
      : null
  }

  const take = db.transaction((found: Row, input: Input): string | null => {
    const now = Date.now()
    const [seq, day] = [Number(found['seq']), new Date(now).toISOString().slice(0, 10)]
    const known = byKey.get(seq, input.key)
    if (known) return String(known['id'])
    const stored = JSON.stringify(input.answers)
    const bytes = 2 * stored.length
    const today = used.get({ form: seq, day })
    if (Number(today?.['responses']) >= QUOTAS.responses) return null
    if (Number(today?.['bytes']) + bytes > QUOTAS.bytes || Number(today?.['all']) + bytes > QUOTAS.all)
      return null
    visit.run(seq, day, 'taken', 1)
    visit.run(seq, day, 'bytes', bytes)
    const opened = openedAt(String(found['id']), input.token, now)
    const { name, email, dish, days } = input.answers
    const text = [name, email, dish, ...days].join('\n')
    const reason = suspect(seq, opened, text, now)
    const id = Bun.randomUUIDv7()
    insert.get({
      id,
      form: seq,
      version: found['published_version'] ?? null,
      quarantined: reason && now,
      reason,
      answers: stored,
      text,
      email: email.toLowerCase(),
      key: input.key,
      opened,
      now,
    })
    if (!reason) visit.run(seq, day, 'completions', 1)
    return id
  })

  return async (request: Request, slug: string): Promise<Response> => {
    const found = form.get(slug)
    if (!found || found['trashed_at'] !== null || found['state'] !== 'open')
      return Response.json({ error: 'not here' }, { status: 404 })
    const input = await request.json()
    if (!isRight(input)) return Response.json({ error: 'bad input' }, { status: 400 })
    const id = take.immediate(found, input)
    if (id === null) return Response.json({ error: 'enough' }, { status: 409 })
    return Response.json({ data: { id, next: `/f/${slug}/thanks` } }, { status: 201 })
  }
}

type Input = {
  key: string
  token: string
  answers: { name: string; email: string; age: number; dish: string; days: string[]; again: number }
}

function isRight(input: Input): boolean {
  const { key, token, answers } = input
  return (
    /^[\w-]{8,64}$/.test(key) &&
    typeof token === 'string' &&
    typeof answers.name === 'string' &&
    /^[^@\s]+@[^@\s]+$/.test(answers.email) &&
    Number.isFinite(answers.age) &&
    ['soup', 'cake'].includes(answers.dish) &&
    answers.days.every((day) => day === 'sat' || day === 'sun') &&
    Number.isInteger(answers.again) &&
    answers.again >= 0 &&
    answers.again <= 10
  )
}
