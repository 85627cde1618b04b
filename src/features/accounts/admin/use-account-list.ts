import { useEventListener } from '@vueuse/core'
import { reactive, ref, shallowRef } from 'vue'
import { callApi, type ApiResult } from '@/lib/api'
import * as words from '../words/grid'
import { readFilter, readSort, toAccountsCall, toAccountsPath, type AccountQuery } from './account-query'
import type { WrittenTimes } from './account-times'
import type { AccountItem } from './admin.schema'

const loadAccounts = async () => (await import('./admin.schema')).AccountItem.array()

/** What the server has read already, with its times as it writes them. */
export type FirstAccounts = { accounts: AccountItem[]; next: string | null; times: WrittenTimes }

/**
 * The accounts that the address of the page asks for: `first` to begin with, loaded when that changes, by a control or by going
 * back, and gone on with.
 */
export function useAccountList(first: FirstAccounts | null) {
  const query = shallowRef(readQuery())
  const accounts = shallowRef<AccountItem[]>(first?.accounts ?? [])
  const next = ref<string | null>(first?.next ?? null)
  const failure = ref('')
  const news = ref('')
  const isLoading = ref(first === null)
  let latest = new AbortController()

  /** Shows another list under an address of its own; while one types the address only follows. Resolves as `show` does. */
  async function open(change: Partial<AccountQuery>, how: 'push' | 'replace' = 'push'): Promise<boolean> {
    query.value = { ...query.value, ...change }
    const path = toAccountsPath(query.value)
    if (how === 'push') history.pushState(null, '', path)
    else history.replaceState(null, '', path)
    return show()
  }

  /** False where that failed, or another list was asked for meanwhile. */
  async function show(): Promise<boolean> {
    latest.abort()
    latest = new AbortController()
    const result = await load(null, latest.signal)
    if (!take(result)) return false
    accounts.value = result.data
    news.value = words.found(result.data.length, result.next !== null)
    return true
  }

  async function showMore(): Promise<void> {
    const result = await load(next.value, latest.signal)
    if (!take(result)) return
    accounts.value = [...accounts.value, ...result.data]
    news.value = words.moreFound(result.data.length)
  }

  type Loaded = ApiResult<AccountItem[]> | undefined

  /** A page of them; undefined when a newer request has taken this one's place. */
  async function load(cursor: string | null, signal: AbortSignal): Promise<Loaded> {
    isLoading.value = true
    const path = toAccountsCall('', query.value, cursor)
    const result = await callApi(path, { schema: loadAccounts, signal }).catch(() => undefined)
    if (signal.aborted) return undefined
    isLoading.value = false
    return result
  }

  function take(result: Loaded): result is Extract<Loaded, { ok: true }> {
    if (!result) return false
    failure.value = result.ok ? '' : result.error
    if (result.ok) next.value = result.next
    return result.ok
  }

  useEventListener('popstate', () => {
    query.value = readQuery()
    void show()
  })

  return reactive({ query, accounts, next, failure, news, isLoading, open, show, showMore })
}

/** What cannot be used of an address is left out. */
function readQuery(): AccountQuery {
  const params = new URLSearchParams(location.search)
  return {
    q: params.get('q') ?? '',
    filter: readFilter(params.get('filter')),
    sort: readSort(params.get('sort')),
  }
}
