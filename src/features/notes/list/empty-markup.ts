import { buttonVariants } from '@/components/ui/button-variants'
import { emptyStateClasses as classes } from '@/components/ui/empty-state-classes'
import { markup, type Markup } from '@/lib/markup'
import { toSearch, type NoteQuery } from '../note-query'
import * as words from '../words/empty'
import { symbol, type SymbolName } from './symbols'

type State = { icon: SymbolName; title: string; description?: string }

const views: Record<NoteQuery['view'], State> = {
  active: {
    icon: 'note',
    title: words.none,
    description: words.noneHint,
  },
  pinned: {
    icon: 'pin',
    title: words.nonePinned,
    description: words.nonePinnedHint,
  },
  archived: {
    icon: 'archive',
    title: words.noneArchived,
    description: words.noneArchivedHint,
  },
  trash: {
    icon: 'trash',
    title: words.noneTrashed,
    description: words.noneTrashedHint,
  },
}
const noMatch: State = {
  icon: 'nothing',
  title: words.noMatch,
  description: words.noMatchHint,
}
const noTag: State = { icon: 'nothing', title: words.noTag }

/** What stands in place of the rows where there are none, with what to do about it. */
export function renderEmpty(query: NoteQuery, canCreate: boolean): Markup {
  const { icon, title, description } = query.q ? noMatch : query.tag ? noTag : views[query.view]
  return markup`<div data-slot="empty-state" class="${classes.root}"><div class="${classes.icon}" aria-hidden="true"><svg>${symbol(icon)}</svg></div><h2 class="${classes.title} text-lg">${title}</h2>${
    description && markup`<p class="${classes.description}">${description}</p>`
  }${renderWayOut(query, canCreate)}</div>`
}

const outline = buttonVariants({ variant: 'outline' })

function renderWayOut(query: NoteQuery, canCreate: boolean): Markup | false {
  if (query.q || query.tag)
    return markup`<div class="${classes.actions}"><a data-slot="button" class="${outline}" href="/notes${toSearch({ ...query, q: '', tag: '' })}">${words.showAll}</a></div>`
  return query.view === 'active' && canCreate && firstSteps
}

/** The first note is written here, or four samples show how. */
const firstSteps = markup`<div class="${classes.actions}"><a data-slot="button" class="${buttonVariants()}" href="/notes/new">${words.writeFirst}</a><form method="post" action="/notes"><button type="submit" name="intent" value="samples" data-slot="button" class="${outline}">${words.addSamples}</button></form></div><dl class="mt-8 grid max-w-xl gap-x-6 gap-y-4 text-left text-sm sm:grid-cols-3">${words.hints.map(
  ([name, text]) =>
    markup`<div><dt class="font-medium">${name}</dt><dd class="mt-0.5 text-muted-foreground">${text}</dd></div>`,
)}</dl>`
