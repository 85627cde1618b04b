import { useEventListener, useIntervalFn } from '@vueuse/core'
import { computed, reactive, ref } from 'vue'
import { callApi, type ApiIssue } from '@/lib/api'
import { loadNote } from './load-note'
import type { CreateNote, Note } from './notes.schema'
import * as words from './words/editor'

/**
 * Why a note was not saved. `put-away` has a way on at the note's page, `deleted` another in a new note, `signed-out` at the
 * sign-in, `limited` after a while.
 */
export type SaveFailure = {
  reason: 'other' | 'put-away' | 'deleted' | 'signed-out' | 'limited' | 'unreachable'
  text: string
}

type Opening = { noteId: string | null; version: number | null; theirs: Note | null }

const reasons = new Map<number, SaveFailure['reason']>([
  [0, 'unreachable'],
  [401, 'signed-out'],
  [409, 'put-away'],
  [429, 'limited'],
])

/**
 * Sends a note to the server and keeps what came of it. `isBusy` goes from the press of a button until the answer, or the next
 * page, is there, so that two presses never make two notes.
 */
export function useNoteSaving(opening: Opening) {
  const noteId = ref(opening.noteId)
  const version = ref(opening.theirs?.version ?? opening.version)
  const theirs = ref(opening.theirs)
  const failure = ref<SaveFailure | null>(null)
  const isBusy = ref(false)
  const isLeaving = ref(false)
  const hasMetAgain = ref(false)
  const waitUntil = ref(0)
  const now = ref(0)
  /** How many seconds it makes no sense to try again. */
  const secondsLeft = computed(() => Math.max(0, Math.ceil((waitUntil.value - now.value) / 1000)))
  const clock = useIntervalFn(tick, 250, { immediate: false })

  /** Runs one attempt to save; a second one is refused until it has ended. */
  async function once(attempt: () => Promise<unknown>) {
    if (isBusy.value || secondsLeft.value > 0) return
    isBusy.value = true
    try {
      await attempt()
    } finally {
      isBusy.value = isLeaving.value
    }
  }

  /** Returns the note as it was saved, or what is wrong with single fields; everything else is in the refs. */
  async function send(values: CreateNote): Promise<{ note: Note | null; issues: ApiIssue[] }> {
    failure.value = null
    const id = noteId.value
    const result = await (id === null
      ? callApi('/api/notes', { method: 'POST', body: values, schema: loadNote })
      : callApi(`/api/notes/${id}`, {
          method: 'PATCH',
          body: { ...values, version: version.value },
          schema: loadNote,
        }))
    if (result.ok) {
      noteId.value = result.data.id
      version.value = result.data.version
      theirs.value = null
      hasMetAgain.value = false
      return { note: result.data, issues: [] }
    }
    if (result.status === 412) {
      meet((await loadNote()).parse(result.current))
    } else if (result.status === 404 && id !== null) {
      failure.value = {
        reason: 'deleted',
        text: words.deletedMeanwhile,
      }
    } else {
      failure.value = { reason: reasons.get(result.status) ?? 'other', text: result.error }
      if (result.retryAfter !== null) wait(result.retryAfter)
    }
    return { note: null, issues: result.issues }
  }

  function wait(seconds: number) {
    waitUntil.value = Date.now() + seconds * 1000
    tick()
    clock.resume()
  }

  function tick() {
    now.value = Date.now()
    if (secondsLeft.value > 0) return
    clock.pause()
    if (failure.value?.reason === 'limited') failure.value.text = words.saveAgainNow
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

  function leave(path: string) {
    isLeaving.value = true
    isBusy.value = true
    location.assign(path)
  }

  useEventListener('pageshow', (event: PageTransitionEvent) => {
    if (!event.persisted) return
    isLeaving.value = false
    isBusy.value = false
  })

  return reactive({
    noteId,
    version,
    theirs,
    failure,
    isBusy,
    isLeaving,
    hasMetAgain,
    secondsLeft,
    once,
    send,
    meet,
    becomeNew,
    leave,
  })
}
