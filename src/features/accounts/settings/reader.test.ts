// @vitest-environment node
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { database } from '@/lib/server/db'
import { user } from '@/lib/server/schema/accounts'
import { readSession } from '@/lib/server/session'
import { buildWorkspace, openSession, useInstance } from '@/test/instance'
import { ProfilePost } from './profile-post'
import { languageOptions, zoneOptions } from './reader-options'
import { ReaderChoice } from './reader.schema'
import { chooseReader } from './reader.server'

useInstance()

test.each([
  [{ locale: 'xx-XX', timeZone: '' }, 'Choose a language from the list.'],
  [{ locale: 'de-DE', timeZone: 'Mars/Olympus' }, 'Choose a time zone from the list.'],
  [{ locale: 'de-DE', timeZone: '+01:00' }, 'Choose a time zone from the list.'],
  [{ locale: 'de-DE' }, 'Choose a time zone from the list.'],
  [{ timeZone: 'UTC' }, 'Choose a language from the list.'],
])('%j is refused', (values, message) => {
  const parsed = ProfilePost.safeParse({ intent: 'reader', ...values })
  expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([message])
})

test('what an account chose is known with its session, and nobody else’s', async () => {
  const { member, viewer } = buildWorkspace()
  await chooseReader(member, ReaderChoice.parse({ locale: 'de-DE', timeZone: 'Europe/Berlin' }))
  const chosenOf = (actor: typeof member) =>
    readSession(new Headers({ cookie: openSession(actor).cookie })).actor?.chosen
  expect(chosenOf(member)).toEqual({ locale: 'de-DE', timeZone: 'Europe/Berlin' })
  expect(chosenOf(viewer)).toEqual({ locale: null, timeZone: null })
})

test('nothing chosen leaves it to the browser again', async () => {
  const { member } = buildWorkspace()
  await chooseReader(member, { locale: 'fr-CA', timeZone: 'Asia/Tokyo' })
  await chooseReader(member, ReaderChoice.parse({ locale: '', timeZone: '' }))
  const row = database().select().from(user).where(eq(user.id, member.accountId)).get()
  expect([row?.locale, row?.timeZone]).toEqual([null, null])
})

test('every choice of the page is one that is taken', () => {
  for (const { value } of languageOptions())
    expect(ReaderChoice.safeParse({ locale: value, timeZone: '' }).success).toBe(true)
  for (const { value } of zoneOptions())
    expect(ReaderChoice.safeParse({ locale: '', timeZone: value }).success).toBe(true)
  expect(languageOptions()).toContainEqual({ value: 'de-DE', label: 'Deutsch (Deutschland)' })
})
