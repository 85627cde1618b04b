import { useEventListener, watchDebounced } from '@vueuse/core'
import { ref } from 'vue'
import { callApi } from '@/lib/api'
import type { Field } from '../definition/field.schema'
import { TextPreview, type PreviewText } from '../forms.schema'

/** How long after the last change a text is rendered, and at the latest while somebody goes on writing, in milliseconds. */
const AFTER = 350
const AT_LATEST = 2000

/**
 * The Markdown of a form's fields as the server renders it for visitors, by key. `first` is what it rendered of them with the page.
 * A text that cannot be rendered now is left out, and stands there as it was written.
 */
export function useTextPreview(fields: () => readonly Field[], first: Readonly<Record<string, string>>) {
  const html = ref({ ...first })
  const known = new Map(
    fields().flatMap((field) => {
      const rendered = first[field.key]
      return isWritten(field) && rendered !== undefined ? [[idOf(field), rendered]] : []
    }),
  )

  async function render() {
    await Promise.all(
      fields()
        .filter(isWritten)
        .map(async (field) => {
          const rendered = known.get(idOf(field)) ?? (await ask(field))
          const isStill = fields().some((other) => other.key === field.key && isSame(other, field))
          if (isStill) html.value = withHtml(field.key, rendered)
        }),
    )
  }

  async function ask(field: PreviewText): Promise<string | undefined> {
    const { kind, text } = field
    const path = '/api/forms/texts'
    const result = await callApi(path, { method: 'POST', body: { kind, text }, schema: TextPreview })
    if (!result.ok) return undefined
    known.set(idOf(field), result.data.html)
    return result.data.html
  }

  function withHtml(key: string, rendered: string | undefined): Record<string, string> {
    const others = Object.fromEntries(Object.entries(html.value).filter(([name]) => name !== key))
    return rendered === undefined ? others : { ...others, [key]: rendered }
  }

  watchDebounced(fields, render, { debounce: AFTER, maxWait: AT_LATEST })
  useEventListener('online', () => void render())
  return html
}

function isWritten(field: Field): field is Extract<Field, PreviewText> {
  return field.kind === 'text_block' || field.kind === 'consent'
}

function isSame(field: Field, other: PreviewText): boolean {
  return isWritten(field) && idOf(field) === idOf(other)
}

function idOf({ kind, text }: PreviewText): string {
  return `${kind} ${text}`
}
