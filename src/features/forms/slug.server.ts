import { randomInt } from 'node:crypto'

/** Without those that are easily mistaken for another. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** An address out of a title, with an end that nobody guesses: `summer-party-x7k2mq`. */
export function makeSlug(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '')
  const end = Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('')
  return words === '' ? end : `${words}-${end}`
}
