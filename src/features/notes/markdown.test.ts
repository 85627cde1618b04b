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
      '<li class="task-list-item"><input type="checkbox" disabled aria-label="buy rye" />',
    )
    expect(html).toContain('aria-label="call" checked />')
    expect(html.match(/<input/g)).toHaveLength(2)
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
