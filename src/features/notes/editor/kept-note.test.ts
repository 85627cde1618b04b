// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { forgetDrafts } from '@/lib/kept-drafts'
import { findKeptNote, forgetNote, keepNote } from './kept-note'
import type { KeptNote } from './kept-note-shape'

const note: KeptNote = {
  title: 'Flour',
  body: 'rye',
  tags: ['mill'],
  visibility: 'private',
  version: 3,
  at: '2026-01-01T00:00:00.000Z',
}

afterEach(() => {
  vi.unstubAllGlobals()
  localStorage.clear()
})

test('A note that is kept is found by its account alone, and for its note alone', async () => {
  expect(keepNote('ada', 'n1', note)).toBe(true)
  expect(await findKeptNote('bob', 'n1')).toBeNull()
  expect(await findKeptNote('ada', null)).toBeNull()
  expect(await findKeptNote('ada', 'n1')).toEqual(note)
  forgetNote('ada', 'n1')
  expect(await findKeptNote('ada', 'n1')).toBeNull()
})

test('What is no note is not offered', async () => {
  for (const text of ['{', '[]', '{"title":1}']) {
    localStorage.setItem('capsule.note-draft.ada.n1', text)
    expect(await findKeptNote('ada', 'n1')).toBeNull()
  }
})

test('A device that keeps nothing says so', () => {
  const setItem = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  vi.stubGlobal('localStorage', { setItem })
  expect(keepNote('ada', 'n1', note)).toBe(false)
})

test('Signing out forgets the drafts of notes and forms, and nothing else', () => {
  keepNote('ada', 'n1', note)
  localStorage.setItem('capsule.form-draft.f1', '{}')
  localStorage.setItem('capsule.sidebar', 'wide')
  forgetDrafts()
  expect(Object.keys(localStorage)).toEqual(['capsule.sidebar'])
})
