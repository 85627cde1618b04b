// @vitest-environment node
import { and, eq, like } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { database } from '@/lib/server/db'
import { notes } from '@/lib/server/schema/notes'
import { buildMember, useInstance } from '@/test/instance'
import { seedNotes } from './notes.demo'

useInstance()

const DAY = 86_400_000

test('the demo writes so many notes of several people over a year, with links between them, and writes them once', async () => {
  const owner = buildMember('owner')
  buildMember('member', owner.workspace.id)
  buildMember('viewer', owner.workspace.id)
  const target = { accountId: owner.accountId, workspaceId: owner.workspace.id, notes: 120 }
  const now = new Date()

  expect([await seedNotes(target, now), await seedNotes(target, now)]).toEqual([120, 0])
  const made = database().select().from(notes).all()
  expect(new Set(made.map(({ title }) => title)).size).toBe(120)
  expect(new Set(made.map(({ authorId }) => authorId)).size).toBe(2)
  const ages = made.map(({ createdAt }) => (now.getTime() - createdAt.getTime()) / DAY)
  expect(Math.max(...ages)).toBeGreaterThan(300)
  expect(Math.min(...ages)).toBeLessThan(10)
  const linked = made.filter(({ body }) => body.includes('](/notes/'))
  expect(linked.length).toBeGreaterThan(30)
  for (const { body } of linked) {
    const [, id = ''] = /\]\(\/notes\/([^)]+)\)/.exec(body) ?? []
    expect(made.some((note) => note.id === id)).toBe(true)
  }
  expect(made.filter(({ body }) => body.includes('[['))).toEqual([])
})

test.each(['roastery', 'office'] as const)('the demo of the %s has notes of its own', async (theme) => {
  const { accountId, workspace } = buildMember('owner')
  await seedNotes({ accountId, workspaceId: workspace.id, theme, notes: 20 })
  const isOfShop = and(eq(notes.workspaceId, workspace.id), like(notes.title, 'Diary%'))
  expect(database().select().from(notes).all()).toHaveLength(20)
  expect(database().select().from(notes).where(isOfShop).all()).toEqual([])
})
