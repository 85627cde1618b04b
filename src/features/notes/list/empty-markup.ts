import { buttonVariants } from '@/components/ui/button-variants'
import { emptyStateClasses as classes } from '@/components/ui/empty-state-classes'
import { markup, type Markup } from '@/lib/markup'
import { toSearch, type NoteQuery } from '../note-query'
import { symbol, type SymbolName } from './symbols'

type State = { icon: SymbolName; title: string; description?: string }

const views: Record<NoteQuery['view'], State> = {
  active: {
    icon: 'note',
    title: 'No notes yet',
    description: 'A note is a Markdown text: for yourself, or for everybody in the workspace.',
  },
  pinned: {
    icon: 'pin',
    title: 'Nothing pinned',
    description: 'Pin the notes that everybody looks for: they stay on top of the list, and here.',
  },
  archived: {
    icon: 'archive',
    title: 'Nothing archived',
    description: 'Archive a note to keep it without seeing it every day.',
  },
  trash: {
    icon: 'trash',
    title: 'The trash is empty',
    description: 'A note in the trash can be brought back, or deleted for good.',
  },
}
const noMatch: State = {
  icon: 'nothing',
  title: 'No note matches',
  description: 'Try fewer words, or only the beginning of one.',
}
const noTag: State = { icon: 'nothing', title: 'No note here has this tag' }

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
    return markup`<div class="${classes.actions}"><a data-slot="button" class="${outline}" href="/notes${toSearch({ ...query, q: '', tag: '' })}">Show all</a></div>`
  return query.view === 'active' && canCreate && firstSteps
}

const hints = [
  ['Write as you think', 'Plain text with a few signs: # for a heading, - for a list, [ ] for a task.'],
  ['Find it again', 'By the beginning of any word in it, or by a tag.'],
  ['Yours, or everybody’s', 'A note is for the whole workspace, or only for you.'],
] as const

/** The first note is written here, or four samples show how. */
const firstSteps = markup`<div class="${classes.actions}"><a data-slot="button" class="${buttonVariants()}" href="/notes/new">Write the first note</a><form method="post" action="/notes"><button type="submit" name="intent" value="samples" data-slot="button" class="${outline}">Add four sample notes</button></form></div><dl class="mt-8 grid max-w-xl gap-x-6 gap-y-4 text-left text-sm sm:grid-cols-3">${hints.map(
  ([name, text]) =>
    markup`<div><dt class="font-medium">${name}</dt><dd class="mt-0.5 text-muted-foreground">${text}</dd></div>`,
)}</dl>`
