import { BYTE_ORDER_MARK, csvLine } from '@/lib/csv'
import type { Actor } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { transaction } from '@/lib/server/db'
import { streamLines } from '@/lib/server/line-stream'
import { canReadAudit } from './audit.policy'
import type { AuditItem, ExportAudit } from './audit.schema'
import { readAudit } from './audit.server'
import { AppError } from '@/lib/server/errors'

const columns = [
  'id',
  'at',
  'action',
  'source',
  'actorId',
  'actor',
  'impersonatorId',
  'targetId',
  'target',
  'workspaceId',
  'address',
  'requestId',
  'details',
] as const satisfies (keyof AuditItem)[]

export type AuditExport = { type: string; stream: ReadableStream<Uint8Array> }

/**
 * The audit log as a file, the oldest entry first, made while it is read: CSV for spreadsheet programs, or JSON Lines as
 * `audit export` prints it. Who takes a copy is written down. Throws `forbidden`.
 */
export function exportAudit(actor: Actor, { format, ...filter }: ExportAudit, now = new Date()): AuditExport {
  if (!canReadAudit(actor)) throw new AppError('forbidden')
  const details = { format, chosenBy: Object.keys(filter).join(', ') }
  transaction((tx) => writeAudit(tx, { action: 'audit.exported', actor, details }, now))
  const items = readAudit(actor, filter)
  return format === 'csv'
    ? {
        type: 'text/csv;charset=utf-8',
        stream: streamLines(items, BYTE_ORDER_MARK + csvLine(columns), toCsv),
      }
    : { type: 'application/jsonl', stream: streamLines(items, '', (item) => `${JSON.stringify(item)}\n`) }
}

function toCsv(item: AuditItem): string {
  return csvLine(columns.map((name) => (name === 'details' ? JSON.stringify(item.details) : item[name])))
}
