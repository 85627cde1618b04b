// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { database } from '@/lib/server/db'
import { statementMetrics } from '@/lib/server/metrics/statements'
import { buildWorkspace, useInstance } from '@/test/instance'
import { buildForm } from '@/test/responses'
import { listForms } from './form-list.server'
import { ListForms } from './forms.schema'
import { trashForm } from './forms.server'
import { countNewResponses } from './new-responses.server'

useInstance()

const badges = async (reader: Parameters<typeof listForms>[0]) =>
  (await listForms(reader, ListForms.parse({}))).items.map(({ newResponses }) => newResponses)

async function party() {
  const people = buildWorkspace()
  const form = await buildForm(people.owner)
  form.add({ name: 'Ada' })
  form.add({ name: 'Bob' })
  form.add({ name: 'Carl' }, { status: 'done' })
  form.add({ name: 'Dora' }, { status: 'spam' })
  form.add({ name: 'Eve' }, { quarantinedAt: new Date() })
  return { ...people, form }
}

describe('new responses', () => {
  test('are counted where nobody has looked at them: not what is handled, spam or in quarantine', async () => {
    const { viewer, stranger } = await party()
    expect([countNewResponses(viewer), await badges(viewer)]).toEqual([2, [2]])
    expect([countNewResponses(stranger), await badges(stranger)]).toEqual([0, []])
  })

  test('of a form for admins are counted for admins alone', async () => {
    const { owner, member } = await party()
    const hidden = await buildForm(owner, { visibleTo: 'admins' })
    hidden.add({ name: 'Fay' })
    expect([countNewResponses(owner), countNewResponses(member)]).toEqual([3, 2])
    expect([await badges(owner), await badges(member)]).toEqual([
      [1, 2],
      [0, 2],
    ])
  })

  test('of a form in the trash are not counted, and beyond 100 they are many', async () => {
    const { owner, form } = await party()
    for (let place = 0; place < 120; place += 1) form.add({ name: `N${place}` })
    expect([countNewResponses(owner), await badges(owner)]).toEqual([100, [100]])
    await trashForm(owner, form.id)
    expect(countNewResponses(owner)).toBe(0)
  })

  test('cost one statement, answered by the index, however many forms there are', async () => {
    const { owner } = await party()
    for (let place = 0; place < 5; place += 1) (await buildForm(owner)).add({ name: 'Gus' })
    const before = statementsRun()
    expect(countNewResponses(owner)).toBe(7)
    expect(statementsRun() - before).toBe(1)
    const plan = database().$client.query(
      `EXPLAIN QUERY PLAN SELECT 1 FROM forms CROSS JOIN responses r ON r.form_seq = forms.seq
        AND r.quarantined_at IS NULL AND r.status = 'new' WHERE forms.workspace_id = 'w' LIMIT 100`,
    )
    expect(JSON.stringify(plan.all())).toMatch(/SEARCH r USING INDEX responses_by_status/)
  })
})

function statementsRun(): number {
  const metric = statementMetrics().find(({ name }) => name === 'sqlite_statement_duration_seconds')
  const counts =
    metric?.samples.flatMap(({ value }) => (typeof value === 'number' ? [] : Array.from(value.counts))) ?? []
  return counts.reduce((sum, count) => sum + count, 0)
}
