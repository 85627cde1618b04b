import { useEventListener } from '@vueuse/core'
import { reactive, ref } from 'vue'
import { callApi, type ApiIssue } from '@/lib/api'
import { Note, type CreateNote } from './notes.schema'

/** Why a note was not saved. `put-away` has a way on at the note's page, `deleted` another in a new note. */
export type SaveFailure = { reason: 'other' | 'put-away' | 'deleted'; text: string }

type Opening = { noteId: string | null; version: number | null; theirs: Note | null }

/**
 * Sends a note to the server and keeps what came of it. `isBusy` goes from the press of a button until the next page
 * is there, so that two presses never make two notes.
 */
export function useNoteSaving(opening: Opening) {
  const noteId = ref(opening.noteId)
  const version = ref(opening.theirs?.version ?? opening.version)
  const theirs = ref(opening.theirs)
  const failure = ref<SaveFailure | null>(null)
  const isBusy = ref(false)
  const isSaved = ref(false)
  const hasMetAgain = ref(false)

  /** Runs one attempt to save; a second one is refused until it has ended. */
  async function once(attempt: () => Promise<unknown>) {
    if (isBusy.value) return
    isBusy.value = true
    try {
      await attempt()
    } finally {
      isBusy.value = isSaved.value
    }
  }

  /** Returns what is wrong with single fields; everything else is in the refs. */
  async function send(values: CreateNote): Promise<ApiIssue[]> {
    failure.value = null
    const id = noteId.value
    const result = await (id === null
      ? callApi('/api/notes', { method: 'POST', body: values, schema: Note })
      : callApi(`/api/notes/${id}`, {
          method: 'PATCH',
          body: { ...values, version: version.value },
          schema: Note,
        }))
    if (result.ok) {
      isSaved.value = true
      location.assign(`/notes/${result.data.id}`)
    } else if (result.status === 412) {
      meet(Note.parse(result.current))
    } else if (result.status === 404 && id !== null) {
      failure.value = {
        reason: 'deleted',
        text: 'This note was deleted meanwhile. Your text is still here.',
      }
    } else {
      failure.value = { reason: result.status === 409 ? 'put-away' : 'other', text: result.error }
    }
    return result.ok ? [] : result.issues
  }

  function meet(note: Note) {
    hasMetAgain.value = theirs.value !== null
    theirs.value = note
    version.value = note.version
  }

  function becomeNew() {
    noteId.value = null
    version.value = null
    theirs.value = null
    failure.value = null
  }

  useEventListener('pageshow', (event: PageTransitionEvent) => {
    if (!event.persisted) return
    isSaved.value = false
    isBusy.value = false
  })

  return reactive({ noteId, version, theirs, failure, isBusy, isSaved, hasMetAgain, once, send, becomeNew })
}
