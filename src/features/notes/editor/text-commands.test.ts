import { describe, expect, it } from 'vitest'
import { commands, type CommandName } from './text-commands'

/** The text after a command; `[` and `]` of the arguments as « and », which stand around what is selected. */
function run(name: CommandName, marked: string): string {
  const start = marked.indexOf('«')
  const end = marked.indexOf('»') - 1
  const text = marked.replace(/[«»]/g, '')
  const edit = commands[name]({ text, start, end })
  const after = text.slice(0, edit.from) + edit.insert + text.slice(edit.to)
  return `${after.slice(0, edit.start)}«${after.slice(edit.start, edit.end)}»${after.slice(edit.end)}`
}

describe('a command of the editor', () => {
  it.each<[CommandName, string, string]>([
    ['bold', 'a «rye» b', 'a **«rye»** b'],
    ['bold', 'a **«rye»** b', 'a «rye» b'],
    ['bold', '«»', '**«bold»**'],
    ['italic', '«rye»', '*«rye»*'],
    ['italic', '*«rye»*', '«rye»'],
    ['italic', '**«rye»**', '***«rye»***'],
    ['code', '«x»', '`«x»`'],
    ['code', 'a\n«b\nc»\nd', 'a\n```\n«b\nc»\n```\nd'],
    ['link', 'see «the mill»', 'see [the mill](«https://»)'],
    ['link', '«https://example.org»', '[«text»](https://example.org)'],
    ['heading', 'a\nb«»\nc', 'a\n# b«»\nc'],
    ['heading', '### b«»', 'b«»'],
    ['list', '«a\n\nb»', '«- a\n\n- b»'],
    ['list', '«- a\n- b»', '«a\nb»'],
    ['list', '«- [ ] a»', '«- a»'],
    ['tasks', '«- a\nb»', '«- [ ] a\n- [ ] b»'],
    ['tasks', '«- [x] a»', '«a»'],
    ['tasks', '«»', '- [ ] «»'],
    ['quote', '«a\nb»', '«> a\n> b»'],
    ['quote', '«> a»', '«a»'],
    ['indent', '- a«»', '  - a«»'],
    ['outdent', '    - a«»', '  - a«»'],
    ['table', 'a«»', 'a\n\n| «Column» | Column |\n| --- | --- |\n| Cell | Cell |\n'],
  ])('%s makes of %j', (name, before, after) => {
    expect(run(name, before)).toBe(after)
  })
})
