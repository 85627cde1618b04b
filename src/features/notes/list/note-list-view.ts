import type { Markup } from '@/lib/markup'
import { toSearch } from '../note-query'
import { NoteSort, type NoteHit } from '../notes.schema'
import * as words from '../words/list'
import { renderEmpty } from './empty-markup'
import { renderFailure } from './failure-markup'
import { renderMore, renderViews } from './list-markup'
import type { ListState } from './list-state'
import { renderList, renderRows } from './row-markup'

/** The parts of the page that change, by the name in `data-part`. */
type Part = 'views' | 'tags' | 'sort' | 'news' | 'failure' | 'rows' | 'more'

type Failure = { error: string; status: number; requestId: string | null }

/** The list as it stands in the page: draws by the same templates as the server. */
export class NoteListView {
  readonly #root: HTMLElement
  readonly #state: ListState
  /** Reads the list from the server again. */
  readonly readAgain: () => void
  /** Counts how often all rows were drawn anew. */
  drawing = 0
  #again: (() => void) | undefined

  constructor(root: HTMLElement, state: ListState, readAgain: () => void) {
    this.#root = root
    this.#state = state
    this.readAgain = readAgain
    root.addEventListener('click', ({ target }) => {
      if (!(target instanceof Element) || !target.closest('[data-again]')) return
      this.searchField?.focus()
      this.retry()
    })
  }

  /** Shows what only scripts can do. */
  wake(): void {
    this.#root.dataset['awake'] = ''
  }

  get canEdit(): boolean {
    return this.#state.canEdit
  }

  get noteView(): ListState['query']['view'] {
    return this.#state.query.view
  }

  get next(): string | null {
    return this.#state.next
  }

  get count(): number {
    return this.rows().length
  }

  get searchField(): HTMLInputElement | null {
    return this.#root.querySelector('input[type=search]')
  }

  rows(): HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>('[data-note]')]
  }

  /** The address of what is shown, from the `?` on. */
  search({ sort }: { sort?: string } = {}): string {
    const { query } = this.#state
    return toSearch({ ...query, ...(sort !== undefined && { sort: NoteSort.parse(sort) }) })
  }

  show(notes: NoteHit[], next: string | null): void {
    this.#state.next = next
    this.drawing += 1
    this.#draw('rows', notes.length > 0 ? this.#list(notes) : renderEmpty(this.#state.query, this.canEdit))
    this.#drawAround()
    this.say(words.found(notes.length, next === null))
  }

  /** Puts the following notes under those that are there. */
  append(notes: NoteHit[], next: string | null, { isSilent = false } = {}): void {
    const before = this.count
    this.#state.next = next
    const list = this.#part('rows')?.querySelector('ul')
    if (list) list.insertAdjacentHTML('beforeend', this.#rows(notes).map(String).join(''))
    else this.#draw('rows', this.#list(notes))
    this.#drawAround()
    if (isSilent) return
    this.say(words.appended(notes.length))
    if (next === null) this.focusRow(this.rows()[before])
  }

  fail({ error, status, requestId }: Failure, again: () => void): void {
    this.#again = again
    const isOffline = status === 0 && !navigator.onLine
    const text = isOffline ? words.offline : error
    this.#draw('failure', renderFailure({ error: text, requestId }))
  }

  /** Tries what failed last again. */
  retry(): void {
    const again = this.#again
    this.#again = undefined
    again?.()
  }

  /** Said to those who listen. */
  say(text: string): void {
    const news = this.#part('news')
    if (news) news.textContent = text
  }

  setBusy(isBusy: boolean): void {
    this.#part('rows')?.setAttribute('aria-busy', String(isBusy))
    if (isBusy) return
    this.#again = undefined
    this.#part('failure')?.replaceChildren()
  }

  focusRow(row: HTMLElement | undefined): void {
    row?.querySelector<HTMLElement>('[data-slot=note-link]')?.focus()
    row?.scrollIntoView({ block: 'nearest' })
  }

  focusNote(id: string): void {
    const row = this.rows().find(({ dataset }) => dataset['note'] === id)
    row?.querySelector<HTMLElement>('[data-slot=note-link]')?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'center' })
  }

  /** Puts a row back before the one that followed it, or to the end; makes the list again when it was empty. */
  putBack(row: HTMLElement, before: Element | null): void {
    const list = this.#part('rows')?.querySelector('ul')
    if (!list) {
      this.#draw('rows', this.#list([]))
      this.#part('rows')?.querySelector('ul')?.append(row)
    } else list.insertBefore(row, before?.parentElement === list ? before : null)
  }

  /** Says what is there when the last row was taken away. */
  showIfEmpty(): void {
    if (this.count === 0 && this.next === null)
      this.#draw('rows', renderEmpty(this.#state.query, this.canEdit))
  }

  #rows(notes: NoteHit[]): Markup[] {
    const now = new Date().toISOString()
    return renderRows(notes, { q: this.#state.query.q, now, canEdit: this.canEdit })
  }

  #list(notes: NoteHit[]): Markup {
    return renderList(this.#rows(notes))
  }

  #drawAround(): void {
    const { query, next } = this.#state
    this.#draw('views', renderViews(query))
    this.#draw('more', renderMore(query, next))
    this.#part('tags')?.toggleAttribute('hidden', query.q !== '' && query.tag === '')
    this.#part('sort')?.toggleAttribute('hidden', query.q !== '')
  }

  #draw(part: Part, content: Markup): void {
    const element = this.#part(part)
    if (element) element.innerHTML = content.text
  }

  #part(name: Part): HTMLElement | null {
    return this.#root.querySelector(`[data-part=${name}]`)
  }
}
