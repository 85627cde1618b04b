// @vitest-environment node
import { describe, expect, test } from 'vitest'
import type { Member } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { forms } from '@/lib/server/schema/forms'
import * as formRoute from '@/pages/api/forms/[id]'
import * as copiesRoute from '@/pages/api/forms/[id]/copies'
import * as draftRoute from '@/pages/api/forms/[id]/draft'
import * as publicationRoute from '@/pages/api/forms/[id]/publication'
import * as trashRoute from '@/pages/api/forms/[id]/trash'
import * as formsRoute from '@/pages/api/forms/index'
import * as textsRoute from '@/pages/api/forms/texts'
import { auditRows } from '@/test/audit'
import { buildWorkspace, useInstance } from '@/test/instance'
import { jobRun } from '@/test/job-run'
import { send, type RouteModule } from '@/test/request'
import { buildForm } from '@/test/responses'
import { formJobs } from './form-jobs.server'
import { listForms } from './form-list.server'
import { CreateForm, FormSettings, ListForms } from './forms.schema'
import { createForm, exportForms, getForm, trashForm } from './forms.server'
import { findPublicForm } from './public-form.server'
import { closeForm, publishForm } from './publication.server'

useInstance()

const definition = { fields: [{ kind: 'short_text', key: 'name', label: 'Your name' }] }
const make = (actor: Member, input: object = {}) =>
  createForm(actor, CreateForm.parse({ title: 'Summer party', definition, ...input }))

describe('POST /api/forms', () => {
  test('is refused to a visitor and to a viewer', async () => {
    const { viewer } = buildWorkspace()
    const body = { title: 'Party' }
    expect((await send(formsRoute, 'POST', '/api/forms', { body })).status).toBe(401)
    expect((await send(formsRoute, 'POST', '/api/forms', { as: viewer, body })).status).toBe(403)
    expect(database().select().from(forms).all()).toEqual([])
  })

  test.each([
    ['no title', {}, 'title'],
    ['an address with a slash', { title: 'x', slug: 'a/b' }, 'slug'],
    [
      'a definition that runs in circles',
      {
        title: 'x',
        definition: {
          fields: [
            { ...definition.fields[0], shownIf: { join: 'and', tests: [{ key: 'name', is: 'answered' }] } },
          ],
        },
      },
      'definition.fields.0.shownIf.tests.0',
    ],
    [
      'a frame by no origin',
      { title: 'x', settings: { embedOrigins: ['javascript:alert(1)'] } },
      'settings.embedOrigins.0',
    ],
    [
      'a redirect by a script',
      { title: 'x', settings: { thanks: { redirect: 'javascript:alert(1)' } } },
      'settings.thanks',
    ],
    ['a setting that is not known', { title: 'x', settings: { colour: 'red' } }, 'settings'],
  ])('refuses %s', async (_, body, path) => {
    const { member } = buildWorkspace()
    const answer = await send(formsRoute, 'POST', '/api/forms', { as: member, body })
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body)).toContain(`"path":"${path}`)
  })

  test('makes a form with an address of its own, and refuses one that is taken', async () => {
    const { member } = buildWorkspace()
    const { status, body } = await send(formsRoute, 'POST', '/api/forms', {
      as: member,
      body: { title: 'Été à Köln!' },
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({ data: { state: 'draft', version: 1, draftVersion: 1, hasChanges: true } })
    expect((await listForms(member, ListForms.parse({}))).items[0]?.slug).toMatch(/^ete-a-koln-[a-z2-9]{6}$/)
    await make(member, { slug: 'party' })
    const again = await send(formsRoute, 'POST', '/api/forms', {
      as: member,
      body: { title: 'x', slug: 'party' },
    })
    expect(again.status).toBe(409)
    expect(auditRows('form.created')).toHaveLength(2)
  })
})

test('POST /api/forms/texts shows a text as visitors will read it, and to nobody without a session', async () => {
  const { viewer } = buildWorkspace()
  const show = (body: object, as?: Member) =>
    send(textsRoute, 'POST', '/api/forms/texts', { body, ...(as && { as }) })
  const body = { kind: 'text_block', text: '**Bold** <script>alert(1)</script>' }
  expect((await show(body)).status).toBe(401)
  expect((await show({ kind: 'short_text', text: 'x' }, viewer)).status).toBe(400)
  expect((await show({ ...body, text: 'x'.repeat(5001) }, viewer)).status).toBe(400)
  expect((await show(body, viewer)).body).toMatchObject({
    data: { html: '<p><strong>Bold</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>\n' },
  })
  expect((await show({ kind: 'consent', text: '*Yes*' }, viewer)).body).toMatchObject({
    data: { html: '<em>Yes</em>' },
  })
})

