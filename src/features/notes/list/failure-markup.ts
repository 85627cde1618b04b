import { alertVariants } from '@/components/ui/alert-variants'
import { markup, type Markup } from '@/lib/markup'
import * as words from '../words/list'
import { symbol } from './symbols'

const classes = alertVariants({ variant: 'destructive' })

/** Why the list could not be read, and the way to try again. */
export function renderFailure({ error, requestId }: { error: string; requestId: string | null }): Markup {
  return markup`<div data-slot="alert" role="alert" class="${classes}"><svg aria-hidden="true">${symbol('alert')}</svg><div class="grid min-w-0 grid-cols-1 gap-1 self-center"><p class="font-medium">${error}</p>${
    requestId !== null &&
    markup`<p class="text-muted-foreground">${words.tell} <code class="wrap-anywhere">${requestId}</code></p>`
  }<p><button type="button" data-again class="font-medium underline underline-offset-4">${words.again}</button></p></div></div>`
}
