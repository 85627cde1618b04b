import { expect, test } from 'vitest'
import { ChangeForm, FormSettings, type Form } from '../forms.schema'
import { readSettings, showSettings } from './settings-post'

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
  const posted = ChangeForm.parse(readSettings(showSettings(form, me), form, me))
  expect(posted).toEqual({ title: 'Summer', slug: 'summer', version: 3, settings: form.settings })
})

test('Whoever else is told stays told when one takes oneself off', () => {
  const form = formWith({ notify: { accountIds: [other, me], emails: [], how: 'at_once' } })
  const fields = Object.entries(showSettings(form, me)).filter(([name]) => name !== 'notifyMe')
  const posted = ChangeForm.parse(readSettings(Object.fromEntries(fields), form, me))
  expect(posted.settings?.notify.accountIds).toEqual([other])
})
