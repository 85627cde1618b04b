import type { StateCore, Token } from 'markdown-it'
import { textOf } from './markdown-text.server'
import { linkTo, linkToHeading } from './words/text'

/** Before every id: what a note says must never be taken for a part of the page, such as `main` or `title`. */
const PREFIX = 'h-'
const LENGTH = 60

/** Every heading gets an id that is made of its words, and beside it a link to itself. */
export function markHeadings(state: StateCore): void {
  const taken = new Set<string>()
  state.tokens = state.tokens.flatMap((token, place, tokens) => {
    const words = (place: number) => (tokens[place]?.children ?? []).map(textOf).join('').trim()
    if (token.type === 'heading_open') {
      const id = freeId(words(place + 1), taken)
      token.attrSet('id', id)
      return [open(state, 'div', [['class', 'heading']]), token]
    }
    if (token.type !== 'heading_close') return [token]
    const label = words(place - 1)
    const link = open(state, 'a', [
      ['class', 'heading-link'],
      ['href', `#${tokens[place - 2]?.attrGet('id') ?? ''}`],
      ['aria-label', label ? linkTo(label) : linkToHeading],
    ])
    return [token, link, close(state, 'a'), close(state, 'div')]
  })
}

function freeId(text: string, taken: Set<string>): string {
  const slug = text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  const wanted = `${PREFIX}${[...slug].slice(0, LENGTH).join('') || 'heading'}`
  let id = wanted
  for (let count = 2; taken.has(id); count++) id = `${wanted}-${count}`
  taken.add(id)
  return id
}

function open(state: StateCore, tag: string, attrs: [string, string][]): Token {
  const token = new state.Token(`${tag}_open`, tag, 1)
  token.attrs = attrs
  return token
}

function close(state: StateCore, tag: string): Token {
  return new state.Token(`${tag}_close`, tag, -1)
}
