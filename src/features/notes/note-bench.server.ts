import type { BenchQuestion } from '@/lib/feature'

/** What a member does all day: the list as a page and as data, a word looked for, and a note kept. */
export async function benchNotes(): Promise<BenchQuestion[]> {
  return [
    { what: 'the page of notes', kind: 'page', path: '/notes' },
    { what: 'notes as data', kind: 'read', path: '/api/notes' },
    { what: 'a word in all notes', kind: 'read', path: '/api/notes?q=bread' },
    { what: 'a note kept', kind: 'write', path: '/api/notes', body: writeNote },
  ]
}

function writeNote(place: number) {
  return { title: `Batch ${place}`, body: 'Flour, water, salt, and a day of time.', tags: ['bread'] }
}
