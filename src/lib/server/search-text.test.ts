import { expect, it } from 'vitest'
import { readSnippet, snippetMarks } from './search-text'

const mark = (text: string) => text.replace(/<(.+?)>/g, `${snippetMarks.start}$1${snippetMarks.end}`)

it.each([
  ['See [the <list>](/notes/01a2 "Ours") and ![a <loaf>](/f/x.png).', 'See the <list> and a <loaf>.'],
  ['…for the <list>](/notes/01a2) of <suppliers>', '…for the <list> of <suppliers>'],
  ['…7755-9c3a-c9071582a66c) for the <list>', '… for the <list>'],
  ['…self-<raising>) flour', '…self-<raising>) flour'],
  ['…2-3) of <flour>', '…2-3) of <flour>'],
  ['the <list>: [all of <them>](/notes/01a2-…', 'the <list>: all of <them>…'],
  ['the <list>: [all of <them>…', 'the <list>: all of <them>…'],
  ['see [<sourdough>](https://<sourdough>.example/) there', 'see <sourdough> there'],
  ['…see above) and a <list>', '…see above) and a <list>'],
  ['- [ ] order <rye>…', 'order <rye>…'],
])('The snippet %s reads %s', (found, read) => {
  const shown = readSnippet(mark(found)).map(({ text, match }) => (match ? `<${text}>` : text))
  expect(shown.join('').trim()).toBe(read)
})

it.each(['-', '1', '[', '[a](', '[a](x "', '…1.', ' '])(
  'A snippet of a hundred thousand %j is read at once',
  (piece) => {
    const begun = performance.now()
    readSnippet(`…${piece.repeat(100_000 / piece.length)} )`)
    expect(performance.now() - begun).toBeLessThan(1000)
  },
)
