import MarkdownIt, { type Token } from 'markdown-it'
import sanitizeHtml from 'sanitize-html'
import { markHeadings } from './markdown-headings.server'
import { drawTasks, markTasks } from './markdown-tasks.server'
import { textOf } from './markdown-text.server'
import * as words from './words/text'

/** CommonMark with tables, strikethrough and autolinks. Raw HTML is shown as the text that it is. */
const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false })
markdown.core.ruler.after('inline', 'task-lists', markTasks)
markdown.core.ruler.push('headings', markHeadings)
drawTasks(markdown)
makeScrollable()

/** What may be wider than the page scrolls by itself, and whatever scrolls takes the focus, for the arrow keys. */
function makeScrollable(): void {
  const { renderer } = markdown
  for (const block of ['fence', 'code_block']) {
    const render = renderer.rules[block]
    renderer.rules[block] = (...given) =>
      `<div class="code-block">${(render?.(...given) ?? '').trimEnd().replace(/^<pre/, '<pre tabindex="0"')}</div>\n`
  }
  renderer.rules['table_open'] = () =>
    `<div class="table-scroll" role="group" aria-label="${words.table}" tabindex="0">\n<table>\n`
  renderer.rules['table_close'] = () => '</table>\n</div>\n'
}

const focusable = { name: 'tabindex', values: ['0'] }

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']

const rules: sanitizeHtml.IOptions = {
  allowedTags:
    'h1 h2 h3 h4 h5 h6 p br hr blockquote pre code em strong s ul ol li input button a img div table thead tbody tr th td'.split(
      ' ',
    ),
  allowedAttributes: {
    ...Object.fromEntries(headings.map((heading) => [heading, ['id']])),
    a: ['href', 'title', 'rel', 'class', 'aria-label'],
    img: ['src', 'alt', 'title'],
    ol: ['start'],
    li: ['class'],
    code: ['class'],
    pre: [focusable],
    div: ['class', 'role', 'aria-label', focusable],
    input: ['type', 'disabled', 'checked', 'aria-label', 'class'],
    button: ['type', 'name', 'value', 'role', 'aria-checked', 'aria-label', 'class'],
    th: ['align'],
    td: ['align'],
  },
  allowedClasses: {
    a: ['heading-link'],
    div: ['table-scroll', 'code-block', 'heading'],
    button: ['task-box'],
    input: ['task-box'],
    li: ['task-list-item'],
    code: [/^language-[\w-]{1,32}$/],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['https', 'http'] },
  transformTags: {
    a: outwardLink,
    th: alignAttribute('th'),
    td: alignAttribute('td'),
  },
}

/** What leads elsewhere gives nothing away about here; what leads to a heading stays. */
function outwardLink(tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const isWithin = attribs['href']?.startsWith('#')
  return { tagName, attribs: isWithin ? attribs : { ...attribs, rel: 'nofollow noopener noreferrer' } }
}

/** markdown-it aligns a column by an inline style, which the content security policy refuses: `align` says the same. */
function alignAttribute(tagName: string): sanitizeHtml.Transformer {
  return (_tag, { style }) => {
    const [, align] = /text-align:\s*(left|center|right)/.exec(style ?? '') ?? []
    const attribs: sanitizeHtml.Attributes = align ? { align } : {}
    return { tagName, attribs }
  }
}

/**
 * Markdown as HTML that is safe to show: rendered without raw HTML, then sanitised by a second, independent rule. Where tasks
 * `canBeTicked` each is a button of the form around the text.
 */
export function renderMarkdown(source: string, { canBeTicked = false } = {}): string {
  return sanitizeHtml(markdown.render(source, { canBeTicked }), rules)
}

/** The tokens of a Markdown text, its task boxes among them. */
export function parseMarkdown(source: string): Token[] {
  return markdown.parse(source, {})
}

/** The first words of a Markdown text without its marks, cut at a word, at most `length` characters. */
export function excerptOf(source: string, length = 200): string {
  const text = plainText(source.slice(0, length * 10))
  if (text.length <= length) return text
  return `${wholeCharacters(text, length - 1).replace(/\s+\S{0,20}$/, '')}…`
}

const characters = new Intl.Segmenter('en')

/** The beginning of a text, at most so long, with no character cut in two. */
function wholeCharacters(text: string, most: number): string {
  let end = 0
  for (const { index, segment } of characters.segment(text)) {
    if (index + segment.length > most) break
    end = index + segment.length
  }
  return text.slice(0, end)
}

function plainText(source: string): string {
  const inline = markdown
    .parse(source, {})
    .filter(({ type }) => type === 'inline' || type === 'fence' || type === 'code_block')
  const parts = inline.map((token) => (token.children ? token.children.map(textOf).join('') : token.content))
  return parts.join(' ').replace(/\s+/g, ' ').trim()
}
