/** HTML that is safe to put into a page: made by `markup` alone. */
export class Markup {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text
  }
}

type Value = string | number | Markup | readonly Markup[] | false | null | undefined

/**
 * A template for HTML, for what server and browser both draw. Every value is escaped but for markup itself, so it may stand
 * between tags and within a quoted attribute; `false`, null and undefined are nothing.
 */
export function markup(texts: TemplateStringsArray, ...values: Value[]): Markup {
  let html = ''
  for (let place = 0; place < texts.length; place += 1) html += (texts[place] ?? '') + render(values[place])
  return new Markup(html)
}

function render(value: Value): string {
  if (typeof value === 'string') return escapeHtml(value)
  if (value === false || value === null || value === undefined) return ''
  if (value instanceof Markup) return value.text
  if (typeof value === 'number') return String(value)
  let html = ''
  for (const one of value) html += one.text
  return html
}

const SPECIAL = /[&<>"']/
const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign) : text
}
