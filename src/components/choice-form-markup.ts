import type { Appearance } from '@/lib/appearance'
import { markup, type Markup } from '@/lib/markup'

/**
 * A form by whose buttons a reader chooses how the app looks, and comes back to `here`. Where scripts run, appearance-choices.ts does it
 * without leaving the page.
 */
export function renderChoiceForm(buttons: Markup, { cookie }: Appearance, here: string): Markup {
  return markup`<form method="post" action="/appearance" data-cookie="${cookie}"><input type="hidden" name="next" value="${here}">${buttons}</form>`
}
