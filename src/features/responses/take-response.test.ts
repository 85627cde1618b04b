// @vitest-environment node
import { solveChallenge, type Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { describe, expect, it } from 'vitest'
import { readForm } from '@/features/forms/definition/read-form'
import { CreateForm } from '@/features/forms/forms.schema'
import { createForm } from '@/features/forms/forms.server'
import { findPublicForm, type PublicForm } from '@/features/forms/public-form.server'
import { closeForm, publishForm } from '@/features/forms/publication.server'
import { database } from '@/lib/server/db'
import { formDays } from '@/lib/server/schema/forms'
import { jobs } from '@/lib/server/schema/jobs'
import { responses } from '@/lib/server/schema/responses'
import { buildMember, useInstance } from '@/test/instance'
import { issueFormToken } from './form-token.server'
import { isFull, takeResponse, type Sent } from './take-response.server'
import { countVisit } from '@/features/forms/visits.server'

useInstance()

const definition = {
  fields: [
    { kind: 'short_text', key: 'name', label: 'Name', required: true },
    { kind: 'email', key: 'email', label: 'E-mail' },
    { kind: 'long_text', key: 'text', label: 'Text' },
  ],
}
const opened = new Date('2026-01-01T10:00:00Z')
const now = new Date('2026-01-01T10:01:00Z')

async function publish(settings: object = {}) {
  const owner = buildMember('owner')
  const { id, slug } = await createForm(owner, CreateForm.parse({ title: 'Form', definition, settings }))
  await publishForm(owner, id)
  const form = findPublicForm(slug)
  if (!form) throw new Error('The form is not there.')
  return { owner, form }
}

const sent = (form: PublicForm, more: Partial<Sent> = {}): Sent => ({
  answers: { name: 'Ada' },
  key: crypto.randomUUID(),
  token: issueFormToken(form.id, opened),
  proof: '',
  trap: '',
  address: '192.0.2.1',
  ...more,
})
const rows = () => database().select().from(responses).all()

describe('takeResponse refuses', () => {
  it('answers that do not fit, a key that is none, and a version that is gone', async () => {
    const { form } = await publish()
    expect(await takeResponse(form, sent(form, { answers: {} }), now)).toMatchObject({ outcome: 'refused' })
    expect(await takeResponse(form, sent(form, { version: 9 }), now)).toEqual({ outcome: 'gone' })
    await expect(takeResponse(form, sent(form, { key: '"' }), now)).rejects.toMatchObject({
      code: 'bad_input',
    })
    expect(rows()).toEqual([])
  })

  it('what comes before the form opens, after it closes, and once it is closed', async () => {
    const { form } = await publish({ opensAt: '2026-02-01T00:00:00Z', closesAt: '2026-03-01T00:00:00Z' })
    expect(await takeResponse(form, sent(form), now)).toEqual({ outcome: 'not_open' })
    expect(await takeResponse(form, sent(form), new Date('2026-03-01T00:00:00Z'))).toEqual({
      outcome: 'closed',
    })
    const { owner, form: other } = await publish()
    await closeForm(owner, other.id)
    const closed = findPublicForm(other.slug) ?? other
    expect(await takeResponse(closed, sent(closed), now)).toEqual({ outcome: 'closed' })
  })

  it('everybody after the last place, and not what was taken before', async () => {
    const { form } = await publish({ places: 1 })
    const first = sent(form)
    expect(isFull(form)).toBe(false)
    const taken = await takeResponse(form, first, now)
    expect(taken).toMatchObject({ outcome: 'taken', isNew: true })
    expect(isFull(form)).toBe(true)
    expect(await takeResponse(form, sent(form), now)).toEqual({ outcome: 'full' })
    expect(await takeResponse(form, first, now)).toEqual({ ...taken, isNew: false })
    expect(rows()).toHaveLength(1)
  })
})

describe('takeResponse', () => {
  it('keeps the answers, whom they are from, and no address unless the form says so', async () => {
    const { form } = await publish({
      receipt: true,
      notify: { how: 'at_once', emails: ['desk@example.org'] },
    })
    await takeResponse(form, sent(form, { answers: { name: ' Ada\u202E ', email: 'Ada@Example.org' } }), now)

    expect(rows()).toEqual([
      expect.objectContaining({
        answers: '{"name":"Ada","email":"Ada@Example.org"}',
        searchText: 'Ada\nAda@Example.org',
        respondentEmail: 'ada@example.org',
        address: null,
        startedAt: opened,
        quarantineReason: null,
      }),
    ])
    const kinds = database()
      .select({ kind: jobs.kind })
      .from(jobs)
      .all()
      .map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['tell_of_response', 'send_receipt']))
    const { form: keeps } = await publish({ keepAddress: true })
    await takeResponse(keeps, sent(keeps), now)
    expect(rows().at(-1)?.address).toBe('192.0.2.1')
  })

  it.each<[reason: string, signs: (form: PublicForm) => Partial<Sent>]>([
    ['honeypot', () => ({ trap: 'x' })],
    ['no_token', () => ({ token: '' })],
    ['no_token', () => ({ token: issueFormToken('another form', opened) })],
    ['too_fast', (form) => ({ token: issueFormToken(form.id, new Date(now.getTime() - 500)) })],
  ])('answers a program as everybody, and lets what it sent wait: %s', async (reason, signs) => {
    const { form } = await publish({ notify: { how: 'at_once', emails: ['desk@example.org'] } })
    expect(await takeResponse(form, sent(form, signs(form)), now)).toMatchObject({ outcome: 'taken' })
    expect(rows()).toEqual([expect.objectContaining({ quarantineReason: reason, quarantinedAt: now })])
    expect(database().select().from(jobs).all()).toEqual([])
  })

  it('lets the same long text wait the second time', async () => {
    const { form } = await publish()
    const answers = { name: 'Ada', text: 'Buy our things. '.repeat(6) }
    await takeResponse(form, sent(form, { answers }), now)
    await takeResponse(form, sent(form, { answers }), now)
    expect(rows().map(({ quarantineReason }) => quarantineReason)).toEqual([null, 'same_content'])
  })

  it('asks for work where the form wants it, and takes each proof once', async () => {
    const { form } = await publish({ proofOfWork: 'always' })
    const asked = await takeResponse(form, sent(form))
    if (asked.outcome !== 'challenged') throw new Error('No work was asked for.')
    // The library made it a moment ago.
    const challenge = asked.challenge as Challenge
    const solution = await solveChallenge({ challenge, deriveKey })
    const proof = btoa(JSON.stringify({ challenge, solution }))
    const wrong = btoa(JSON.stringify({ challenge, solution: { counter: 1, derivedKey: '00' } }))

    expect(await takeResponse(form, sent(form, { proof: wrong }))).toMatchObject({ outcome: 'challenged' })
    expect(await takeResponse(form, sent(form, { proof }))).toMatchObject({ outcome: 'taken' })
    expect(await takeResponse(form, sent(form, { proof }))).toMatchObject({ outcome: 'challenged' })
    expect(rows()).toHaveLength(1)
  })

  it('asks for work once more than usual came from an address', async () => {
    const { form } = await publish()
    const outcomes = new Set<string>()
    for (let place = 0; place < 130; place += 1) {
      const { outcome } = await takeResponse(form, sent(form), now)
      outcomes.add(outcome)
    }
    expect([...outcomes]).toEqual(['taken', 'challenged'])
  })
})

