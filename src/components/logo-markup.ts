import { markup, type Markup } from '@/lib/markup'

/** The clip of the app, silent: its name stands beside it. */
export function logo(size = 'size-6'): Markup {
  return markup`<svg viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="2.25" stroke-linejoin="round" aria-hidden="true" class="shrink-0 text-primary ${size}"><g transform="rotate(45 16 16)"><path d="M10 16V9.5a6 6 0 0 1 12 0V16Z" fill="currentColor"/><path d="M10 16v6.5a6 6 0 0 0 12 0V16"/></g></svg>`
}
