import { beforeEach, describe, expect, it } from 'vitest'
import { buildWorkspace, useInstance } from '@/test/instance'
import { database } from './db'
import { readMatch, widen } from './search-match'
import { rankingOf } from './search-rank'
import { spaceOut } from './search-text'

useInstance()

let author: ReturnType<typeof buildWorkspace>['owner']

beforeEach(() => {
  author = buildWorkspace().owner
})

/** A note for each text, as bare rows: the triggers index them. */
function write(...texts: string[]): void {
  const insert = database().$client.query(
    `INSERT INTO notes (id, workspace_id, author_id, visibility, title, sort_title, excerpt, created_at, updated_at, body, search_body)
     VALUES (?, ?, ?, 'workspace', '', '', '', 1, 1, ?, ?)`,
  )
  for (const text of texts)
    insert.run(crypto.randomUUID(), author.workspace.id, author.accountId, text, spaceOut(text))
}

const allOf = (typed: string) => readMatch('notes_fts', typed)?.all

function find(match: string): number[] {
  const rows = database()
    .$client.query<{ rowid: number }, [string]>(
      'SELECT rowid FROM notes_fts WHERE notes_fts MATCH ? ORDER BY rowid',
    )
    .all(match)
  return rows.map(({ rowid }) => rowid)
}

const numbered = (count: number) => Array.from({ length: count }, (_, place) => `order${place}`)

describe('a search as a query of the index', () => {
  it('is none without a word', () => {
    expect(readMatch('notes_fts', '"*+ -')).toBeNull()
  })

  it('names the words that begin as the typed one does, folded as the index folds', () => {
    write('Bakery baked BAKER bakés', 'bread')
    expect(allOf('Bake')).toBe('("baked" OR "baker" OR "bakery" OR "bakes")')
    expect(allOf('λόγος')).toBe('"λόγοσ"*')
    write('ΛΌΓΟΣ')
    expect(allOf('λόγος')).toBe('("λόγοσ")')
  })

  it('leaves two and three letters to the index of beginnings', () => {
    write('bakery')
    expect([allOf('ba'), allOf('bak'), allOf('ÉÀ')]).toEqual(['"ba"*', '"bak"*', '"ea"*'])
  })

  it('goes by the two-letter beginnings for one letter, and names the letter where it is a word', () => {
    write('a bakery has bread', '東京都')
    expect(allOf('b')).toBe('("ba"* OR "br"*)')
    expect(allOf('a')).toBe('("a")')
    expect(allOf('東')).toBe('("東")')
    expect(allOf('東京')).toBe('("東 京")')
  })

  it('finds each text once, whatever the number of words', () => {
    write('bake', 'baker bakery', 'bread', 'unbaked')
    for (const [typed, found] of [
      ['bake', [1, 2]],
      ['b', [1, 2, 3]],
      ['bake b', [1, 2]],
      ['baker bakery', [2]],
      ['bread bake', []],
      ['nothing', []],
    ] as const)
      expect([typed, find(allOf(typed) ?? '')]).toEqual([typed, found])
  })

  it('stays one beginning where more words share it than are named, and is wide for who looks at few', () => {
    write(...numbered(16))
    expect(allOf('order')).toMatch(/^\("order0" OR .* OR "order9"\)$/)
    expect(find(allOf('order') ?? '').length).toBe(16)
    write('order16 orchard')
    const match = readMatch('notes_fts', 'order orch')
    expect(match?.all).toBe('"order"* AND ("orchard")')
    expect(find(match?.all ?? '')).toEqual([17])
    expect(match && widen(match)).toEqual({ match: '"ord"* AND ("orchard")', beginnings: ['order'] })
  })
})

describe('the words that hits are ranked by', () => {
  const ranking = (typed: string) => {
    const match = readMatch('notes_fts', typed)
    return match && rankingOf(match)
  }

  it('are all, the rarer first, but for single letters', () => {
    write('bread', 'bread', 'bread cake', ...numbered(17))
    expect(ranking('bread cake')).toBe('("cake") AND ("bread")')
    expect(ranking('b')).toBe('("br"*)')
    write('ba be bi bo')
    expect(ranking('b')).toBeNull()
    expect(ranking('order cake')).toBe('("cake") AND "order"*')
  })
})

describe('the plan of a search', () => {
  it('reads the newest hits in the order of the index, without a sort', () => {
    const plan = database()
      .$client.query<{ detail: string }, []>(
        `EXPLAIN QUERY PLAN SELECT notes.seq FROM notes_fts JOIN notes ON notes.seq = notes_fts.rowid
         WHERE notes_fts MATCH '"b"*' AND workspace_id = 'w' AND notes_fts.rowid >= 0 ORDER BY notes_fts.rowid DESC LIMIT 1000`,
      )
      .all()
    expect(plan.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/^SCAN notes_fts VIRTUAL TABLE INDEX /),
      'SEARCH notes USING INTEGER PRIMARY KEY (rowid=?)',
    ])
  })
})
