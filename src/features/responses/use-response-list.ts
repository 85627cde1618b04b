import { reactive, ref, shallowRef, watch } from 'vue'
import { z } from 'zod'
import { callApi } from '@/lib/api'
import { toSearch, type ResponseQuery } from './response-query'
import { ResponseItem, type ResponseStatus } from './responses.schema'
import { useArrivals } from './use-arrivals'
import * as words from './words/inbox'

type Opening = {
  formId: string
  query: ResponseQuery
  responses: ResponseItem[]
  next: string | null
  newest: string | null
}

export type ResponseList = ReturnType<typeof useResponseList>

/** So many at most are put above what is shown; where more have come, the list begins anew. */
const INSERTED = 20

/**
 * The list of a form's responses: loads what the query asks for, goes on, and learns of what arrives meanwhile. The address
 * of the page follows the query.
 */
export function useResponseList(opening: Opening) {
  /** What is asked for. */
  const query = ref({ ...opening.query })
  /** What the responses that are there answer: it follows when others have come. */
  const shown = shallowRef(opening.query)
  const responses = ref(opening.responses)
  const next = ref(opening.next)
  const failure = ref('')
  const news = ref('')
  const isLoading = ref(false)
  const { arrived, settle } = useArrivals(opening.formId, opening.newest)
  let latest = new AbortController()
  const path = `/api/forms/${opening.formId}`

  async function show(): Promise<void> {
    latest.abort()
    latest = new AbortController()
    const asked = { ...query.value }
    const result = await load(null, latest.signal)
    if (!result) return
    failure.value = result.ok ? '' : result.error
    if (!result.ok) return
    responses.value = result.data
    next.value = result.next
    shown.value = asked
    news.value = words.listed(result.data.length, result.next !== null)
    history.replaceState(null, '', `/forms/${opening.formId}/responses${toSearch(asked)}`)
  }

  async function showMore(): Promise<void> {
    const result = await load(next.value, latest.signal)
    if (!result) return
    failure.value = result.ok ? '' : result.error
    if (!result.ok) return
    responses.value = [...responses.value, ...result.data]
    next.value = result.next
    news.value = words.more(result.data.length)
  }

  /** A page of them; undefined when a newer request has taken this one's place. */
  async function load(cursor: string | null, signal: AbortSignal) {
    isLoading.value = true
    const search = toSearch({ ...query.value, q: query.value.q.trim() }, { cursor })
    const result = await callApi(`${path}/responses${search}`, {
      schema: z.array(ResponseItem),
      signal,
    }).catch(() => undefined)
    if (signal.aborted) return undefined
    isLoading.value = false
    return result
  }

  /** Puts what has come above what is shown, which stays with its selection; where it does not belong there, begins anew. */
  async function showArrivals(): Promise<void> {
    const isInOrder = query.value.sort === '-submitted' && arrived.value <= INSERTED
    settle()
    if (!isInOrder) return show()
    const result = await load(null, latest.signal)
    if (!result) return
    failure.value = result.ok ? '' : result.error
    if (!result.ok) return
    const known = new Set(responses.value.map(({ id }) => id))
    const fresh = result.data.filter(({ id }) => !known.has(id))
    responses.value = [...fresh, ...responses.value]
    news.value = words.moreAtTop(fresh.length)
  }

  /** Shows a status that was set: what does not belong into the list any more leaves it. */
  function mark(ids: readonly string[], status: ResponseStatus): void {
    const belongs = query.value.status === 'all' ? status !== 'spam' : query.value.status === status
    responses.value = responses.value.flatMap((item) => {
      if (!ids.includes(item.id)) return item
      return belongs ? { ...item, status, quarantined: false } : []
    })
  }

  watch(arrived, (count) => {
    if (count > 0) news.value = words.arrived(count)
  })

  return reactive({
    query,
    shown,
    responses,
    next,
    failure,
    news,
    isLoading,
    arrived,
    show,
    showMore,
    showArrivals,
    mark,
  })
}
