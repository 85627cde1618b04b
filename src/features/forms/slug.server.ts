import { randomInt } from 'node:crypto'

/** Without those that are easily mistaken for another. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

const END = 6

/** An address out of a title, with an end that nobody guesses: `summer-party-x7k2mq`. */
export function makeSlug(title: string): string {
  return join(title, Array.from({ length: END }, () => letters[randomInt(letters.length)]).join(''))
}

/** The address that follows a title to another one, with the same end; one that was chosen by itself stays. */
export function followTitle(slug: string, from: string, to: string): string {
  const end = slug.slice(-END)
  return slug === join(from, end) ? join(to, end) : slug
}

function join(title: string, end: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '')
  return words === '' ? end : `${words}-${end}`
}
