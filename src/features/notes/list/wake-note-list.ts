import { callNotes } from './call-notes'
import { listenForKeys } from './note-keys'
import { NoteListView } from './note-list-view'
import { NoteMarks } from './note-marks'
import { openMenus } from './note-menu'
import { readListState } from './list-state'

/** How long after the last key a search begins. */
const DEBOUNCE_MS = 150

/** What a list keeps in the history: how many rows were shown, and which note was opened from it. */
type Kept = { shown?: number; opened?: string }

/** Gives the list of notes that the server wrote its comforts: everything here works without, by links and forms. */
export function wakeNoteList(root: HTMLElement): void {
  const state = readListState(root)
  const view = new NoteListView(root, state, () => void show('leave'))
  const marks = new NoteMarks(view, () => void fill())
  let latest = new AbortController()
  let waiting: ReturnType<typeof setTimeout> | undefined
  let isSearching = state.query.q !== ''

  async function show(history: 'write' | 'leave') {
    clearTimeout(waiting)
    latest.abort()
    latest = new AbortController()
    const { signal } = latest
    if (history === 'write') writeAddress()
    view.setBusy(true)
    const result = await callNotes(state.query, { signal })
    if (!result) return
    view.setBusy(false)
    if (result.ok) view.show(result.data, result.next)
    else view.fail(result, () => void show('leave'))
  }

  /** The first letter of a search makes an entry of the history, so that one comes back to the whole list; the next replace it. */
  function writeAddress() {
    const address = `/notes${view.search()}`
    if (state.query.q !== '' && !isSearching) history.pushState(null, '', address)
    else history.replaceState(null, '', address)
    isSearching = state.query.q !== ''
  }

  async function showMore() {
    const cursor = view.next
    if (cursor === null) return
    view.setBusy(true)
    const result = await callNotes(state.query, { cursor, signal: latest.signal })
    if (!result) return
    view.setBusy(false)
    if (!result.ok) return view.fail(result, () => void showMore())
    view.append(result.data, result.next)
    keep({ shown: view.count })
  }

  /** Rows that were taken away make room for those after them. */
  async function fill() {
    if (view.count === 0 && view.next !== null) await showMore()
  }

  /** Brings back what was shown when a note was opened from here, and the focus to it. */
  async function comeBack({ shown = 0, opened }: Kept) {
    while (view.count < shown && view.next !== null) {
      const limit = Math.min(100, shown - view.count)
      const result = await callNotes(state.query, { cursor: view.next, limit, signal: latest.signal })
      if (!result?.ok) return
      view.append(result.data, result.next, { isSilent: true })
    }
    if (opened !== undefined) view.focusNote(opened)
  }

  const field = view.searchField
  field?.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => {
      if (field.value.trim() === state.query.q) return
      state.query.q = field.value.trim()
      void show('write')
    }, DEBOUNCE_MS)
  })
  root.querySelector('form[role=search]')?.addEventListener('submit', (event) => {
    event.preventDefault()
    state.query.q = field?.value.trim() ?? ''
    void show('write')
  })
  root.querySelector('select[name=sort]')?.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement) location.assign(`/notes${view.search({ sort: target.value })}`)
  })
  root.addEventListener('click', (event) => {
    const { target } = event
    if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (target.closest('[data-more]')) {
      event.preventDefault()
      void showMore()
    }
    const opened = target.closest<HTMLElement>('[data-slot=note-link]')?.closest('li')?.dataset['note']
    if (opened) keep({ opened })
  })
  addEventListener('popstate', () => {
    const q = new URLSearchParams(location.search).get('q') ?? ''
    state.query.q = q
    isSearching = q !== ''
    if (field) field.value = q
    void show('leave')
  })
  addEventListener('online', () => view.retry())

  openMenus(root, view, marks)
  listenForKeys(view, marks)
  view.wake()
  const kept = readKept()
  const typed = field?.value.trim() ?? ''
  if (typed !== state.query.q) {
    state.query.q = typed
    void show('write')
  } else if (kept) void comeBack(kept)
}

function keep(more: Kept): void {
  history.replaceState({ ...readKept(), ...more }, '')
}

function readKept(): Kept | null {
  const kept: unknown = history.state
  if (typeof kept !== 'object' || kept === null) return null
  const shown: unknown = Reflect.get(kept, 'shown')
  const opened: unknown = Reflect.get(kept, 'opened')
  return {
    ...(typeof shown === 'number' && { shown }),
    ...(typeof opened === 'string' && { opened }),
  }
}
