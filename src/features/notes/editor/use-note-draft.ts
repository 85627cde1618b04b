import { useEventListener, watchDebounced } from '@vueuse/core'
import { ref, type Ref } from 'vue'
import type { CreateNote } from '../notes.schema'
import { findKeptNote, forgetNote, keepNote } from './kept-note'
import type { KeptNote } from './kept-note-shape'

/** How long after the last change the text is kept, in milliseconds. */
const KEEP_AFTER = 300

type Draft = {
  accountId: string
  noteId: () => string | null
  version: () => number | null
  /** What is in the form. */
  content: () => CreateNote
  isUnsaved: Ref<boolean>
}

/**
 * Keeps on this device what is in the form and not saved. What an earlier visit left is in `offered` until the person has
 * said what becomes of it: nothing is written over it before.
 */
export function useNoteDraft({ accountId, noteId, version, content, isUnsaved }: Draft) {
  const offered = ref<KeptNote | null>(null)
  /** False where the device takes nothing. */
  const isKept = ref(false)
  /** What is there is looked at before anything is written over it. */
  let isLooking = true

  function keep() {
    if (isLooking || offered.value || !isUnsaved.value) return
    const at = new Date().toISOString()
    isKept.value = keepNote(accountId, noteId(), { ...content(), version: version(), at })
  }

  function forget(id = noteId()) {
    forgetNote(accountId, id)
    isKept.value = false
  }

  async function offer() {
    const kept = await findKeptNote(accountId, noteId())
    isLooking = false
    if (kept && !isSame(kept, content())) offered.value = kept
    else if (kept) forget()
    // What was written meanwhile was not kept yet.
    follow()
  }

  /** Takes what was offered, for the form. */
  function take(): KeptNote | null {
    const kept = offered.value
    offered.value = null
    isKept.value = kept !== null
    return kept
  }

  function follow() {
    if (isUnsaved.value) keep()
    else if (isKept.value) forget()
  }

  watchDebounced(() => JSON.stringify(content()), follow, { debounce: KEEP_AFTER })
  useEventListener('pagehide', follow)

  return { offered, isKept, keep, forget, offer, take }
}

function isSame(kept: KeptNote, { title, body, tags, visibility }: CreateNote): boolean {
  return (
    JSON.stringify([kept.title, kept.body, kept.tags, kept.visibility]) ===
    JSON.stringify([title, body, tags, visibility])
  )
}
