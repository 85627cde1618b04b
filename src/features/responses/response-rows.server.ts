import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { ResponseStatus, type ResponseItem } from './responses.schema'

/** What `readRow` needs of a response `r` whose assignee is joined as `user`. */
export const columns =
  sql.raw(`r.seq, r.id, r.form_seq, r.version_number, r.status, r.quarantined_at, r.answers, r.assignee_id,
  user.name AS assignee_name, r.version, r.submitted_at, r.updated_at,
  (SELECT json_group_array(tag ORDER BY tag) FROM response_tags t WHERE t.response_seq = r.seq) AS tags`)

/** A row as SQLite gives it. */
export type RawRow = {
  seq: number
  id: string
  form_seq: number
  version_number: number
  status: string
  quarantined_at: number | null
  answers: string
  assignee_id: string | null
  assignee_name: string | null
  version: number
  submitted_at: number
  updated_at: number
  tags: string
}

/** A response with its number within the file; times are milliseconds. */
export type ResponseRow = Omit<ResponseItem, 'submittedAt' | 'updatedAt'> & {
  seq: number
  formSeq: number
  submittedAt: number
  updatedAt: number
}

const Tags = z.array(z.string())
const AnswerRecord = z.record(z.string(), z.unknown())

/** Answers as they were kept. */
export function parseAnswers(json: string): Record<string, unknown> {
  return AnswerRecord.parse(JSON.parse(json))
}

export function readRow(raw: RawRow): ResponseRow {
  return {
    seq: raw.seq,
    formSeq: raw.form_seq,
    id: raw.id,
    formVersion: raw.version_number,
    status: ResponseStatus.parse(raw.status),
    quarantined: raw.quarantined_at !== null,
    answers: parseAnswers(raw.answers),
    assignee: raw.assignee_id === null ? null : { id: raw.assignee_id, name: raw.assignee_name ?? '' },
    tags: raw.tags === '[]' ? [] : Tags.parse(JSON.parse(raw.tags)),
    version: raw.version,
    submittedAt: raw.submitted_at,
    updatedAt: raw.updated_at,
  }
}

export function toItem({ seq: _, formSeq: __, submittedAt, updatedAt, ...row }: ResponseRow): ResponseItem {
  return {
    ...row,
    submittedAt: new Date(submittedAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  }
}
