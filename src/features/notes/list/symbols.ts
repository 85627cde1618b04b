import { markup, type Markup } from '@/lib/markup'

/** The icons that the list draws: the page defines each once, and whoever draws a row refers to it. */
export type SymbolName =
  | 'pin'
  | 'lock'
  | 'more'
  | 'note'
  | 'archive'
  | 'trash'
  | 'nothing'
  | 'alert'
  | 'close'
  | 'search'
  | 'down'
  | 'go'
  | 'unpin'
  | 'unarchive'
  | 'untrash'

/** What stands inside an `svg` for one of the page's symbols. */
export function symbol(name: SymbolName): Markup {
  return markup`<use href="#icon-${name}" />`
}
