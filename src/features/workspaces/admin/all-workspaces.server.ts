import { eq, sql } from 'drizzle-orm'
import { assertAdmin, type Admin } from '@/features/accounts/admin/admin-act.server'
import { readCursor, writeCursor, type CursorKeys } from '@/lib/server/cursor'
import { database } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { firstRow } from '@/lib/server/first-row'
import { Page } from '@/lib/server/page'
import { organization } from '@/lib/server/schema/workspaces'
import type { AllWorkspacesSort, ListAllWorkspaces, WorkspaceSummary } from './all-workspaces.schema'
import { pageOfMembers } from '../members.server'
import * as refusals from '../words/refusals'
import type { ListPage, MemberItem } from '../workspaces.schema'

/**
 * A page of the instance's workspaces, the newest first unless another order is asked for; with `q` those with it in their name.
 * Throws `forbidden`, or `bad_input` for a cursor of another list.
 */
export async function listAllWorkspaces(
  by: Admin,
  { limit, cursor, q = '', sort }: ListAllWorkspaces,
): Promise<Page<WorkspaceSummary>> {
  assertAdmin(by)
  const list = JSON.stringify(['all-workspaces', q, sort])
  const keys = cursor === undefined ? null : readCursor(list, cursor)
  const rows = selectWorkspaces(q, sort, keys, limit + 1)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return new Page(shown.map(toSummary), last ? writeCursor(list, [orderOf(sort).keyOf(last), last.id]) : null)
}

/** One workspace of the instance. Throws `forbidden` or `not_found`. */
export async function getAnyWorkspace(by: Admin, id: string): Promise<WorkspaceSummary> {
  assertAdmin(by)
  const row = firstRow<Row>(
    database(),
    sql`SELECT ${columns} FROM organization AS w JOIN workspace_totals AS t ON t.workspace_id = w.id WHERE w.id = ${id}`,
  )
  if (!row) throw new AppError('not_found', refusals.noSuchWorkspace)
  return toSummary(row)
}

/** What a workspace is called; nothing of one that is gone. */
export function findWorkspaceName(id: string): string | undefined {
  return database()
    .select({ name: organization.name })
    .from(organization)
    .where(eq(organization.id, id))
    .get()?.name
}

/** A page of the people in one, owners first, then by name. Throws `forbidden`, `not_found` or `bad_input`. */
export async function listAnyMembers(by: Admin, id: string, page: ListPage = {}): Promise<Page<MemberItem>> {
  await getAnyWorkspace(by, id)
  return pageOfMembers(id, page)
}

type Row = Omit<WorkspaceSummary, 'createdAt' | 'activeAt'> & { createdAt: number; activeAt: number }

const columns = sql`w.id, w.name, w.created_at AS createdAt, t.active_at AS activeAt, t.members, t.notes, t.forms, t.responses, t.bytes`

/** The table of an order comes first, and its index has the id last: so a page is read off it, without sorting. */
const byWorkspace = {
  tables: sql`organization AS w CROSS JOIN workspace_totals AS t ON t.workspace_id = w.id`,
  id: sql`w.id`,
}
const byTotals = {
  tables: sql`workspace_totals AS t CROSS JOIN organization AS w ON w.id = t.workspace_id`,
  id: sql`t.workspace_id`,
}
const orders = {
  created: { ...byWorkspace, column: sql`w.created_at`, keyOf: (row: Row) => row.createdAt },
  name: { ...byWorkspace, column: sql`w.name COLLATE NOCASE`, keyOf: (row: Row) => row.name },
  members: { ...byTotals, column: sql`t.members`, keyOf: (row: Row) => row.members },
  bytes: { ...byTotals, column: sql`t.bytes`, keyOf: (row: Row) => row.bytes },
  active: { ...byTotals, column: sql`t.active_at`, keyOf: (row: Row) => row.activeAt },
} as const

function orderOf(sort: AllWorkspacesSort) {
  const isDown = sort.startsWith('-')
  const name = sort.replace('-', '')
  const order = Object.entries(orders).find(([own]) => own === name)?.[1] ?? orders.created
  return { ...order, isDown }
}

function selectWorkspaces(q: string, sort: AllWorkspacesSort, keys: CursorKeys | null, limit: number): Row[] {
  const { tables, id, column, isDown } = orderOf(sort)
  const side = sql.raw(isDown ? '<' : '>')
  // The first half alone makes a range of the index: SQLite takes none from a pair with a collation.
  const after =
    keys && sql`AND ${column} ${side}= ${keys[0]} AND (${column}, ${id}) ${side} (${keys[0]}, ${keys[1]})`
  const pattern = `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const found = q === '' ? undefined : sql`AND w.name LIKE ${pattern} ESCAPE '\\'`
  const direction = sql.raw(isDown ? 'DESC' : 'ASC')
  return database().all<Row>(sql`SELECT ${columns} FROM ${tables} WHERE true ${found} ${after ?? undefined}
    ORDER BY ${column} ${direction}, ${id} ${direction} LIMIT ${limit}`)
}

function toSummary({ createdAt, activeAt, ...row }: Row): WorkspaceSummary {
  return { ...row, createdAt: new Date(createdAt).toISOString(), activeAt: new Date(activeAt).toISOString() }
}
