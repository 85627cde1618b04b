import { useEventListener } from '@vueuse/core'
import { nextTick } from 'vue'
import { useToast } from '@/components/ui/use-toast'
import { callApi } from '@/lib/api'
import { isTyping } from '@/lib/is-typing'
import { ChangedResponses, type ResponseStatus } from './responses.schema'
import { statusWords } from './status-words'
import type { ResponseList } from './use-response-list'
import type { Selection } from './use-selection'
import * as words from './words/inbox'

const statusKeys: Record<string, ResponseStatus> = { 1: 'new', 2: 'in_work', 3: 'done', 4: 'spam' }

type Inbox = {
  formId: string
  /** Whether the reader may select responses and set their status. */
  canHandle: boolean
  /** The link of each row, in order. */
  rows: () => HTMLElement[]
  list: ResponseList
  selection: Selection
}

/** j and k go from one response to the next, x selects, 1 to 4 set the status; Enter follows the link that has the focus. */
export function useInboxKeys({ formId, canHandle, rows, list, selection }: Inbox): void {
  const toast = useToast()

  useEventListener('keydown', (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const all = rows()
    const at = all.findIndex((row) => row.closest('tr')?.contains(document.activeElement))
    const status = statusKeys[event.key]
    if (event.key === 'j') all[Math.min(at + 1, all.length - 1)]?.focus()
    else if (event.key === 'k') all[Math.max(at - 1, 0)]?.focus()
    else if (event.key === 'x' && at >= 0) toggle(at)
    else if (status !== undefined) void setStatus(at, status)
    else return
    event.preventDefault()
  })

  function toggle(place: number) {
    if (canHandle) selection.toggle(list.responses[place]?.id)
  }

  /** Of those that are selected, else of the one that the keyboard is at, which stays where it is. */
  async function setStatus(place: number, status: ResponseStatus) {
    const at = list.responses[place]?.id
    const ids = selection.ids.value.length > 0 ? selection.ids.value : at === undefined ? [] : [at]
    if (!canHandle || ids.length === 0) return
    const result = await callApi(`/api/forms/${formId}/changes`, {
      method: 'POST',
      body: { ids, change: { do: 'status', status } },
      schema: ChangedResponses,
    })
    if (!result.ok) return void toast.error(result.error)
    list.mark(ids, status)
    selection.clear()
    list.news = words.nowInStatus(ids.length, statusWords[status].toLowerCase())
    await nextTick()
    const rest = rows()
    rest[Math.min(place, rest.length - 1)]?.focus()
  }
}
