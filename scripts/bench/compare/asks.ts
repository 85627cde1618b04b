import type { Aim } from './drive'
import type { EmbeddedFile } from './lanes'
import type { World } from './world'

/**
 * A question to both servers: the request to each, the least ratio of rates that is wanted, and how many answers of
 * theirs are compared (`same` is told the two texts and throws when they differ in what matters).
 */
export type Ask = {
  name: string
  mark: number
  ours: (origin: string) => Aim
  floor: (origin: string) => Aim
  isSame: (ours: string, floor: string) => boolean
  /** Asked of a Capsule whose limits hold: it comes from many addresses. */
  isLimited?: boolean
  /** The least answers a second that are wanted of Capsule, whatever the floor does. */
  least?: number
}

/** What is asked of both, in the words of docs/performance.md. */
export function listAsks(world: World, file: EmbeddedFile): Ask[] {
  const headers = { cookie: world.cookie }
  const get =
    (path: string) =>
    (origin: string): Aim => ({ url: `${origin}${path}`, headers })
  const both = (path: string) => ({ ours: get(path), floor: get(path), isSame: isSameText })
  return [
    { name: 'GET /api/notes, 20 rows', mark: 0.5, ...both('/api/notes') },
    { name: 'GET /api/notes/[id]', mark: 0.4, ...both(`/api/notes/${world.noteId}`) },
    { name: 'GET /api/notes?q=, a rare word', mark: 0.6, ...both('/api/notes?q=rare') },
    { name: 'GET /api/notes?q=, a common word', mark: 0.6, ...both('/api/notes?q=common') },
    {
      name: 'POST /api/notes, durable',
      mark: 0.6,
      ours: post(headers),
      floor: post(headers),
      isSame: isSameMade,
    },
    {
      name: 'public response, durable',
      mark: 0.3,
      least: 1500,
      isLimited: true,
      ours: answer(world),
      floor: answer(world),
      isSame: isSameMade,
    },
    {
      name: '/notes as HTML, against the floor’s JSON',
      mark: 0.2,
      ours: get('/notes'),
      floor: get('/api/notes'),
      isSame: holdsTheTitles,
    },
    { name: 'an embedded file', mark: 0.8, ours: getFile(file), floor: getFile(file), isSame: isSameText },
  ]
}

function post(headers: Record<string, string>) {
  return (origin: string): Aim => ({
    url: `${origin}/api/notes`,
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', origin },
    body: JSON.stringify({ title: 'Of the bench', body: 'Flour, water, salt.', tags: ['bread', 'rye'] }),
  })
}

/** A visitor's answers to one form after the other, through a proxy on this machine. */
function answer({ turns }: World) {
  return (origin: string): Aim => ({
    url: origin,
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, 'x-forwarded-for': '{address}' },
    turns,
  })
}

function getFile({ path }: EmbeddedFile) {
  return (origin: string): Aim => ({ url: `${origin}${path}`, headers: { 'accept-encoding': 'br' } })
}

function isSameText(ours: string, floor: string): boolean {
  return ours === floor
}

const OWN = /"(?:id|createdAt|updatedAt)":"[^"]*"/g

/** But for what is each one's own. */
function isSameMade(ours: string, floor: string): boolean {
  return ours.replace(OWN, '') === floor.replace(OWN, '')
}

function holdsTheTitles(page: string, json: string): boolean {
  const titles = [...json.matchAll(/"title":"([^"]*)"/g)].map(([, title = '']) => title)
  return titles.length === 20 && titles.every((title) => page.includes(title))
}
