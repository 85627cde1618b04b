/** A figure of a limit, as a reader of the language writes it. */
export function decimal(language: string, value: number): string {
  return value.toLocaleString(language, { maximumFractionDigits: 10 })
}

/** So many bytes in megabytes, to a tenth. */
export function megabytes(bytes: number): number {
  return Math.round(bytes / 104_857.6) / 10
}

/** A day (2026-12-31), as a reader of the language writes it. */
export function day(language: string, value: string): string {
  return new Date(`${value}T00:00:00Z`).toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' })
}

/** One of several, as people list it: `PDF, text or video`. */
export function anyOf(language: string, names: string[]): string {
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(names)
}
