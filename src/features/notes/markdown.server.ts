import MarkdownIt, { type StateCore, type Token } from 'markdown-it'
import sanitizeHtml from 'sanitize-html'

/** CommonMark with tables, strikethrough and autolinks. Raw HTML is shown as the text that it is. */
const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false })
markdown.core.ruler.after('inline', 'task-lists', markTasks)
makeScrollable()

const TASK = /^\[([ xX])\][ \u00A0]/

/** `- [ ]` and `- [x]` at the start of a list item become check boxes (GitHub Flavored Markdown, 5.3). */
function markTasks(state: StateCore): void {
  state.tokens.forEach((token: Token, place: number, tokens: Token[]) => {
    const first = token.children?.[0]
    const mark = token.type === 'inline' ? TASK.exec(first?.content ?? '') : null
    const item = tokens[place - 2]
    if (!mark || !first || item?.type !== 'list_item_open' || tokens[place - 1]?.type !== 'paragraph_open')
      return
    first.content = first.content.slice(mark[0].length)
    const box = new state.Token('task_box', 'input', 0)
    const label = (token.children ?? []).map(textOf).join('').trim()
    box.attrs = [
      ['type', 'checkbox'],
      ['disabled', ''],
      ['aria-label', label],
    ]
    if (mark[1] !== ' ') box.attrSet('checked', '')
    token.children?.unshift(box)
    item.attrJoin('class', 'task-list-item')
  })
}

/** What may be wider than the page scrolls by itself, and whatever scrolls takes the focus, for the arrow keys. */
function makeScrollable(): void {
  const { renderer } = markdown
  for (const block of ['fence', 'code_block']) {
    const render = renderer.rules[block]
    renderer.rules[block] = (...given) => (render?.(...given) ?? '').replace(/^<pre/, '<pre tabindex="0"')
  }
  renderer.rules['table_open'] = () =>
    '<div class="table-scroll" role="group" aria-label="Table" tabindex="0">\n<table>\n'
  renderer.rules['table_close'] = () => '</table>\n</div>\n'
}

const focusable = { name: 'tabindex', values: ['0'] }

const rules: sanitizeHtml.IOptions = {
  allowedTags:
    'h1 h2 h3 h4 h5 h6 p br hr blockquote pre code em strong s ul ol li input a img div table thead tbody tr th td'.split(
      ' ',
    ),
  allowedAttributes: {
    a: ['href', 'title', 'rel'],
    img: ['src', 'alt', 'title'],
    ol: ['start'],
    li: ['class'],
    code: ['class'],
    pre: [focusable],
    div: ['class', 'role', 'aria-label', focusable],
    input: ['type', 'disabled', 'checked', 'aria-label'],
    th: ['align'],
    td: ['align'],
  },
  allowedClasses: { div: ['table-scroll'], li: ['task-list-item'], code: [/^language-[\w-]{1,32}$/] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['https', 'http'] },
  transformTags: {
    a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow noopener noreferrer' }),
    th: alignAttribute('th'),
    td: alignAttribute('td'),
  },
}

/** markdown-it aligns a column by an inline style, which the content security policy refuses: `align` says the same. */
function alignAttribute(tagName: string): sanitizeHtml.Transformer {
  return (_tag, { style }) => {
    const [, align] = /text-align:\s*(left|center|right)/.exec(style ?? '') ?? []
    const attribs: sanitizeHtml.Attributes = align ? { align } : {}
    return { tagName, attribs }
  }
}

/** Markdown as HTML that is safe to show: rendered without raw HTML, then sanitised by a second, independent rule. */
export function renderMarkdown(source: string): string {
  return sanitizeHtml(markdown.render(source), rules)
}

/** The first words of a Markdown text without its marks, cut at a word, at most `length` characters. */
export function excerptOf(source: string, length = 200): string {
  const text = plainText(source.slice(0, length * 10))
  const characters = [...new Intl.Segmenter('en').segment(text)]
  if (text.length <= length) return text
  const cut = characters
    .filter(({ index, segment }) => index + segment.length < length)
    .map(({ segment }) => segment)
  return `${cut.join('').replace(/\s+\S{0,20}$/, '')}…`
}

function plainText(source: string): string {
  const inline = markdown
    .parse(source, {})
    .filter(({ type }) => type === 'inline' || type === 'fence' || type === 'code_block')
  const parts = inline.map((token) => (token.children ? token.children.map(textOf).join('') : token.content))
  return parts.join(' ').replace(/\s+/g, ' ').trim()
}

function textOf({ type, content }: { type: string; content: string }): string {
  return type === 'softbreak' || type === 'hardbreak' ? ' ' : content
}
