// @vitest-environment node
import { expect, test } from 'vitest'
import { database } from '@/lib/server/db'
import { buildMember, useInstance } from '@/test/instance'
import { buildForm } from '@/test/responses'
import { loadForm } from './form-access.server'
import { resultsOf } from './results.server'

useInstance()

async function filledForm(count: number) {
  const owner = buildMember('owner')
  const { id, seq } = await buildForm(owner)
  database().$client.run(
    `INSERT INTO responses (id, form_seq, version_number, answers, idempotency_key, submitted_at, updated_at)
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
     SELECT 'r' || i, ${seq}, 1, json_object('age', i, 'dish', 'soup'), i, i * 1000, i FROM n`,
  )
  const read = (patience: number, filter = '') =>
    resultsOf(loadForm(owner, id).form, { filter }, { withTexts: true, patience })
  return { read }
}

test('whoever does not wait gets the newest so far, and all of them later, exactly', async () => {
  const { read } = await filledForm(5300)
  const first = await read(0)
  expect(first.isWhole).toBe(false)
  expect(first.counted).toBeLessThan(5300)
  expect(first.questions.map(({ answered }) => answered)).toContain(first.counted)

  const whole = await read(10_000)
  expect([whole.isWhole, whole.counted]).toEqual([true, 5300])
  const age = whole.questions.find(({ key }) => key === 'age')
  expect(age?.figures).toEqual([
    { label: 'Mean', value: '2650.5' },
    { label: 'Median', value: '2651' },
    { label: 'Least', value: '1' },
    { label: 'Greatest', value: '5300' },
  ])
  expect(age?.points.reduce((sum, { count }) => sum + count, 0)).toBe(5300)
})

test('a filter is added up by itself, after what was asked for before', async () => {
  const { read } = await filledForm(2500)
  const [all, some] = await Promise.all([read(10_000), read(10_000, 'age:greater:2400')])
  expect([all.counted, some.counted]).toEqual([2500, 100])
  expect([all.isWhole, some.isWhole]).toEqual([true, true])
})

test('what was added up is kept for a while', async () => {
  const { read } = await filledForm(10)
  const [first, again] = [await read(10_000), await read(10_000)]
  expect(again.madeAt).toBe(first.madeAt)
})