describe('a form of another workspace', () => {
  test.each<[string, RouteModule, keyof RouteModule, unknown]>([
    ['read', formRoute, 'GET', undefined],
    ['changed', formRoute, 'PATCH', { title: 'Mine', version: 1 }],
    ['deleted', formRoute, 'DELETE', undefined],
    ['drafted', draftRoute, 'PUT', { definition, version: 1 }],
    ['published', publicationRoute, 'POST', undefined],
    ['put away', trashRoute, 'PUT', undefined],
    ['copied', copiesRoute, 'POST', undefined],
  ])('is not found when it is %s', async (_, route, method, body) => {
    const { member, stranger } = buildWorkspace()
    const { id } = await make(member)
    const { status } = await send(route, method, '/api/forms/x', {
      as: stranger,
      params: { id },
      ...(body !== undefined && { body }),
    })
    expect(status).toBe(404)
  })
})

describe('PATCH /api/forms/:id', () => {
  test('wants a version, refuses a stale one with the form as it is, and leaves all to a viewer as it was', async () => {
    const { member, viewer } = buildWorkspace()
    const { id } = await make(member)
    const patch = (as: Member, body: object) =>
      send(formRoute, 'PATCH', '/api/forms/x', { as, params: { id }, body })
    expect((await patch(member, { title: 'New' })).status).toBe(428)
    expect((await patch(viewer, { title: 'New', version: 1 })).status).toBe(403)
    expect((await patch(member, { title: 'New', version: 1 })).body).toMatchObject({
      data: { title: 'New', version: 2 },
    })
    const stale = await patch(member, { title: 'Newer', version: 1 })
    expect([stale.status, stale.body]).toMatchObject([412, { data: { title: 'New', version: 2 } }])
    expect(auditRows('form.changed')).toHaveLength(1)
  })
})

describe('settings that make no sense together', () => {
  const closing = { opensAt: '2026-06-02T00:00:00Z', closesAt: '2026-06-01T00:00:00Z' }

  test.each([
    ['tell nobody', { notify: { how: 'at_once' } }, 'settings.notify.emails'],
    ['close a form before it opens', closing, 'settings.closesAt'],
    [
      'show a logo that is no picture of the form',
      { logo: { pictureId: '0198c2f0-0000-7000-8000-000000000000', alt: 'Bakery' } },
      'settings.logo.pictureId',
    ],
    ['close a form as it opens', { ...closing, closesAt: closing.opensAt }, 'settings.closesAt'],
  ])('are refused when they %s', async (_, given, path) => {
    const { member } = buildWorkspace()
    const { id } = await make(member)
    const settings = FormSettings.parse(given)
    const changed = await send(formRoute, 'PATCH', '/api/forms/x', {
      as: member,
      params: { id },
      body: { settings, version: 1 },
    })
    expect([changed.status, changed.body]).toMatchObject([400, { issues: [{ path }] }])
    const made = await send(formsRoute, 'POST', '/api/forms', { as: member, body: { title: 'x', settings } })
    expect([made.status, made.body]).toMatchObject([400, { issues: [{ path }] }])
    expect(await getForm(member, id)).toMatchObject({ version: 1, settings: FormSettings.parse({}) })
  })

  test('are refused when they tell somebody of another workspace, and taken with members', async () => {
    const { member, owner, stranger } = buildWorkspace()
    const { id } = await make(member)
    const tell = (...accountIds: string[]) =>
      send(formRoute, 'PATCH', '/api/forms/x', {
        as: member,
        params: { id },
        body: { settings: FormSettings.parse({ notify: { how: 'daily', accountIds } }), version: 1 },
      })
    const refused = await tell(member.accountId, stranger.accountId)
    expect([refused.status, refused.body]).toMatchObject([
      400,
      { issues: [{ path: 'settings.notify.accountIds' }] },
    ])
    expect((await tell(member.accountId, owner.accountId)).status).toBe(200)
  })
})

describe('a draft', () => {
  test('has a version of its own, and visitors answer what was published last', async () => {
    const { member } = buildWorkspace()
    const { id, slug } = await make(member)
    expect(findPublicForm(slug)).toBeNull()
    await publishForm(member, id)
    const next = { fields: [...definition.fields, { kind: 'email', key: 'mail', label: 'Mail' }] }
    const put = (version: number) =>
      send(draftRoute, 'PUT', '/x', { as: member, params: { id }, body: { definition: next, version } })
    expect((await put(1)).body).toMatchObject({ data: { draftVersion: 2, hasChanges: true } })
    expect((await put(1)).status).toBe(412)
    expect(findPublicForm(slug)).toMatchObject({ number: 1, isOpen: true, definition })
    await publishForm(member, id)
    expect(findPublicForm(slug)).toMatchObject({ number: 2, definition: next })
    await publishForm(member, id)
    expect((await getForm(member, id)).publishedVersion).toBe(2)
    expect(auditRows('form.published')).toHaveLength(3)
  })

  test('that asks nothing is not published', async () => {
    const { member } = buildWorkspace()
    const { id } = await make(member, { definition: { fields: [] } })
    await expect(publishForm(member, id)).rejects.toThrow('Add a question first')
  })
})

