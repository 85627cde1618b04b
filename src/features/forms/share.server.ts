import { instance } from '@/lib/server/instance'
import type { Form } from './forms.schema'

/** What a form is shared by: its address, and the lines that show it in another page. */
export function shareLinks({ slug, title }: Pick<Form, 'slug' | 'title'>): {
  address: string
  snippet: string
} {
  const [origin] = instance().address.origins
  const address = `${origin}/f/${slug}`
  const snippet = `<iframe src="${address}?embed" title="${escape(title)}" width="100%" height="600" loading="lazy"></iframe>\n<script src="${origin}/embed.js" async></script>`
  return { address, snippet }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
