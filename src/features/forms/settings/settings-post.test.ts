import { expect, test } from 'vitest'
import { ChangeForm, FormSettings, type Form } from '../forms.schema'
import { readSettings, showSettings, toldName } from './settings-post'

const me = '019b76da-a800-7000-8000-000000000001'
const other = '019b76da-a800-7000-8000-000000000002'

const formWith = (settings: unknown): Form => ({
  id: 'x',
  slug: 'summer',
  title: 'Summer',
  state: 'draft',
  author: null,
  version: 3,
  publishedVersion: null,
  responses: 0,
  newResponses: 0,
  lastResponseAt: null,
  createdAt: '',
  updatedAt: '',
  trashedAt: null,
  draft: { fields: [] },
  draftVersion: 1,
  hasChanges: true,
  settings: FormSettings.parse(settings),
})

test.each([
  {},
  { thanks: { redirect: 'https://example.org/thanks' }, places: 20, once: 'browser', review: true },
  {
    timeZone: 'Europe/Berlin',
    opensAt: '2026-12-01T08:00:00Z',
    closesAt: '2026-12-24T18:30:00Z',
    notify: { accountIds: [other, me], emails: ['a@example.org', 'b@example.org'], how: 'daily' },
    embedOrigins: ['https://example.org'],
    retentionDays: 30,
    keepAddress: true,
    once: 'link',
    anonymousLinks: true,
    receipt: true,
    visibleTo: 'admins',
    proofOfWork: 'always',
    language: 'de',
    accent: '#1d5f59',
  },
])('What the page shows of %j is what it posts again', (settings) => {
  const form = formWith(settings)
  const posted = ChangeForm.parse(readSettings(showSettings(form), form))
  expect(posted).toEqual({ title: 'Summer', slug: 'summer', version: 3, settings: form.settings })
})

test('Nobody is told any more whose box is not ticked', () => {
  const form = formWith({ notify: { accountIds: [other, me], emails: [], how: 'at_once' } })
  const fields = Object.entries(showSettings(form)).filter(([name]) => name !== toldName(me))
  const posted = ChangeForm.parse(readSettings(Object.fromEntries(fields), form))
  expect(posted.settings?.notify.accountIds).toEqual([other])
})

test('Times are typed on the clocks of the zone that is chosen with them', () => {
  const form = formWith({ timeZone: 'Europe/Berlin', opensAt: '2026-12-01T08:00:00Z' })
  expect(showSettings(form)['opensAt']).toBe('2026-12-01T09:00')
  const fields = { ...showSettings(form), timeZone: 'America/New_York' }
  const { settings } = ChangeForm.parse(readSettings(fields, form))
  expect(settings).toMatchObject({ timeZone: 'America/New_York', opensAt: '2026-12-01T14:00:00Z' })
})

test.each(['Nowhere/Town', ''])('A zone that is none is refused at its control: %j', (timeZone) => {
  const form = formWith({})
  const fields = { ...showSettings(form), timeZone, opensAt: '2026-12-01T09:00' }
  const { error } = ChangeForm.safeParse(readSettings(fields, form))
  expect(error?.issues).toContainEqual(
    expect.objectContaining({
      path: ['settings', 'timeZone'],
      message: 'Write the time zone as Europe/Berlin.',
    }),
  )
})
