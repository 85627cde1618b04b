import { watchDebounced } from '@vueuse/core'
import { ref, type Ref } from 'vue'
import { z } from 'zod'
import { callApi } from '@/lib/api'
import type { PaletteSource } from '@/lib/feature'
import type { PaletteEntry } from './palette'

const Found = z.array(z.object({ id: z.string(), title: z.string() }))

/** How many things of one kind are shown. */
const MOST = 6

/** What the features' lists hold of what is typed, asked for 150 ms after the last key. */
export function usePaletteSearch(sources: PaletteSource[], typed: Ref<string>) {
  const found = ref<PaletteEntry[]>([])
  const isLooking = ref(false)
  const failure = ref('')
  let latest = new AbortController()

  async function look(q: string) {
    latest.abort()
    latest = new AbortController()
    const { signal } = latest
    failure.value = ''
    if (q === '') return void (found.value = [])
    isLooking.value = true
    const results = await Promise.all(sources.map((source) => ask(source, q, signal)))
    if (signal.aborted) return
    isLooking.value = false
    found.value = results.flatMap((result) => result.entries)
    failure.value = results.find((result) => result.failure)?.failure ?? ''
  }

  watchDebounced(() => typed.value.trim(), look, { debounce: 150 })
  return { found, isLooking, failure }
}

async function ask({ label, list, href }: PaletteSource, q: string, signal: AbortSignal) {
  const path = `${list}?q=${encodeURIComponent(q)}&limit=${MOST}`
  const result = await callApi(path, { schema: Found, signal }).catch(() => undefined)
  if (!result?.ok) return { entries: [], failure: result?.error ?? '' }
  const entries = result.data.map(({ id, title }) => ({ group: label, label: title, href: `${href}${id}` }))
  return { entries, failure: '' }
}
