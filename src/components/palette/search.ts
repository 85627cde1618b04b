import { callApi } from '@/lib/api'
import type { PaletteSource } from '@/lib/feature'
import type { PaletteEntry } from './palette'

/** How many things of one kind are shown. */
const MOST = 6

/** What came of a search: what the features' lists hold, and why one did not answer. */
export type SearchResult = { found: PaletteEntry[]; failure: string }

/** Asks the lists of `sources`, a JSON of `PaletteSource`s, for what is typed. */
export async function search(sources: string, typed: string, signal: AbortSignal): Promise<SearchResult> {
  const { Sources } = await import('./found')
  const results = await Promise.all(
    Sources.parse(JSON.parse(sources)).map((source) => ask(source, typed, signal)),
  )
  return {
    found: results.flatMap(({ found }) => found),
    failure: results.find(({ failure }) => failure)?.failure ?? '',
  }
}

async function ask(
  { label, list, href }: PaletteSource,
  typed: string,
  signal: AbortSignal,
): Promise<SearchResult> {
  const path = `${list}?q=${encodeURIComponent(typed)}&limit=${MOST}`
  const schema = async () => (await import('./found')).Found
  const result = await callApi(path, { schema, signal }).catch(() => undefined)
  if (!result?.ok) return { found: [], failure: result?.error ?? '' }
  const found = result.data.map(({ id, title }) => ({ group: label, label: title, href: `${href}${id}` }))
  return { found, failure: '' }
}
