// @vitest-environment node
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { composeMail } from '@/features/mails/compose-mail.server'
import { findMail } from '@/features/mails/mail-rows.server'
import { database } from '@/lib/server/db'
import { mails } from '@/lib/server/schema/mails'
import { responses } from '@/lib/server/schema/responses'
import { member } from '@/lib/server/schema/workspaces'
import { auditRows } from '@/test/audit'
import { buildWorkspace, useInstance } from '@/test/instance'
import { jobRun } from '@/test/job-run'
import { buildForm } from '@/test/responses'
import { responseJobs } from './response-jobs.server'

useInstance()

const now = new Date('2026-01-01T13:00:00Z')
const run = (kind: string, payload: unknown = {}, at = now) => responseJobs[kind]?.run(payload, jobRun(at))
const sent = () => database().select().from(mails).all()
const Data = z.object({ facts: z.array(z.object({ label: z.string(), value: z.string() })) })
const factsOf = (data: string) => Data.parse(JSON.parse(data)).facts

const answers = {
  name: 'Ada <b>',
  email: 'Ada@Example.org',
  age: 36,
  dish: 'my own spam',
  days: ['sat'],
  again: 9,
}

test('the team is told of a response at once, each once, and answers go to the respondent', async () => {
  const { owner, member } = buildWorkspace()
  const notify = {
    how: 'at_once',
    accountIds: [member.accountId],
    emails: ['desk@example.org', member.email.toUpperCase()],
  }
  const form = await buildForm(owner, { notify })
  const responseId = form.add(answers)
  await run('tell_of_response', { responseId })
  await run('tell_of_response', { responseId })
  expect(
    sent()
      .map(({ recipient }) => recipient)
      .toSorted(),
  ).toEqual([member.email, 'desk@example.org'].toSorted())
  const row = findMail(sent()[0]?.id ?? '')
  if (!row) throw new Error('Nothing was queued.')
  const { subject, text, html, replyTo } = composeMail(row)
  expect([subject, replyTo]).toEqual(['New response: Summer party', 'ada@example.org'])
  expect(text).toContain('Days:\nSaturday')
  expect(text).toContain(`https://capsule.test/responses/${responseId}`)
  expect(html).not.toContain('<b>')
})

test('nobody is told of what is in quarantine, spam or gone, or where the form says so', async () => {
  const { owner } = buildWorkspace()
  const notify = { how: 'at_once', emails: ['desk@example.org'] }
  const form = await buildForm(owner, { notify, receipt: true })
  const quiet = await buildForm(owner)
  const ids = [
    form.add(answers, { quarantinedAt: now }),
    form.add(answers, { status: 'spam' }),
    quiet.add(answers),
    '0190a0a0-0000-7000-8000-000000000000',
  ]
  for (const responseId of ids) {
    await run('tell_of_response', { responseId })
    await run('send_receipt', { responseId })
  }
  expect(sent()).toEqual([])
})

test('somebody who has left the workspace is told of nothing', async () => {
  const { owner, member: left } = buildWorkspace()
  const form = await buildForm(owner, { notify: { how: 'at_once', accountIds: [left.accountId] } })
  database().delete(member).where(eq(member.userId, left.accountId)).run()
  await run('tell_of_response', { responseId: form.add(answers) })
  expect(sent()).toEqual([])
})

test('a receipt holds no word that a stranger wrote, goes out once a response, and a few times an hour', async () => {
  const { owner } = buildWorkspace()
  const form = await buildForm(owner, { receipt: true })
  const responseId = form.add(answers)
  await run('send_receipt', { responseId })
  await run('send_receipt', { responseId })
  expect(sent()).toHaveLength(1)
  expect(sent()[0]?.recipient).toBe('ada@example.org')
  expect(factsOf(sent()[0]?.data ?? '{}')).toEqual([
    { label: 'Age', value: '36' },
    { label: 'Days', value: 'Saturday' },
    { label: 'Would you come again?', value: '9' },
  ])
  for (let place = 0; place < 20; place += 1) await run('send_receipt', { responseId: form.add(answers) })
  expect(sent().length).toBeLessThanOrEqual(5)
})

test('a digest tells of a day’s responses, once, and of none where none came', async () => {
  const { owner } = buildWorkspace()
  const form = await buildForm(owner, { notify: { how: 'daily', emails: ['desk@example.org'] } })
  form.add(answers)
  form.add(answers)
  form.add(answers, { quarantinedAt: now })
  await run('send_response_digests')
  await run('send_response_digests', {}, new Date('2026-01-02T13:00:00Z'))
  expect(sent()).toHaveLength(1)
  const row = findMail(sent()[0]?.id ?? '')
  expect(row && composeMail(row).subject).toBe('2 new responses: Summer party')
})

test('responses are deleted once their form has kept them for long enough', async () => {
  const { owner } = buildWorkspace()
  const form = await buildForm(owner, { retentionDays: 30 })
  const other = await buildForm(owner)
  form.add(answers)
  form.add(answers, { submittedAt: new Date('2026-01-20T00:00:00Z') })
  other.add(answers)
  await run('purge_responses', {}, new Date('2026-02-05T00:00:00Z'))
  expect(database().select().from(responses).all()).toHaveLength(2)
  expect(auditRows('responses.expired')).toHaveLength(1)
})
