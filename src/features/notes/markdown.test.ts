import { describe, expect, it } from 'vitest'
import { excerptOf, renderMarkdown } from './markdown.server'

describe('renderMarkdown', () => {
  it.each([
    ['<script>alert(1)</script>', '&lt;script&gt;'],
    ['<img src=x onerror=alert(1)>', '&lt;img'],
    ['<b>bold</b>', '&lt;b&gt;'],
    ['`<i>`', '<code>&lt;i&gt;</code>'],
  ])('shows the HTML in %j as the text that it is', (source, shown) => {
    expect(renderMarkdown(source)).toContain(shown)
  })

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '![x](javascript:alert(1))',
    '[x](vbscript:x)',
    '<javascript:alert(1)>',
    '[x]: javascript:alert(1)\n\n[x]',
  ])('makes no link of %j', (source) => {
    expect(renderMarkdown(source)).not.toMatch(/(?:href|src)="(?:javascript|data|vbscript)/i)
  })

  it('renders tables with their alignment and without inline styles', () => {
    const html = renderMarkdown('| a | b |\n| --- | ---: |\n| 1 | 2 |')
    expect(html).toContain('<td align="right">2</td>')
    expect(html).not.toContain('style=')
  })

  it('lets tables and code scroll by themselves, within reach of the keyboard', () => {
    const table = renderMarkdown('| a |\n| --- |\n| 1 |')
    expect(table).toMatch(
      /^<div class="table-scroll" role="group" aria-label="Table" tabindex="0">\s*<table>[^]*<\/table>\s*<\/div>\s*$/,
    )
    expect(renderMarkdown('```ts\nx\n```')).toContain('<pre tabindex="0"><code class="language-ts">x')
    expect(renderMarkdown('    x')).toContain('<pre tabindex="0"><code>x')
  })

  it('renders tasks as named, disabled check boxes', () => {
    const html = renderMarkdown('- [ ] buy *rye*\n- [x] call\n- [y] no task')
    expect(html).toContain(
      '<li class="task-list-item"><input type="checkbox" class="task-box" disabled aria-label="buy rye" />',
    )
    expect(html).toContain('aria-label="call" checked />')
    expect(html.match(/<input/g)).toHaveLength(2)
  })

  it('renders tasks that can be ticked as buttons that say which one and what they do', () => {
    const html = renderMarkdown('- [ ] buy *rye* "now"\n- [x] ![](https://example.org/a.png)', {
      canBeTicked: true,
    })
    expect(html).toContain(
      '<button type="submit" name="intent" value="tick-0" class="task-box" role="checkbox" aria-checked="false" aria-label="buy rye &quot;now&quot;"></button>',
    )
    expect(html).toContain(
      'value="untick-1" class="task-box" role="checkbox" aria-checked="true" aria-label="Task 2"',
    )
    expect(html).not.toContain('<input')
  })

  it('gives headings ids that are their own, never the page’s, and links to them', () => {
    const html = renderMarkdown(
      '# Main\n\n## *Rye* & Spelt!\n\n## Rye, spelt\n\nΑρχή\n===\n\n# !\n\n# Main 2\n\n# Main',
    )
    expect([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)).toEqual([
      'h-main',
      'h-rye-spelt',
      'h-rye-spelt-2',
      'h-αρχή',
      'h-heading',
      'h-main-2',
      'h-main-3',
    ])
    expect(html).toContain(
      '<div class="heading"><h1 id="h-main">Main</h1>\n<a class="heading-link" href="#h-main" aria-label="Link to “Main”"></a></div>',
    )
  })

  it('keeps a link of the text to one of its headings, and sends the others away without a trace', () => {
    expect(renderMarkdown('[up](#h-main)')).toContain('<a href="#h-main">up</a>')
    expect(renderMarkdown('[out](/notes)')).toContain('rel="nofollow noopener noreferrer"')
  })

  it('renders strikethrough, links and code with their language', () => {
    expect(renderMarkdown('~~a~~')).toContain('<s>a</s>')
    expect(renderMarkdown('see https://example.org')).toContain(
      '<a href="https://example.org" rel="nofollow noopener noreferrer">https://example.org</a>',
    )
    expect(renderMarkdown('```ts\nx\n```')).toContain('<code class="language-ts">')
  })
})

describe('excerptOf', () => {
  it('is the words without their Markdown', () => {
    expect(excerptOf('# Rye\n\n- [ ] *order* [flour](https://example.org)\n\n`x`')).toBe('Rye order flour x')
  })

  it('cuts a long text at a word, within the length, and never inside a character', () => {
    const cut = excerptOf('word '.repeat(100))
    expect(cut.length).toBeLessThanOrEqual(200)
    expect(cut).toMatch(/word…$/)
    expect(excerptOf('👩‍🍳'.repeat(100))).toMatch(/^(?:👩‍🍳)+…$/u)
  })

  it('leaves a short text whole', () => {
    expect(excerptOf('short')).toBe('short')
    expect(excerptOf('')).toBe('')
  })
})
