import { and, asc, eq, ne } from 'drizzle-orm'
import type { Member } from '@/lib/actor'
import type { DemoTarget, DemoTheme } from '@/lib/feature'
import { database } from '@/lib/server/db'
import { loadDemoAuthor } from '@/lib/server/demo-author'
import { chanceOf, type Chance } from '@/lib/server/demo-chance'
import { notes } from '@/lib/server/schema/notes'
import { member } from '@/lib/server/schema/workspaces'
import { notesByHand } from './demo/by-hand.demo'
import { notesInLanguages, notesOfOffice, notesOfRoastery } from './demo/languages.demo'
import { officeSeries } from './demo/office.demo'
import { roasterySeries } from './demo/roastery.demo'
import type { DemoNote, Series } from './demo/series.demo'
import { shopSeries } from './demo/shop.demo'
import { CreateNote } from './notes.schema'
import { createNote, markNote, updateNote } from './notes.server'

const DAY = 24 * 60 * 60 * 1000
const YEAR = 364

const themes: Record<DemoTheme, { byHand: readonly DemoNote[]; series: readonly Series[] }> = {
  shop: { byHand: [...notesByHand, ...notesInLanguages], series: shopSeries },
  roastery: { byHand: notesOfRoastery, series: roasterySeries },
  office: { byHand: notesOfOffice, series: officeSeries },
}

/**
 * Fills a workspace with the notes of a small bakery that roasts its own coffee, written by its members over the last year, and
 * returns how many were made: `notes` of them in all, or those that were written by hand. A title that is there already is
 * left as it is, so that a second call makes nothing.
 */
export async function seedNotes(target: DemoTarget, now = new Date()): Promise<number> {
  const { theme = 'shop' } = target
  const authors = listAuthors(target)
  const planned = planNotes(theme, target.notes ?? 0, now)
  const missing = planned.filter(({ title }) => findNote(target.workspaceId, title) === undefined)
  for (const note of missing) {
    const chance = chanceOf(`${theme} ${note.title}`)
    // Whoever owns the workspace looks around first: some of the private ones are theirs.
    const author = note.visibility === 'private' && chance.is(0.5) ? authors[0] : chance.pick(authors)
    if (author) await write(author, note, now, chance)
  }
  return missing.length
}

/** What was written by hand, and as many of each series as make up the number, the oldest first. */
function planNotes(theme: DemoTheme, count: number, now: Date): DemoNote[] {
  const { byHand, series } = themes[theme]
  const left = Math.max(0, count - byHand.length)
  const whole = series.map(({ share }) => Math.floor(left * share))
  whole[0] = (whole[0] ?? 0) + left - whole.reduce((sum, own) => sum + own, 0)
  const made = series.flatMap(({ make }, kind) => {
    const all = whole[kind] ?? 0
    let before: string | null = null
    return Array.from({ length: all }, (_, place): DemoNote => {
      const chance = chanceOf(`${theme} ${kind} ${place}`)
      const age = Math.max(0.1, YEAR * (1 - (place + chance.next()) / all))
      const note = make({ number: place + 1, age, day: dayBefore(now, age), chance, before })
      before = note.title
      return { age, ...note }
    })
  })
  return [...byHand, ...made].toSorted((one, other) => other.age - one.age)
}

async function write(author: Member, note: DemoNote, now: Date, chance: Chance): Promise<void> {
  const { age, edited, mark, body, ...input } = note
  const { workspace } = author
  const linked = body.replaceAll(/\[\[(.+?)\]\]/g, (_, title: string) => linkTo(workspace.id, title))
  const at = dayBefore(now, age)
  const { id, version } = await createNote(author, CreateNote.parse({ ...input, body: linked }), at)
  const changed = edited ?? (chance.is(0.35) ? age * chance.next() : undefined)
  if (changed !== undefined) await updateNote(author, id, { body: linked }, version, dayBefore(now, changed))
  if (mark) await markNote(author, id, mark, dayBefore(now, changed ?? age))
}

function linkTo(workspaceId: string, title: string): string {
  const id = findNote(workspaceId, title)
  return id === undefined ? `“${title}”` : `[${title}](/notes/${id})`
}

function findNote(workspaceId: string, title: string): string | undefined {
  const isIt = and(eq(notes.workspaceId, workspaceId), eq(notes.title, title))
  return database().select({ id: notes.id }).from(notes).where(isIt).limit(1).get()?.id
}

/** Everybody who writes in the workspace; whoever the demo belongs to comes first. */
function listAuthors({ accountId, workspaceId }: DemoTarget): Member[] {
  const others = database()
    .select({ id: member.userId })
    .from(member)
    .where(
      and(eq(member.organizationId, workspaceId), ne(member.role, 'viewer'), ne(member.userId, accountId)),
    )
    .orderBy(asc(member.createdAt), asc(member.id))
    .all()
  return [accountId, ...others.map(({ id }) => id)].map((id) =>
    loadDemoAuthor({ accountId: id, workspaceId }),
  )
}

function dayBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY)
}
