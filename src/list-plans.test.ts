// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { listSessions } from '@/features/accounts/settings/session-list.server'
import { ListCodes } from '@/features/codes/codes.schema'
import { listCodes } from '@/features/codes/codes.server'
import { listForms } from '@/features/forms/form-list.server'
import { ListForms } from '@/features/forms/forms.schema'
import { listJobs } from '@/features/jobs/job-list.server'
import { ListJobs } from '@/features/jobs/jobs.schema'
import { ListMails } from '@/features/mails/mails.schema'
import { listMails } from '@/features/mails/outbox.server'
import { listInvitations } from '@/features/workspaces/invitations.server'
import { listMembers } from '@/features/workspaces/members.server'
import { database } from '@/lib/server/db'
import { notes } from '@/lib/server/schema/notes'
import { buildWorkspace, useInstance } from '@/test/instance'
import { plansOf } from '@/test/plans'

useInstance()

const formSorts = ['title', 'responses', 'last_response'] as const

const people = () => {
  const { owner } = buildWorkspace()
  return { owner, admin: { ...owner, isInstanceAdmin: true } }
}

/** Every row of a table is read: what SQLite puts together for one answer and a full-text index are no tables. */
const isScan = (step: string) => /^SCAN \w+$/.test(step)
const isWalk = (step: string) => /^SCAN \w+ USING (?:COVERING )?INDEX/.test(step)
/** All that was found is sorted; among those of the same millisecond the last term decides. */
const isSort = (step: string) => step === 'USE TEMP B-TREE FOR ORDER BY'

type People = ReturnType<typeof people>
type List = [name: string, open: (as: People) => Promise<unknown>]

/** These can grow without a bound. */
const ordered: List[] = [
  ['codes', ({ admin }) => listCodes(admin, ListCodes.parse({}))],
  ['messages', ({ admin }) => listMails(admin, ListMails.parse({}))],
  ['jobs that were given up', ({ admin }) => listJobs(admin, ListJobs.parse({ status: 'dead' }))],
  ['the forms by their change', ({ owner }) => listForms(owner, ListForms.parse({ sort: 'updated' }))],
]

/** Of one person or workspace: what there is of them is sorted. */
const owned: List[] = [
  ['the members', ({ owner }) => listMembers(owner)],
  ['the invitations', ({ owner }) => listInvitations(owner)],
  ['the sessions of an account', ({ owner }) => listSessions(owner)],
  ...formSorts.map((sort): List => [
    `the forms by ${sort}`,
    ({ owner }) => listForms(owner, ListForms.parse({ sort })),
  ]),
]

describe('what a list reads', () => {
  it.each(ordered)(
    '%s: in the order of an index, from the first row shown to the last',
    async (_name, open) => {
      const plans = await plansOf(() => open(people()))
      expect(plans.length).toBeGreaterThan(0)
      expect(plans.filter((step) => isScan(step) || isSort(step))).toEqual([])
    },
  )

  it.each(owned)(
    '%s: what belongs to whoever looks, and no table or index as a whole',
    async (_name, open) => {
      const plans = await plansOf(() => open(people()))
      expect(plans.length).toBeGreaterThan(0)
      expect(plans.filter((step) => isScan(step) || isWalk(step))).toEqual([])
    },
  )
})

it('a list that reads a whole table and sorts it is found', async () => {
  const plans = await plansOf(async () => database().select().from(notes).orderBy(notes.body).all())
  expect([plans.some(isScan), plans.some(isSort)]).toEqual([true, true])
})
