/** A path with the parameters that say something: those that are empty or left out are the default anyway. */
export function withQuery(path: string, words: Record<string, string | null | undefined>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(words)) if (value) search.set(name, value)
  return search.size > 0 ? `${path}?${search}` : path
}

/** The words of a form that was sent by GET, which sends what was left empty too. */
export function withoutEmpty(url: URL): URL {
  const words = new URL(url)
  for (const [name, value] of url.searchParams) if (value === '') words.searchParams.delete(name, value)
  return words
}
