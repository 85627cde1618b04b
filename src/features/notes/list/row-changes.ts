import type { NoteListView } from './note-list-view'
import { pin } from './row-markup'

/** Something that is done to a row before the server has said yes, and how it is undone. Both can be done again. */
export type RowChange = { apply: () => void; revert: () => void }

/** The row goes, and the focus to the one after it. */
export function takeAway(view: NoteListView, row: HTMLElement): RowChange {
  let after: Element | null = null
  const { drawing } = view
  return {
    apply: () => {
      const hadFocus = row.contains(document.activeElement)
      const next = row.nextElementSibling ?? row.previousElementSibling
      after = row.nextElementSibling
      row.remove()
      if (hadFocus && next instanceof HTMLElement) view.focusRow(next)
      view.showIfEmpty()
      if (hadFocus && !next) view.searchField?.focus()
    },
    revert: () => {
      if (view.drawing !== drawing) return view.readAgain()
      view.putBack(row, after)
      view.focusRow(row)
    },
  }
}

/** A pinned note goes to the top; one that is no longer stands under those that are. */
export function changePin(view: NoteListView, row: HTMLElement, isSet: boolean): RowChange {
  const { drawing } = view
  const after = row.nextElementSibling
  return {
    apply: () => {
      move(() => row.parentElement?.insertBefore(row, firstUnder(row, isSet)))
      show(row, isSet)
    },
    revert: () => {
      if (view.drawing !== drawing) return view.readAgain()
      move(() => view.putBack(row, after))
      show(row, !isSet)
    },
  }
}

function firstUnder(row: HTMLElement, isSet: boolean): Element | null {
  const list = row.parentElement
  if (isSet) return list?.firstElementChild ?? null
  return list?.querySelector('[data-note]:not([data-pinned])') ?? null
}

function show(row: HTMLElement, isPinned: boolean): void {
  row.toggleAttribute('data-pinned', isPinned)
  row.querySelector('[data-slot=pin]')?.remove()
  const title = row.querySelector('[data-slot=note-title]')
  if (isPinned) title?.insertAdjacentHTML('beforebegin', pin.text)
}

/** What is moved in the page loses the focus. */
function move(work: () => void): void {
  const focused = document.activeElement
  work()
  if (focused instanceof HTMLElement && document.activeElement !== focused) focused.focus()
}
