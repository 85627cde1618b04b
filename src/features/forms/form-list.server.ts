import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { hasRole, type Member } from '@/lib/actor'
import { readCursor, writeCursor } from '@/lib/server/cursor'
import { database } from '@/lib/server/db'
import { Page } from '@/lib/server/page'
import { forms } from '@/lib/server/schema/forms'
import { selectItems, toItem } from './form-rows.server'
import type { FormItem, ListForms } from './forms.schema'

/** A page of the forms of the active workspace, the last changed first. Throws `bad_input` for a cursor of another list. */
export async function listForms(actor: Member, query: ListForms): Promise<Page<FormItem>> {
  const { workspace } = actor
  const list = JSON.stringify(['forms', workspace.id, query.q, query.view])
  const [time, seq] = query.cursor === undefined ? [] : readCursor(list, query.cursor)
  const rows = selectItems(database())
    .where(
      and(
        eq(forms.workspaceId, workspace.id),
        query.view === 'trash' ? isNotNull(forms.trashedAt) : isNull(forms.trashedAt),
        query.q ? sql`instr(lower(${forms.title}), lower(${query.q})) > 0` : undefined,
        time === undefined ? undefined : sql`(${forms.updatedAt}, ${forms.seq}) < (${time}, ${seq})`,
      ),
    )
    .orderBy(desc(forms.updatedAt), desc(forms.seq))
    .limit(query.limit + 1)
    .all()
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  const isAdmin = hasRole(workspace.role, 'admin')
  const items = shown.map((row) => ({
    ...toItem(row),
    newResponses: isAdmin || row.isForAll === 1 ? row.newResponses : 0,
  }))
  return new Page(items, last ? writeCursor(list, [last.updatedAt.getTime(), last.seq]) : null)
}
