import MarkdownIt from 'markdown-it'
import sanitizeHtml from 'sanitize-html'
import type { Definition } from './definition/definition.schema'
import type { PreviewText } from './forms.schema'

/** Raw HTML is shown as the text that it is; pictures stand in blocks of their own. */
const markdown = new MarkdownIt({ html: false, linkify: true }).disable('image')

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'br',
    'strong',
    'em',
    's',
    'a',
    'ul',
    'ol',
    'li',
    'h1',
    'h2',
    'h3',
    'h4',
    'blockquote',
    'code',
    'hr',
  ],
  allowedAttributes: { a: ['href', 'rel', 'target'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  // A link of the form's text must not take its answers away, nor the frame that it stands in.
  transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'noopener nofollow', target: '_blank' }) },
}

/** Markdown of a form's author as HTML that a visitor's page may hold. */
export function renderText(text: string): string {
  return sanitizeHtml(markdown.render(text), allowed)
}

/** The same within a line: what stands beside the box of a consent leads to the terms. */
function renderLine(text: string): string {
  return sanitizeHtml(markdown.renderInline(text), allowed)
}

/** What a text of this kind of field shows. */
export function renderWritten({ kind, text }: PreviewText): string {
  return kind === 'consent' ? renderLine(text) : renderText(text)
}

/** The texts of a form that its author wrote in Markdown, rendered, by key: of text blocks and of consents. */
export function renderBlocks({ fields }: Definition): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap((field) =>
      field.kind === 'text_block' || field.kind === 'consent' ? [[field.key, renderWritten(field)]] : [],
    ),
  )
}
