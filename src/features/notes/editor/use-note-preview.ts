import { useEventListener, watchDebounced } from '@vueuse/core'
import { ref, type Ref } from 'vue'
import { callApi } from '@/lib/api'

const loadPreview = async () => (await import('../notes.schema')).NotePreview

/** How long after the last change the text is rendered, and at the latest while somebody goes on writing, in milliseconds. */
const AFTER = 350
const AT_LATEST = 2000

/** The text as the server will show it, rendered there by the same function while `isSeen`. */
export function useNotePreview(body: Ref<string | undefined>, isSeen: Ref<boolean>) {
  const html = ref('')
  const problem = ref('')
  let rendered: string | undefined
  let call: AbortController | undefined

  async function render() {
    const text = body.value ?? ''
    if (!isSeen.value || text === rendered) return
    call?.abort()
    const { signal } = (call = new AbortController())
    try {
      const path = '/api/notes/preview'
      const result = await callApi(path, {
        method: 'POST',
        body: { body: text },
        schema: loadPreview,
        signal,
      })
      problem.value = result.ok ? '' : result.error
      if (!result.ok) return
      rendered = text
      html.value = result.data.html
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  watchDebounced([body, isSeen], render, { debounce: AFTER, maxWait: AT_LATEST })
  useEventListener('online', () => void render())
  return { html, problem, render }
}
