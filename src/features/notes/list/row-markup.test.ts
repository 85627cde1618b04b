// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import type { NoteHit } from '../notes.schema'
import { renderEmpty } from './empty-markup'
import { renderTags, renderViews } from './list-markup'
import { renderRows } from './row-markup'

const NOW = '2026-03-10T12:00:00.000Z'

const note = (more: Partial<NoteHit> = {}): NoteHit => ({
  id: '01900000-0000-7000-8000-000000000001',
  title: 'Flour & water',
  excerpt: 'Of the mill',
  tags: [],
  visibility: 'workspace',
  pinned: false,
  version: 1,
  author: { id: 'a', name: 'Ada' },
  createdAt: NOW,
  updatedAt: NOW,
  archivedAt: null,
  trashedAt: null,
  ...more,
})

function draw(more: Partial<NoteHit>, { q = '', canEdit = true } = {}) {
  document.body.innerHTML = renderRows([note(more)], { q, now: NOW, canEdit }).join('')
  return document.body
}

it('marks what was searched for in title and text, and lets nothing through as HTML', () => {
  const body = draw(
    {
      title: '<b>rye</b>',
      snippet: [
        { text: '<i>', match: false },
        { text: 'rye', match: true },
      ],
      tags: ['<u>'],
    },
    { q: 'ry' },
  )
  expect([...body.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['rye', 'rye'])
  expect(body.querySelector('[data-slot=note-title]')?.textContent).toBe('<b>rye</b>')
  expect(body.querySelector('b, i, u')).toBeNull()
})

it('says that a note is pinned or private, and offers whoever only reads no menu', () => {
  const body = draw({ pinned: true, visibility: 'private' }, { canEdit: false })
  expect([...body.querySelectorAll('[role=img]')].map((image) => image.getAttribute('aria-label'))).toEqual([
    'Pinned',
    'Only you',
  ])
  expect(body.querySelector('button')).toBeNull()
  expect(draw({}).querySelector('button')?.getAttribute('aria-label')).toBe('What to do with Flour & water')
})

it('shows four tags and counts the others', () => {
  const body = draw({ tags: ['a', 'b', 'c', 'd', 'e', 'f'], author: null })
  expect(body.querySelector('[title="e, f"]')?.textContent).toBe('+2')
})

const query = { q: '', tag: '', view: 'active', sort: 'updated' } as const

it('keeps the search in the views, and the view in the tags', () => {
  document.body.innerHTML = renderViews({ ...query, q: 'a&b' }).text
  expect([...document.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
    '/notes?q=a%26b',
    '/notes?q=a%26b&view=pinned',
    '/notes?q=a%26b&view=archived',
    '/notes?q=a%26b&view=trash',
  ])
  const tags = [{ tag: 'rye', count: 3 }]
  document.body.innerHTML = renderTags({ ...query, view: 'archived' }, tags).text
  expect(document.querySelector('a')?.getAttribute('href')).toBe('/notes?tag=rye&view=archived')
  document.body.innerHTML = renderTags({ ...query, sort: 'title' }, tags).text
  expect(document.querySelector('a')?.getAttribute('href')).toBe('/notes?tag=rye&sort=title')
})

it('offers the first note and samples only where there is nothing and one may write', () => {
  expect(renderEmpty(query, true).text).toContain('Add four sample notes')
  expect(renderEmpty(query, false).text).not.toContain('form')
  expect(renderEmpty({ ...query, view: 'trash' }, true).text).not.toContain('form')
  expect(renderEmpty({ ...query, q: 'x' }, true).text).toContain('No note matches')
})
