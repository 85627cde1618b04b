import { useDocumentVisibility, useIntervalFn } from '@vueuse/core'
import { reactive, ref } from 'vue'
import { z } from 'zod'
import { callApi } from '@/lib/api'
import { toSearch, type ResponseQuery } from './response-query'
import { Arrivals, ResponseItem } from './responses.schema'

type Opening = {
  formId: string
  query: ResponseQuery
  responses: ResponseItem[]
  next: string | null
  newest: string | null
}

/** How often it is asked whether something has come, in milliseconds. */
const LOOK_AGAIN = 5000

/**
 * The list of a form's responses: loads what the query asks for, goes on, and learns of what arrives meanwhile. The address
 * of the page follows the query.
 */
export function useResponseList(opening: Opening) {
  const query = ref({ ...opening.query })
  const responses = ref(opening.responses)
  const next = ref(opening.next)
  const failure = ref('')
  const news = ref('')
  const isLoading = ref(false)
  const arrived = ref(0)
  let newest = opening.newest
  let latest = new AbortController()
  const path = `/api/forms/${opening.formId}`

  async function show(): Promise<void> {
    latest.abort()
    latest = new AbortController()
    const result = await load(null, latest.signal)
    if (!result) return
    failure.value = result.ok ? '' : result.error
    if (!result.ok) return
    responses.value = result.data
    next.value = result.next
    news.value = sayCount(result.data.length, result.next !== null)
    history.replaceState(null, '', `/forms/${opening.formId}/responses${toSearch(query.value)}`)
  }

  async function showMore(): Promise<void> {
    const result = await load(next.value, latest.signal)
    if (!result) return
    failure.value = result.ok ? '' : result.error
    if (!result.ok) return
    responses.value = [...responses.value, ...result.data]
    next.value = result.next
    news.value = `${result.data.length} more`
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

  /** Shows what has come since; what was there before is counted no more. */
  async function showArrivals(): Promise<void> {
    arrived.value = 0
    newest = latestSeen
    await show()
  }

  let latestSeen = opening.newest

  async function look(): Promise<void> {
    const result = await callApi(`${path}/arrivals${newest ? `?after=${newest}` : ''}`, { schema: Arrivals })
    if (!result.ok) return
    arrived.value = result.data.count
    latestSeen = result.data.newest
  }

  const visibility = useDocumentVisibility()
  useIntervalFn(() => visibility.value === 'visible' && void look(), LOOK_AGAIN)

  return reactive({ query, responses, next, failure, news, isLoading, arrived, show, showMore, showArrivals })
}

function sayCount(count: number, hasMore: boolean): string {
  return count === 1 && !hasMore ? 'One response' : `${count}${hasMore ? ' or more' : ''} responses`
}
