// @vitest-environment node
import { expect, it } from 'vitest'
import { buildWorkspace, openSession, useInstance } from '@/test/instance'
import { listFigures } from './overview.server'
import { instance, setInstance } from '@/lib/server/instance'
import { writeReport } from './report.server'

useInstance()

const adminOf = () => ({ ...buildWorkspace().owner, isInstanceAdmin: true })

it('figures are for admins of the instance in their own session', async () => {
  const { owner } = buildWorkspace()
  const acting = openSession(adminOf(), { impersonatedBy: owner.accountId }).actor
  await expect(listFigures(owner)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(listFigures(acting)).rejects.toMatchObject({ code: 'forbidden' })
})

it('figures come of every feature that has some, and of the library', async () => {
  const figures = await listFigures(adminOf())
  expect(figures.map(({ label }) => label)).toEqual(
    expect.arrayContaining(['Accounts', 'Workspaces', 'Jobs that wait', 'Last backup', 'The file']),
  )
})

it('a figure that cannot be counted leaves the others', async () => {
  const admin = adminOf()
  const broken = {
    name: 'broken',
    figures: async () => () => {
      throw new Error('no')
    },
  }
  const own = instance()
  setInstance({ ...own, features: [broken, ...own.features] })
  expect((await listFigures(admin)).length).toBeGreaterThan(5)
})

it('the report names the settings in force, and no secret', async () => {
  const own = instance()
  setInstance({ ...own, config: { ...own.config, AUTH_SECRET: 'not to be read by anybody, ever' } })
  const report = writeReport(await listFigures(adminOf()))
  expect(report).toMatch(/^Capsule in development, /)
  expect(report).toContain('AUTH_SECRET')
  expect(report).not.toContain('not to be read')
})
