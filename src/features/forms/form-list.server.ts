import { and, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { hasRole, type Member } from '@/lib/actor'
import { readCursor, writeCursor, type CursorKeys } from '@/lib/server/cursor'
import { database } from '@/lib/server/db'
import { Page } from '@/lib/server/page'
import { forms } from '@/lib/server/schema/forms'
import { itemColumns, selectItems, toItem, type ItemRow } from './form-rows.server'
import type { FormItem, FormSort, ListForms } from './forms.schema'

/**
 * A page of the forms of the active workspace. By number of responses, those with a thousand or more stand together, the newest
 * form first. Throws `bad_input` for a cursor of another list.
 */
export async function listForms(actor: Member, query: ListForms): Promise<Page<FormItem>> {
  const { workspace } = actor
  const isAdmin = hasRole(workspace.role, 'admin')
  const list = JSON.stringify(['forms', workspace.id, query.q, query.view, query.sort])
  const keys = query.cursor === undefined ? null : readCursor(list, query.cursor)
  const { by, isDescending, keyOf } = orderOf(query.sort, isAdmin)
  const direction = sql.raw(isDescending ? 'DESC' : 'ASC')
  const rows = selectItems(database())
    .where(
      and(
        eq(forms.workspaceId, workspace.id),
        query.view === 'trash' ? isNotNull(forms.trashedAt) : isNull(forms.trashedAt),
        query.q ? sql`instr(lower(${forms.title}), lower(${query.q})) > 0` : undefined,
        keys
          ? sql`(${by}, ${forms.seq}) ${sql.raw(isDescending ? '<' : '>')} (${keys[0]}, ${keys[1]})`
          : undefined,
      ),
    )
    .orderBy(sql`${by} ${direction}`, sql`${forms.seq} ${direction}`)
    .limit(query.limit + 1)
    .all()
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  const items = shown.map((row) => ({
    ...toItem(row),
    ...(!isAdmin && row.isForAll !== 1 && { newResponses: 0, lastResponseAt: null }),
  }))
  return new Page(items, last ? writeCursor(list, [keyOf(last), last.seq]) : null)
}

type Order = { by: SQL; isDescending: boolean; keyOf: (row: ItemRow) => CursorKeys[number] }

/** When somebody answered last tells nothing to whoever may not see it, not by the order either. */
function orderOf(sort: FormSort, isAdmin: boolean): Order {
  switch (sort) {
    case 'updated':
      return { by: sql`${forms.updatedAt}`, isDescending: true, keyOf: (row) => row.updatedAt.getTime() }
    case 'title':
      return { by: sql`lower(${forms.title})`, isDescending: false, keyOf: (row) => row.sortTitle }
    case 'responses':
      return { by: itemColumns.responses, isDescending: true, keyOf: (row) => row.responses }
    case 'last_response': {
      const isSeen = isAdmin ? sql`1` : sql`${itemColumns.isForAll}`
      const by = sql`CASE WHEN ${isSeen} THEN coalesce(${itemColumns.lastResponseAt}, 0) ELSE 0 END`
      const keyOf = (row: ItemRow) => (isAdmin || row.isForAll === 1 ? (row.lastResponseAt ?? 0) : 0)
      return { by, isDescending: true, keyOf }
    }
  }
}
