// @vitest-environment node
import { expect, test } from 'vitest'
import { party } from '@/test/party'
import { useInstance } from '@/test/instance'
import { openInbox } from './inbox.server'
import { openResults } from './results-page.server'
import { ListResponses } from './responses.schema'
import { neighboursOf } from './responses.server'

useInstance()

test('an inbox that is opened by an old link leaves out what no longer fits, and says what', async () => {
  const { member, form, ids } = await party()
  const asked = ListResponses.parse({ filter: 'colour:equal:red,dish:equal:cake', sort: 'colour', q: 'bob' })
  const { query, left, page } = await openInbox(member, form.id, asked)
  expect(query).toMatchObject({ filter: 'dish:equal:cake', sort: '-submitted', q: 'bob' })
  expect(left.map(({ part }) => part)).toEqual(['colour:equal:red', 'colour'])
  expect(page.items.map(({ id }) => id)).toEqual([ids.bob])
})

test('the results and the way from response to response take such a link too', async () => {
  const { member, form, ids } = await party()
  const filter = 'colour:equal:red,age:answered'
  const { left, results } = await openResults(member, form.id, { filter })
  expect([left.length, results.counted]).toEqual([1, 2])
  expect(await neighboursOf(member, ids.bob, { status: 'all', filter })).toEqual({
    newer: null,
    older: ids.ada,
  })
})
