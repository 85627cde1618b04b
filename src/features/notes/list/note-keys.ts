import { isTyping } from '@/lib/is-typing'
import type { NoteListView } from './note-list-view'
import type { NoteMarks, NoteMark } from './note-marks'

const marksByKey: Record<string, NoteMark> = { e: 'archive', '#': 'trash', p: 'pin' }

/** j and k go from note to note, which Enter opens; e archives, # puts into the trash, p pins; / goes to the search. */
export function listenForKeys(view: NoteListView, marks: NoteMarks): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const isHandled = isTyping(event.target) ? leaveSearch(event, view) : act(event, view, marks)
    if (isHandled) event.preventDefault()
  })
}

function act({ key }: KeyboardEvent, view: NoteListView, marks: NoteMarks): boolean {
  const rows = view.rows()
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  if (key === '/') return focus(view.searchField)
  if (key === 'j') return go(view, rows[Math.min(at + 1, rows.length - 1)])
  if (key === 'k') return go(view, rows[Math.max(at - 1, 0)])
  const [mark, row] = [marksByKey[key], rows[at]]
  if (!mark || !row || !marks.allows(mark)) return false
  void marks.toggle(row, mark)
  return true
}

/** From the search one gets down to what it found. */
function leaveSearch({ key, target }: KeyboardEvent, view: NoteListView): boolean {
  return key === 'ArrowDown' && target === view.searchField && go(view, view.rows()[0])
}

function go(view: NoteListView, row: HTMLElement | undefined): boolean {
  view.focusRow(row)
  return row !== undefined
}

function focus(field: HTMLInputElement | null): boolean {
  field?.focus()
  field?.select()
  return field !== null
}
