import { and, desc, eq, isNull, lt } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { readCursor, writeCursor } from '@/lib/server/cursor'
import { database, transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { registrationMode } from '@/lib/server/in-force'
import { instance } from '@/lib/server/instance'
import { Page } from '@/lib/server/page'
import { codes } from '@/lib/server/schema/codes'
import { makeCode } from './code-text.server'
import { canManageCodes } from './codes.policy'
import type { Code, CreateCode, ListCodes } from './codes.schema'
import * as faults from './words/faults'

const PAGE = 50

type CodeRow = typeof codes.$inferSelect

/** A page of the codes, the newest first. Throws `forbidden`, or `bad_input` for a cursor of another list. */
export async function listCodes(actor: Actor, query: ListCodes, now = new Date()): Promise<Page<Code>> {
  assertManager(actor)
  const [before] = query.cursor === undefined ? [] : readCursor('codes', query.cursor)
  const rows = database()
    .select()
    .from(codes)
    .where(before === undefined ? undefined : lt(codes.id, String(before)))
    .orderBy(desc(codes.id))
    .limit(PAGE + 1)
    .all()
  const shown = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? shown.at(-1) : undefined
  return new Page(
    shown.map((row) => toCode(row, now)),
    last ? writeCursor('codes', [last.id]) : null,
  )
}

/** Makes a code. Throws `forbidden`, or `bad_input` at `expiresOn` for a day that is over. */
export async function createCode(actor: Actor, input: CreateCode, now = new Date()): Promise<Code> {
  assertManager(actor)
  const expiresAt = input.expiresOn === null ? null : endOf(input.expiresOn)
  if (expiresAt && expiresAt <= now) throw pastDay()
  const row = {
    id: Bun.randomUUIDv7(),
    code: makeCode(),
    label: input.label,
    maxUses: input.maxUses,
    uses: 0,
    expiresAt,
    revokedAt: null,
    createdBy: actor.accountId,
    createdAt: now,
  }
  transaction((tx) => {
    tx.insert(codes).values(row).run()
    const details = { label: row.label, maxUses: row.maxUses, expiresAt: expiresAt?.toISOString() ?? null }
    writeAudit(tx, { action: 'code.created', actor, subjectId: row.id, details }, now)
  })
  return toCode(row, now)
}

/** Ends a code, whatever is left of it; doing so twice changes nothing. Throws `forbidden` or `not_found`. */
export async function revokeCode(actor: Actor, id: string, now = new Date()): Promise<void> {
  assertManager(actor)
  transaction((tx) => {
    const row = tx.select({ revokedAt: codes.revokedAt }).from(codes).where(eq(codes.id, id)).get()
    if (!row) throw new AppError('not_found')
    if (row.revokedAt !== null) return
    tx.update(codes)
      .set({ revokedAt: now })
      .where(and(eq(codes.id, id), isNull(codes.revokedAt)))
      .run()
    writeAudit(tx, { action: 'code.revoked', actor, subjectId: id }, now)
  })
}

/** True where people are asked for a code when they sign up. */
export function areCodesTaken(): boolean {
  return registrationMode() === 'code'
}

/** The address that opens the sign-up page with a code filled in. */
export function codeLink({ code }: Pick<Code, 'code'>): string {
  return `${instance().address.origins[0]}/signup?code=${code}`
}

function assertManager(actor: Actor): void {
  if (!canManageCodes(actor)) throw new AppError('forbidden')
}

/** The end of a day in UTC: the code works until then. */
function endOf(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * 60_000)
}

function pastDay(): AppError {
  return new AppError('bad_input', undefined, { issues: [{ path: 'expiresOn', message: faults.dayIsOver }] })
}

function toCode(row: CodeRow, now: Date): Code {
  return {
    id: row.id,
    code: row.code,
    label: row.label,
    uses: row.uses,
    maxUses: row.maxUses,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    state: stateOf(row, now),
    createdAt: row.createdAt.toISOString(),
  }
}

function stateOf({ revokedAt, uses, maxUses, expiresAt }: CodeRow, now: Date): Code['state'] {
  if (revokedAt !== null) return 'revoked'
  if (uses >= maxUses) return 'used up'
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'open'
}
