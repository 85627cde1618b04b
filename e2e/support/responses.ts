import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import type { Capsule } from './binary'

export type NewResponse = {
  answers: Record<string, unknown>
  status?: string
  /** Why it is held back. */
  quarantine?: string
  /** How long ago it came, in milliseconds. */
  age?: number
}

/** Puts responses into a running Capsule's file, as another connection does. Returns their ids. */
export function addResponses({ folder }: Capsule, formId: string, list: NewResponse[]): string[] {
  const file = new Database(join(folder, 'capsule.db'), { readwrite: true, strict: true })
  file.run('PRAGMA busy_timeout = 5000')
  const insert = file.query(
    `INSERT INTO responses (id, form_seq, version_number, status, quarantined_at, quarantine_reason, answers,
      search_text, respondent_email, idempotency_key, submitted_at, updated_at)
    SELECT $id, seq, 1, $status, $quarantinedAt, $quarantine, $answers, $text, $email, $id, $at, $at
    FROM forms WHERE id = $formId`,
  )
  const ids = list.map(({ answers, status = 'new', quarantine = null, age = 0 }) => {
    const id = Bun.randomUUIDv7()
    const at = Date.now() - age
    const text = Object.values(answers)
      .flat()
      .filter((value) => typeof value === 'string')
    const email: unknown = answers['email']
    insert.run({
      id,
      formId,
      status,
      quarantine,
      at,
      quarantinedAt: quarantine === null ? null : at,
      answers: JSON.stringify(answers),
      text: text.join('\n'),
      email: typeof email === 'string' ? email : null,
    })
    return id
  })
  file.close()
  return ids
}
