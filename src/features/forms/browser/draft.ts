import type { ControlValues } from '../public/control-values'

/**
 * What is kept of a form on this device until it is sent. `key` makes a resend the same response, `token` says when it began; of files
 * the names are kept, by question.
 */
export type Draft = {
  key: string
  token: string
  at: string
  values: ControlValues
  files: Record<string, string[]>
}

/** One draft for a form's version. A browser that keeps nothing (embedded, private) just has none. */
export class DraftStore {
  constructor(
    private readonly form: string,
    private readonly version: number,
    private readonly isKept: boolean,
  ) {}

  private get name(): string {
    return `form:${this.form}:${this.version}`
  }

  private get sentName(): string {
    return `form-sent:${this.form}`
  }

  read(): Draft | null {
    if (!this.isKept) return null
    return attempt(() => toDraft(JSON.parse(localStorage.getItem(this.name) ?? 'null')))
  }

  write(draft: Draft): void {
    if (!this.isKept) return
    attempt(() => localStorage.setItem(this.name, JSON.stringify(draft)))
  }

  clear(): void {
    attempt(() => localStorage.removeItem(this.name))
  }

  markSent(): void {
    if (!this.isKept) return
    this.clear()
    attempt(() => localStorage.setItem(this.sentName, new Date().toISOString()))
  }

  get isSent(): boolean {
    return attempt(() => localStorage.getItem(this.sentName)) !== null
  }
}

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

/** Null for what is no draft: anything could stand there. */
function toDraft(found: unknown): Draft | null {
  if (typeof found !== 'object' || found === null) return null
  if (!('key' in found && 'token' in found && 'at' in found && 'values' in found)) return null
  const { key, token, at, values } = found
  if (typeof key !== 'string' || typeof token !== 'string' || typeof at !== 'string') return null
  return { key, token, at, values: toTexts(values), files: 'files' in found ? toTexts(found.files) : {} }
}

function toTexts(found: unknown): Record<string, string[]> {
  if (typeof found !== 'object' || found === null) return {}
  const texts = Object.entries(found).map(([name, list]: [string, unknown]) => [
    name,
    Array.isArray(list) ? list.filter((text): text is string => typeof text === 'string') : [],
  ])
  return Object.fromEntries(texts)
}
