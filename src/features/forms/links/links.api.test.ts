// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { issueFormToken } from '@/features/responses/form-token.server'
import { eraseAddress } from '@/features/responses/erase-person.server'
import { getResponse } from '@/features/responses/responses.server'
import { takeResponse, type Sent } from '@/features/responses/take-response.server'
import type { Member } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { formLinks } from '@/lib/server/schema/form-links'
import { mails } from '@/lib/server/schema/mails'
import { responses } from '@/lib/server/schema/responses'
import * as linkRoute from '@/pages/api/forms/[id]/links/[linkId]'
import * as exportRoute from '@/pages/api/forms/[id]/links/export'
import * as linksRoute from '@/pages/api/forms/[id]/links/index'
import { auditRows } from '@/test/audit'
import { buildWorkspace, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { CreateForm, FormSettings } from '../forms.schema'
import { changeForm, createForm, trashForm } from '../forms.server'
import { findPublicForm, type PublicForm } from '../public-form.server'
import { publishForm } from '../publication.server'
import { CreateLinks, ListLinks } from './links.schema'
import { countLinks, createLinks, exportLinks, listLinks, revokeLink } from './links.server'

useInstance()

const now = new Date('2026-01-02T10:30:00Z')
const definition = { fields: [{ kind: 'short_text', key: 'name', label: 'Name', required: true }] }

async function publish(actor: Member, settings: object = {}) {
  const input = { title: 'Party', definition, settings: { once: 'link', ...settings } }
  const { id, slug } = await createForm(actor, CreateForm.parse(input))
  await publishForm(actor, id)
  return { id, slug, path: `/api/forms/${id}/links`, form: load(slug) }
}

function load(slug: string): PublicForm {
  const form = findPublicForm(slug)
  if (!form) throw new Error('The form is not there.')
  return form
}

const sent = (form: PublicForm, link: string, more: Partial<Sent> = {}): Sent => ({
  answers: { name: 'Ada' },
  key: crypto.randomUUID(),
  token: issueFormToken(form.id, new Date(now.getTime() - 60_000)),
  proof: '',
  trap: '',
  address: '192.0.2.1',
  link,
  ...more,
})
const tokenOf = (link: { address: string } | undefined) =>
  new URL(link?.address ?? '').searchParams.get('link') ?? ''
const make = (actor: Member, id: string, input: object) =>
  createLinks(actor, id, CreateLinks.parse(input), now)
const list = async (actor: Member, id: string) => (await listLinks(actor, id, ListLinks.parse({}))).items
const taken = () => database().select().from(responses).all()

describe('/api/forms/:id/links', () => {
  test('is refused to visitors, viewers and strangers, whatever they do', async () => {
    const { owner, viewer, stranger } = buildWorkspace()
    const { id, path } = await publish(owner)
    const [link] = await make(owner, id, { count: 1 })
    for (const [as, status] of [
      [undefined, 401],
      [viewer, 403],
      [stranger, 404],
    ] as const) {
      const asked = [
        await send(linksRoute, 'GET', path, { as, params: { id } }),
        await send(linksRoute, 'POST', path, { as, params: { id }, body: { count: 1 } }),
        await send(exportRoute, 'GET', `${path}/export`, { as, params: { id } }),
        await send(linkRoute, 'DELETE', `${path}/${link?.id}`, {
          as,
          params: { id, linkId: link?.id ?? '' },
        }),
      ]
      expect(asked.map((answer) => answer.status)).toEqual([status, status, status, status])
    }
    expect(await countLinks(owner, id)).toEqual({ unused: 1, used: 0, revoked: 0 })
  })

  test.each([
    [{}],
    [{ count: 0 }],
    [{ count: 501 }],
    [{ people: [] }],
    [{ people: [{ label: 'Ada', email: 'no address' }] }],
    [{ people: Array.from({ length: 101 }, (_, at) => ({ email: `a${at}@example.org` })), mail: true }],
    [{ count: 1, mail: true }],
  ])('refuses %j', async (body) => {
    const { owner } = buildWorkspace()
    const { id, path } = await publish(owner)
    expect((await send(linksRoute, 'POST', path, { as: owner, params: { id }, body })).status).toBe(400)
  })

  test('refuses a form that asks for no link, and one in the trash', async () => {
    const { owner } = buildWorkspace()
    const { id } = await publish(owner, { once: 'no' })
    await expect(make(owner, id, { count: 1 })).rejects.toMatchObject({ code: 'conflict' })
    const { id: other } = await publish(owner)
    await trashForm(owner, other)
    await expect(make(owner, other, { count: 1 })).rejects.toMatchObject({ code: 'conflict' })
    expect(database().select().from(formLinks).all()).toEqual([])
  })

  test('makes links whose tokens are told once and kept nowhere, also not in the audit log', async () => {
    const { member } = buildWorkspace()
    const { id, path, slug } = await publish(member)
    const body = { people: [{ label: 'Ada', email: 'ADA@example.org' }, { label: 'Table 4' }] }
    const answer = await send(linksRoute, 'POST', path, { as: member, params: { id }, body })
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      data: [
        { label: 'Ada', email: 'ada@example.org', state: 'unused' },
        { label: 'Table 4', email: null },
      ],
    })
    const tokens = JSON.stringify(answer.body).match(/(?<=link=)[\w-]+/g) ?? []
    expect(tokens).toHaveLength(2)
    expect(JSON.stringify(answer.body)).toContain(`/f/${slug}?link=`)
    const kept = JSON.stringify([
      database().select().from(formLinks).all(),
      auditRows(),
      await list(member, id),
    ])
    for (const token of tokens) expect(kept).not.toContain(token)
    expect(database().select().from(mails).all()).toEqual([])
    expect(auditRows().at(-1)).toMatchObject({ action: 'form.links_made' })
  })

  test('pages through the links, the newest first', async () => {
    const { owner } = buildWorkspace()
    const { id } = await publish(owner)
    await make(owner, id, { people: [{ label: 'a' }, { label: 'b' }, { label: 'c' }] })
    const first = await listLinks(owner, id, ListLinks.parse({ limit: '2' }))
    const second = await listLinks(owner, id, ListLinks.parse({ limit: '2', cursor: first.next ?? '' }))
    expect([...first.items, ...second.items].map(({ label }) => label)).toEqual(['c', 'b', 'a'])
    expect(second.next).toBeNull()
  })

  test('gives the list as CSV without a token, and writes down who took it', async () => {
    const { owner } = buildWorkspace()
    const { id, path } = await publish(owner)
    const [link] = await make(owner, id, { people: [{ label: '=1+1', email: 'ada@example.org' }] })
    const answer = await send(exportRoute, 'GET', `${path}/export`, { as: owner, params: { id } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toContain('Party links.csv')
    expect((await exportLinks(owner, id, now)).links).toHaveLength(1)
    expect(JSON.stringify(answer.body)).not.toContain(tokenOf(link))
    expect(auditRows().at(-1)).toMatchObject({ action: 'form.links_exported' })
  })
})

describe('mail', () => {
  test('goes to whom it is asked for, with the link, and is bounded to each address', async () => {
    const { owner } = buildWorkspace()
    const { id } = await publish(owner)
    const input = { people: [{ label: 'Ada', email: 'ada@example.org' }, { label: 'Grace' }], mail: true }
    const [link] = await make(owner, id, input)
    const queued = database().select().from(mails).all()
    expect(queued).toMatchObject([{ kind: 'form_link', recipient: 'ada@example.org', link: link?.address }])
    expect(queued[0]?.data).not.toContain(tokenOf(link))
    for (let time = 0; time < 4; time += 1) await make(owner, id, input)
    await expect(make(owner, id, input)).rejects.toMatchObject({ code: 'limited' })
    expect(database().select().from(mails).all()).toHaveLength(5)
    expect(database().select().from(formLinks).all()).toHaveLength(10)
  })
})

describe('a response', () => {
  test('is refused without a link, by one of another form, and by one that was taken back', async () => {
    const { owner } = buildWorkspace()
    const { form, id } = await publish(owner)
    const { id: otherId } = await publish(owner)
    const [foreign] = await make(owner, otherId, { count: 1 })
    const [revoked] = await make(owner, id, { count: 1 })
    await revokeLink(owner, id, revoked?.id ?? '', now)
    const outcome = async (link: string) => (await takeResponse(form, sent(form, link), now)).outcome
    expect(await outcome('')).toBe('needs_link')
    expect(await outcome('made-up')).toBe('unknown_link')
    expect(await outcome(tokenOf(foreign))).toBe('unknown_link')
    expect(await outcome(tokenOf(revoked))).toBe('revoked_link')
    expect(taken()).toEqual([])
    expect(auditRows().at(-1)).toMatchObject({ action: 'form.link_revoked' })
  })

  test('comes once by a link: fifty at once make one, and a retry with the same key gives the first one back', async () => {
    const { owner } = buildWorkspace()
    const { form, id } = await publish(owner)
    const [link] = await make(owner, id, { people: [{ label: 'Ada' }] })
    const tries = Array.from({ length: 50 }, () => sent(form, tokenOf(link)))
    const outcomes = await Promise.all(tries.map((one) => takeResponse(form, one, now)))
    expect(outcomes.filter(({ outcome }) => outcome === 'taken')).toHaveLength(1)
    expect(outcomes.filter(({ outcome }) => outcome === 'used_link')).toHaveLength(49)
    const first = tries[outcomes.findIndex(({ outcome }) => outcome === 'taken')]
    const [row] = taken()
    expect(first && (await takeResponse(form, first, now))).toEqual({
      outcome: 'taken',
      id: row?.id,
      isNew: false,
    })
    expect(taken()).toHaveLength(1)
    expect(await list(owner, id)).toMatchObject([
      { state: 'used', usedAt: now.toISOString(), responseId: row?.id, label: 'Ada' },
    ])
    expect(await getResponse(owner, row?.id ?? '')).toMatchObject({ link: { label: 'Ada' } })
    await expect(revokeLink(owner, id, link?.id ?? '')).rejects.toMatchObject({ code: 'conflict' })
  })

  test('that does not fit leaves the link unused', async () => {
    const { owner } = buildWorkspace()
    const { form, id } = await publish(owner, { places: 1 })
    const [first, second] = await make(owner, id, { count: 2 })
    const refused = await takeResponse(form, sent(form, tokenOf(first), { answers: {} }), now)
    expect(refused.outcome).toBe('refused')
    expect((await takeResponse(form, sent(form, tokenOf(first)), now)).outcome).toBe('taken')
    expect((await takeResponse(form, sent(form, tokenOf(second)), now)).outcome).toBe('full')
    expect(await countLinks(owner, id)).toEqual({ unused: 1, used: 1, revoked: 0 })
  })

  test('of an anonymous form is tied to no link, in the table neither', async () => {
    const { owner } = buildWorkspace()
    const { form, id, slug } = await publish(owner, { anonymousLinks: true })
    const [link] = await make(owner, id, { people: [{ label: 'Ada' }] })
    await takeResponse(form, sent(form, tokenOf(link)), now)
    const [row] = database().select().from(formLinks).all()
    expect(row).toMatchObject({ responseId: null, usedAt: new Date('2026-01-02T00:00:00Z') })
    expect(await list(owner, id)).toMatchObject([{ state: 'used', usedAt: '2026-01-02', responseId: null }])
    expect(await getResponse(owner, taken()[0]?.id ?? '')).toMatchObject({ link: null })
    expect(load(slug).settings.anonymousLinks).toBe(true)
  })

  test('is hidden behind its link from whoever may not see responses, and once a form becomes anonymous', async () => {
    const { owner, member } = buildWorkspace()
    const { form, id } = await publish(owner, { visibleTo: 'admins' })
    const [link] = await make(member, id, { people: [{ label: 'Ada' }] })
    await takeResponse(form, sent(form, tokenOf(link)), now)
    expect(await list(member, id)).toMatchObject([{ usedAt: '2026-01-02', responseId: null }])
    const [row] = taken()
    expect(await list(owner, id)).toMatchObject([{ responseId: row?.id }])
    await changeForm(owner, id, { settings: FormSettings.parse({ once: 'link', anonymousLinks: true }) }, 2)
    expect(await list(owner, id)).toMatchObject([{ responseId: null }])
    expect(await getResponse(owner, row?.id ?? '')).toMatchObject({ link: null })
  })

  test('that is erased by address takes the links for it along', async () => {
    const { owner } = buildWorkspace()
    const { id } = await publish(owner)
    await make(owner, id, {
      people: [{ email: 'ada@example.org' }, { email: 'grace@example.org' }],
      mail: true,
    })
    await eraseAddress(owner, { email: 'ada@example.org' })
    expect((await list(owner, id)).map(({ email }) => email)).toEqual(['grace@example.org'])
    expect(database().select().from(mails).all()).toMatchObject([{ recipient: 'grace@example.org' }])
  })
})
