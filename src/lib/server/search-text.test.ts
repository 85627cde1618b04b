import { expect, it } from 'vitest'
import { readSnippet, snippetMarks } from './search-text'

const mark = (text: string) => text.replace(/<(.+?)>/g, `${snippetMarks.start}$1${snippetMarks.end}`)

it.each([
  ['See [the <list>](/notes/01a2 "Ours") and ![a <loaf>](/f/x.png).', 'See the <list> and a <loaf>.'],
  ['…for the <list>](/notes/01a2) of <suppliers>', '…for the <list> of <suppliers>'],
  ['…7755-<9c3a>) for the <list>', '… for the <list>'],
  ['the <list>: [all of <them>](/notes/01a2-…', 'the <list>: all of <them>…'],
  ['the <list>: [all of <them>…', 'the <list>: all of <them>…'],
  ['see [<sourdough>](https://<sourdough>.example/) there', 'see <sourdough> there'],
  ['…see above) and a <list>', '…see above) and a <list>'],
  ['- [ ] order <rye>…', 'order <rye>…'],
])('The snippet %s reads %s', (found, read) => {
  const shown = readSnippet(mark(found)).map(({ text, match }) => (match ? `<${text}>` : text))
  expect(shown.join('').trim()).toBe(read)
})
