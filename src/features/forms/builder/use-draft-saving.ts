import { useEventListener, useIntervalFn, watchDebounced } from '@vueuse/core'
import { computed, ref, shallowRef, type Ref } from 'vue'
import { callApi } from '@/lib/api'
import type { Field } from '../definition/field.schema'
import { Form } from '../forms.schema'
import { findProblems } from './problems'
import { forgetDraft, keepDraft } from './kept-draft'

/** Where the draft stands: as the server has it, not there yet, on its way, refused, or overtaken by somebody else's. */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict'

export type DraftSaving = ReturnType<typeof useDraftSaving>

/** How long after the last change it is saved, and how often again what the server did not take, in milliseconds. */
const SAVE_AFTER = 700
const AGAIN_AFTER = 10_000

/**
 * Saves the draft by itself a moment after the last change. What cannot be saved, for a problem in it, for want of a network or
 * because somebody else was quicker, is kept on the device until it can.
 */
export function useDraftSaving(form: Form, fields: Ref<readonly Field[]>) {
  const version = ref(form.draftVersion)
  /** What was saved last: both began with it where somebody else was quicker. */
  const base = shallowRef<readonly Field[]>(form.draft.fields)
  const saved = computed(() => JSON.stringify(base.value))
  const isSending = ref(false)
  const failure = ref('')
  const theirs = ref<Form | null>(null)
  let sending: Promise<void> = Promise.resolve()
  /** What lies on the device is of this page: what another tab left there is not this one's to forget. */
  let isKept = false

  const isSaved = computed(() => JSON.stringify(fields.value) === saved.value)
  const state = computed((): SaveState => {
    if (theirs.value) return 'conflict'
    if (isSending.value) return 'saving'
    if (isSaved.value) return 'saved'
    return failure.value ? 'failed' : 'waiting'
  })

  watchDebounced(fields, () => void save(), { debounce: SAVE_AFTER })
  useIntervalFn(() => failure.value && void save(), AGAIN_AFTER)
  useEventListener('online', () => void save())
  useEventListener('beforeunload', (event) => {
    if (!isSaved.value) event.preventDefault()
  })
  useEventListener('pagehide', () => isSaved.value || keep())

  function keep() {
    keepDraft(form.id, version.value, fields.value)
    isKept = true
  }

  function forget() {
    if (isKept) forgetDraft(form.id)
    isKept = false
  }

  /** Saves what is there, after what is on its way. Resolves to true when the server has it all. */
  async function save(): Promise<boolean> {
    sending = sending.then(send)
    await sending
    return isSaved.value
  }

  async function send() {
    const sent = fields.value
    const text = JSON.stringify(sent)
    if (text === saved.value) return forget()
    keep()
    if (theirs.value || findProblems(sent).length > 0) return
    isSending.value = true
    const body = { definition: { fields: sent }, version: version.value }
    const result = await callApi(`/api/forms/${form.id}/draft`, { method: 'PUT', body, schema: Form })
    isSending.value = false
    failure.value = result.ok || result.status === 412 ? '' : result.error
    if (!result.ok) {
      if (result.status === 412) theirs.value = Form.parse(result.current)
      return
    }
    version.value = result.data.draftVersion
    base.value = sent
    if (JSON.stringify(fields.value) === text) forget()
  }

  /** Ends a conflict: goes on from their version, with mine over it or theirs instead; returns their fields. */
  function settle(): readonly Field[] {
    const other = theirs.value
    if (!other) return fields.value
    version.value = other.draftVersion
    base.value = other.draft.fields
    theirs.value = null
    return other.draft.fields
  }

  /** What is here was made from another version than the one that was opened: somebody else saved meanwhile. */
  function meet() {
    theirs.value = form
    isKept = true
  }

  return { state, version, failure, theirs, base, save, settle, meet }
}
