import type { Definition } from '../definition/definition.schema'
import type { Field, PageBreak } from '../definition/field.schema'

/** A page with everything that could ever stand on it. */
export type WholePage = { index: number; title?: string | undefined; fields: Exclude<Field, PageBreak>[] }

/** The pages of a form, whatever the answers. */
export function pagesOf({ fields }: Definition): WholePage[] {
  const pages: WholePage[] = [{ index: 0, fields: [] }]
  for (const field of fields) {
    if (field.kind === 'page_break') pages.push({ index: pages.length, title: field.title, fields: [] })
    else pages.at(-1)?.fields.push(field)
  }
  return pages
}