describe('a form', () => {
  test('is closed, put away, brought back and deleted, only by those who may, with its responses', async () => {
    const { owner, member, admin } = buildWorkspace()
    const { id, slug } = await make(owner)
    await publishForm(owner, id)
    const call = (as: Member, route: RouteModule, method: keyof RouteModule) =>
      send(route, method, '/x', { as, params: { id } })
    expect((await call(member, publicationRoute, 'DELETE')).body).toMatchObject({ data: { state: 'closed' } })
    expect(findPublicForm(slug)).toMatchObject({ isOpen: false })
    expect((await call(admin, formRoute, 'DELETE')).status).toBe(409)
    await call(member, trashRoute, 'PUT')
    expect(findPublicForm(slug)).toBeNull()
    expect((await call(member, formRoute, 'PATCH')).status).toBe(400)
    expect((await call(member, formRoute, 'DELETE')).status).toBe(403)
    await call(member, trashRoute, 'DELETE')
    expect(findPublicForm(slug)).toMatchObject({ isOpen: false })
    await call(member, trashRoute, 'PUT')
    expect((await call(admin, formRoute, 'DELETE')).status).toBe(204)
    expect(database().select().from(forms).all()).toEqual([])
    const left = ['form.closed', 'form.trashed', 'form.restored', 'form.deleted'] as const
    expect(left.filter((action) => auditRows(action).length === 0)).toEqual([])
  })

  test('closing twice closes once', async () => {
    const { owner } = buildWorkspace()
    const { id } = await make(owner)
    await publishForm(owner, id)
    await closeForm(owner, id)
    expect((await closeForm(owner, id)).version).toBe(3)
  })

  test('is copied with its draft and settings under another address', async () => {
    const { member } = buildWorkspace()
    const { id, slug } = await make(member, { settings: { review: true } })
    const { body } = await send(copiesRoute, 'POST', '/x', { as: member, params: { id } })
    expect(body).toMatchObject({
      data: { title: 'Summer party (copy)', draft: definition, settings: { review: true } },
    })
    expect(JSON.stringify(body)).not.toContain(`"${slug}"`)
  })

  test('stands in its author’s copy of their data', async () => {
    const { member } = buildWorkspace()
    const { id } = await make(member)
    expect(await exportForms(member.accountId)).toMatchObject([{ id, title: 'Summer party' }])
  })

  test('is deleted thirty days after it was put away', async () => {
    const { member } = buildWorkspace()
    const { id } = await make(member)
    await make(member)
    await trashForm(member, id, new Date('2026-01-01T00:00:00Z'))
    await formJobs['purge_forms']?.run({}, jobRun(new Date('2026-01-30T00:00:00Z')))
    expect(database().select().from(forms).all()).toHaveLength(2)
    await formJobs['purge_forms']?.run({}, jobRun(new Date('2026-02-01T00:00:00Z')))
    expect(database().select().from(forms).all()).toHaveLength(1)
  })
})

describe('GET /api/forms', () => {
  test('pages by cursor through the forms of the workspace alone, and finds by the title', async () => {
    const { member, viewer, stranger } = buildWorkspace()
    for (const title of ['One', 'Two', 'Three']) await make(member, { title })
    await make(stranger, { title: 'Theirs' })
    const first = await listForms(viewer, ListForms.parse({ limit: '2' }))
    const second = await listForms(viewer, ListForms.parse({ limit: '2', cursor: first.next ?? '' }))
    expect([...first.items, ...second.items].map(({ title }) => title)).toEqual(['Three', 'Two', 'One'])
    expect(second.next).toBeNull()
    expect((await listForms(viewer, ListForms.parse({ q: 'tHr' }))).items).toHaveLength(1)
  })

  test.each<Record<string, string>>([
    { sort: 'colour' },
    { sort: '-title' },
    { q: 'x'.repeat(201) },
    { cursor: 'x.y' },
  ])('refuses %j', async (query) => {
    const { viewer } = buildWorkspace()
    expect((await send(formsRoute, 'GET', '/api/forms', { as: viewer, query })).status).toBe(400)
  })

  test('sorts by the last response, by how many there are and by title, over pages too', async () => {
    const { owner, viewer } = buildWorkspace()
    const [few, none, many] = [
      await buildForm(owner),
      await make(owner, { title: 'aardvark' }),
      await buildForm(owner, { visibleTo: 'admins' }),
    ]
    many.add({ name: 'Ada' })
    many.add({ name: 'Bob' })
    many.add({ name: 'Spam' }, { status: 'spam', submittedAt: new Date('2036-01-01') })
    few.add({ name: 'Cy' }, { submittedAt: new Date('2026-03-01T00:00:00Z') })
    const sorted = async (as: Member, sort: string) => {
      const first = await listForms(as, ListForms.parse({ sort, limit: '2' }))
      const rest = await listForms(as, ListForms.parse({ sort, limit: '2', cursor: first.next ?? '' }))
      return [...first.items, ...rest.items]
    }
    const ids = async (as: Member, sort: string) => (await sorted(as, sort)).map(({ id }) => id)
    expect(await ids(owner, 'responses')).toEqual([many.id, few.id, none.id])
    expect(await ids(owner, 'last_response')).toEqual([few.id, many.id, none.id])
    expect((await ids(owner, 'title'))[0]).toBe(none.id)
    const lasts = (await sorted(viewer, 'last_response')).map(({ lastResponseAt }) => lastResponseAt)
    expect(lasts).toEqual(['2026-03-01T00:00:00.000Z', null, null])
  })
})
