import { afterPicture } from '@/lib/after-picture'
import { anything, callApi } from '@/lib/api'
import { takeTurn } from '@/lib/take-turn'
import * as words from '../words/marks'
import type { NoteListView } from './note-list-view'
import { changePin, takeAway, type RowChange } from './row-changes'

export type NoteMark = 'pin' | 'archive' | 'trash'

/** Marks on notes from the list: seen at once, undone with a message where it fails, with a way back in the toast. */
export class NoteMarks {
  readonly #view: NoteListView
  readonly #onTaken: () => void
  readonly #underWay = new Set<string>()
  #message: string | number | undefined

  /** `onTaken` is told when a row has gone for good. */
  constructor(view: NoteListView, onTaken: () => void) {
    this.#view = view
    this.#onTaken = onTaken
  }

  /** Nothing is archived or pinned that lies in the trash, and viewers change nothing. */
  allows(mark: NoteMark): boolean {
    return this.#view.canEdit && (mark === 'trash' || this.#view.noteView !== 'trash')
  }

  /** Sets a mark, or takes it back from a note that has it. */
  async toggle(row: HTMLElement, mark: NoteMark): Promise<void> {
    const isBusy = this.#underWay.has(row.dataset['note'] ?? '')
    if (!this.allows(mark) || isBusy) return
    const isSet = this.#isToBeSet(row, mark)
    const isInPlace = mark === 'pin' && this.#view.noteView !== 'pinned'
    const change = isInPlace ? changePin(this.#view, row, isSet) : takeAway(this.#view, row)
    change.apply()
    if (!(await this.#send(row, mark, isSet))) return change.revert()
    const undo = () => void this.#undo(row, mark, isSet, change)
    await this.#say(words.done[mark][isSet ? 0 : 1], { label: words.undo, onClick: undo })
    this.#onTaken()
  }

  #isToBeSet(row: HTMLElement, mark: NoteMark): boolean {
    if (mark === 'pin') return row.dataset['pinned'] === undefined
    return this.#view.noteView !== (mark === 'archive' ? 'archived' : 'trash')
  }

  async #undo(row: HTMLElement, mark: NoteMark, wasSet: boolean, change: RowChange): Promise<void> {
    change.revert()
    if (await this.#send(row, mark, !wasSet)) await this.#say(words.done[mark][wasSet ? 1 : 0])
    else change.apply()
  }

  /** False when it failed, which the person is told. */
  async #send(row: HTMLElement, mark: NoteMark, isSet: boolean): Promise<boolean> {
    const id = row.dataset['note'] ?? ''
    this.#underWay.add(id)
    const method = isSet ? 'PUT' : 'DELETE'
    await afterPicture()
    const result = await callApi(`/api/notes/${id}/${mark}`, { method, schema: anything })
    this.#underWay.delete(id)
    if (!result.ok) (await this.#toasts()).error(result.error)
    return result.ok
  }

  /** One message at a time: the way back in an older one leads elsewhere by now. */
  async #say(text: string, action?: { label: string; onClick: () => void }): Promise<void> {
    const toast = await this.#toasts()
    if (this.#message !== undefined) toast.dismiss(this.#message)
    this.#message = toast.success(text, action ? { action } : {})
  }

  /** The region for messages is there a turn before the first of them, and is heard by then. */
  async #toasts() {
    const { showToaster } = await import('@/components/ui/use-toast')
    const toast = showToaster()
    await takeTurn()
    return toast
  }
}
