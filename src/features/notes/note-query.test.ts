import { describe, expect, it } from 'vitest'
import { backToList } from './note-query'

describe('backToList', () => {
  const origin = 'http://localhost:4321'
  const active = { archivedAt: null, trashedAt: null }
  const time = '2026-01-01T00:00:00.000Z'

  it.each([
    ['the list it was opened from', `${origin}/notes?q=rye&view=trash`, active, '/notes?q=rye&view=trash'],
    ['the notes when opened from elsewhere here', `${origin}/notes/new?q=x`, active, '/notes'],
    ['the notes when opened from another origin', 'https://example.org/notes?q=x', active, '/notes'],
    ['the notes when opened from nowhere', null, active, '/notes'],
    [
      'the archive for an archived note',
      'no address',
      { ...active, archivedAt: time },
      '/notes?view=archived',
    ],
    ['the trash for a trashed one', null, { archivedAt: time, trashedAt: time }, '/notes?view=trash'],
  ])('leads to %s', (_where, referer, note, address) => {
    expect(backToList(referer, origin, note)).toBe(address)
  })
})