it('visits are counted by day', async () => {
  const { form } = await publish()
  countVisit(form.seq, 'views', now)
  countVisit(form.seq, 'views', now)
  await takeResponse(form, sent(form), now)
  const shown = ['views', 'completions']
  const counted = database()
    .select()
    .from(formDays)
    .all()
    .filter(({ counter }) => shown.includes(counter))
  expect(counted).toEqual([
    { formSeq: form.seq, day: '2026-01-01', counter: 'views', count: 2 },
    { formSeq: form.seq, day: '2026-01-01', counter: 'completions', count: 1 },
  ])
})

it('what is sent by names of every JavaScript object, or by very many, is refused in a sentence and at once', async () => {
  const { form } = await publish()
  for (const name of ['constructor', 'toString']) {
    const data = new FormData()
    data.append('name', 'Ada')
    data.append(name, '1')
    const { answers } = readForm(form.definition, data)
    expect(await takeResponse(form, sent(form, { answers }), now)).toMatchObject({ outcome: 'refused' })
  }
  const many = new FormData()
  for (let place = 0; place < 5000; place += 1) many.append('a', '')
  expect(Object.keys(readForm(form.definition, many).answers)).toContain('a')
  const answers = Object.fromEntries(Array.from({ length: 5000 }, (_, place) => [`k${place}`, 1]))
  const outcome = await takeResponse(form, sent(form, { answers }), now)
  expect(outcome.outcome === 'refused' && outcome.issues.length).toBe(250)
})
