// @vitest-environment node
import { expect, test } from 'vitest'
import { database } from '@/lib/server/db'
import { forms } from '@/lib/server/schema/forms'
import { buildMember, useInstance } from '@/test/instance'
import { seedForms } from './forms.demo'

useInstance()

test('the demo makes one form that is open, and makes it once', async () => {
  const owner = buildMember('owner')
  const target = { accountId: owner.accountId, workspaceId: owner.workspace.id }

  expect([await seedForms(target), await seedForms(target)]).toEqual([1, 0])
  expect(database().select().from(forms).all()).toEqual([expect.objectContaining({ state: 'open' })])
})
