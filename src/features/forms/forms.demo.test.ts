// @vitest-environment node
import { expect, test } from 'vitest'
import { database } from '@/lib/server/db'
import { formPictures } from '@/lib/server/schema/form-pictures'
import { forms } from '@/lib/server/schema/forms'
import { buildMember, useInstance } from '@/test/instance'
import { seedForms } from './forms.demo'

useInstance()

test('the demo makes six forms that are open, and makes them once', async () => {
  const owner = buildMember('owner')
  const target = { accountId: owner.accountId, workspaceId: owner.workspace.id }

  expect([await seedForms(target), await seedForms(target)]).toEqual([6, 0])
  const open = database()
    .select()
    .from(forms)
    .all()
    .filter(({ state }) => state === 'open')
  expect(open).toHaveLength(6)
  const pictures = database().select().from(formPictures).all()
  expect(pictures.map(({ width, height }) => [width, height])).toEqual([
    [960, 480],
    [160, 160],
  ])
})
