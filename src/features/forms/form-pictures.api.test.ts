// @vitest-environment node
import { describe, expect, test } from 'vitest'
import type { Member } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { formPictures, pictureChunks } from '@/lib/server/schema/form-pictures'
import { formDays } from '@/lib/server/schema/forms'
import * as copiesRoute from '@/pages/api/forms/[id]/copies'
import * as formRoute from '@/pages/api/forms/[id]'
import * as picturesRoute from '@/pages/api/forms/[id]/pictures'
import * as publicRoute from '@/pages/f/[slug]/pictures/[hash]'
import * as teamRoute from '@/pages/forms/[id]/pictures/[hash]'
import { auditRows } from '@/test/audit'
import { buildMember, buildWorkspace, useInstance } from '@/test/instance'
import { jobRun } from '@/test/job-run'
import { pngOf } from '@/test/pictures'
import { send } from '@/test/request'
import { Definition } from './definition/definition.schema'
import { picturesOf } from './definition/pictures'
import { formJobs } from './form-jobs.server'
import { addPicture, publicPictures } from './form-pictures.server'
import { formPictureLimits } from './form-pictures.schema'
import { CreateForm } from './forms.schema'
import { changeDraft, createForm, deleteForm, exportForms, getForm, trashForm } from './forms.server'
import { setLogo } from './logo.server'
import { checkPicture } from './picture-rows.server'
import { findPublicForm } from './public-form.server'
import { publishForm } from './publication.server'
import { quotas } from './quota.server'

useInstance()

const question = { kind: 'short_text', key: 'name', label: 'Your name' }
const makeForm = (actor: Member) =>
  createForm(actor, CreateForm.parse({ title: 'Party', definition: { fields: [question] } }))

const showing = (pictureId: string) =>
  Definition.parse({
    fields: [question, { kind: 'picture_block', key: 'picture', pictureId, alt: 'A loaf' }],
  })

const png = (side = 3, size = 0) => ({ name: 'loaf.png', content: pngOf(side, side, size) })

const rows = () => database().select().from(formPictures).all()
const chunks = () => database().select({ position: pictureChunks.position }).from(pictureChunks).all()

/** What a browser sends of a form with one file. */
async function post(id: string, as: Member | undefined, content: Uint8Array<ArrayBuffer>, field = 'picture') {
  const form = new FormData()
  form.append(field, new File([content], '../my\u202Eloaf.png'))
  const { headers, body } = new Request('https://x', { method: 'POST', body: form })
  return send(picturesRoute, 'POST', '/api/forms/[id]/pictures', {
    params: { id },
    ...(as && { as }),
    headers: { 'content-type': headers.get('content-type') ?? '' },
    body: body ?? '',
  })
}

const see = (as: Member | undefined, id: string, hash: string) =>
  send(teamRoute, 'GET', '/forms/x/pictures/y', { params: { id, hash }, ...(as && { as }) })
const visit = (slug: string, hash: string, headers = {}) =>
  send(publicRoute, 'GET', '/f/x/pictures/y', { params: { slug, hash }, headers })

describe('POST /api/forms/:id/pictures', () => {
  test('is refused to a visitor, to a viewer, and for a form of another workspace', async () => {
    const { member, viewer, stranger } = buildWorkspace()
    const { id } = await makeForm(member)
    expect((await post(id, undefined, pngOf(3, 3))).status).toBe(401)
    expect((await post(id, viewer, pngOf(3, 3))).status).toBe(403)
    expect((await post(id, stranger, pngOf(3, 3))).status).toBe(404)
    expect(rows()).toEqual([])
    expect(auditRows('form.picture_added')).toEqual([])
  })

  test.each([
    [
      'a drawing that may hold scripts',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      /no PNG, JPEG, GIF or WebP/,
    ],
    ['a page under the name of a picture', '<!doctype html><script>alert(1)</script>', /no PNG/],
    ['half a picture', pngOf(3, 3).slice(0, 20), /no PNG/],
    ['nothing', '', /Choose a picture first/],
    ['a bomb of pixels', pngOf(50_000, 50_000), /50000 by 50000 pixels/],
  ])('refuses %s', async (_, content, message) => {
    const { member } = buildWorkspace()
    const { id } = await makeForm(member)
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    const answer = await post(id, member, bytes)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      issues: [{ path: 'picture', message: expect.stringMatching(message) }],
    })
    expect(rows()).toEqual([])
  })

  test('refuses a picture of more than two megabytes', () => {
    const content = pngOf(3, 3, formPictureLimits.bytes + 1)
    expect(() => checkPicture({ name: 'large.png', content })).toThrow(/at most 2 MB/)
    expect(checkPicture({ name: 'large.png', content: content.slice(0, -1) }).width).toBe(3)
  })

  test('refuses another kind of body, a body without a picture, and a form in the trash', async () => {
    const { member } = buildWorkspace()
    const { id } = await makeForm(member)
    const json = await send(picturesRoute, 'POST', '/api/forms/x/pictures', {
      as: member,
      params: { id },
      body: { picture: 'x' },
    })
    expect(json.status).toBe(415)
    expect((await post(id, member, pngOf(3, 3), 'file')).status).toBe(400)
    await trashForm(member, id)
    expect((await post(id, member, pngOf(3, 3))).status).toBe(409)
    expect(rows()).toEqual([])
  })

  test('refuses more than a form may have, and more than the day allows', async () => {
    const { member } = buildWorkspace()
    const { id } = await makeForm(member)
    const picture = { formSeq: 1, name: 'x', type: 'image/png' as const, bytes: 1, width: 1, height: 1 }
    const many = Array.from({ length: formPictureLimits.count }, (_, place) => String(place))
    database()
      .insert(formPictures)
      .values(many.map((hash) => ({ ...picture, id: hash, hash, createdAt: new Date() })))
      .run()
    expect((await post(id, member, pngOf(60, 60))).status).toBe(409)
    const other = await makeForm(member)
    const now = new Date('2026-01-01T10:00:00Z')
    const bytes = { formSeq: 1, day: '2026-01-01', counter: 'bytes', count: quotas.allBytes }
    database().insert(formDays).values(bytes).run()
    await expect(addPicture(member, other.id, png(), now)).rejects.toMatchObject({ code: 'limited' })
    expect(rows()).toHaveLength(formPictureLimits.count)
  })

  test('keeps a picture with its size, once, in pieces, and counts its bytes', async () => {
    const { member } = buildWorkspace()
    const { id } = await makeForm(member)
    const content = pngOf(640, 480, 600_000)
    const { status, body } = await post(id, member, content)
    expect(status).toBe(201)
    const [row] = rows()
    expect(body).toEqual({
      data: {
        id: row?.id,
        name: 'myloaf.png',
        type: 'image/png',
        bytes: 600_000,
        width: 640,
        height: 480,
        src: `/forms/${id}/pictures/${row?.hash}`,
      },
    })
    expect(chunks()).toHaveLength(3)
    expect((await post(id, member, content)).body).toEqual(body)
    expect(rows()).toHaveLength(1)
    expect(auditRows('form.picture_added')).toHaveLength(1)
    expect(database().select().from(formDays).all()).toMatchObject([{ counter: 'bytes', count: 600_000 }])
    const list = await send(picturesRoute, 'GET', '/api/forms/x/pictures', { as: member, params: { id } })
    expect(list.body).toMatchObject({ data: [{ id: row?.id }] })
  })
})

describe('a picture is seen', () => {
  test('by the team alone until a published version shows it', async () => {
    const { member, viewer, stranger } = buildWorkspace()
    const { id, slug, draftVersion } = await makeForm(member)
    const picture = await addPicture(member, id, png(4))
    const hash = picture.src.split('/').at(-1) ?? ''
    expect((await see(undefined, id, hash)).headers.get('location')).toContain('/login')
    expect((await see(stranger, id, hash)).status).toBe(404)
    expect((await see(viewer, id, 'nothing')).status).toBe(404)
    const seen = await see(viewer, id, hash)
    expect(seen.status).toBe(200)
    expect(seen.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')

    expect((await visit(slug, hash)).status).toBe(404)
    await publishForm(member, id)
    expect((await visit(slug, hash)).status).toBe(404)
    await changeDraft(member, id, { definition: showing(picture.id) }, draftVersion)
    expect((await visit(slug, hash)).status).toBe(404)
    await publishForm(member, id)
    const answer = await visit(slug, hash)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'image/png',
      'content-security-policy': expect.stringContaining('sandbox'),
      etag: `"${hash}"`,
    })
    expect((await visit(slug, hash, { 'if-none-match': `"${hash}"` })).status).toBe(304)
    await trashForm(member, id)
    expect((await visit(slug, hash)).status).toBe(404)
  })

  test('only in its own form', async () => {
    const { member } = buildWorkspace()
    const [mine, other] = [await makeForm(member), await makeForm(buildMember('owner'))]
    const picture = await addPicture(member, mine.id, png(5))
    const hash = picture.src.split('/').at(-1) ?? ''
    await changeDraft(member, mine.id, { definition: showing(picture.id) }, mine.draftVersion)
    await publishForm(member, mine.id)
    expect((await visit(other.slug, hash)).status).toBe(404)
    expect((await see(member, other.id, hash)).status).toBe(404)
  })
})

describe('the logo of a form', () => {
  test('is refused to a viewer, without a picture, by a stale version and for a form in the trash', async () => {
    const { member, viewer, stranger } = buildWorkspace()
    const { id } = await makeForm(member)
    const logo = { picture: png(), alt: 'Bakery' }
    await expect(setLogo(viewer, id, logo, 1)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(setLogo(stranger, id, logo, 1)).rejects.toMatchObject({ code: 'not_found' })
    await expect(setLogo(member, id, { ...logo, picture: null }, 1)).rejects.toMatchObject({
      code: 'bad_input',
    })
    await expect(setLogo(member, id, logo, 2)).rejects.toMatchObject({ code: 'stale' })
    await trashForm(member, id)
    await expect(setLogo(member, id, logo, 1)).rejects.toMatchObject({ code: 'conflict' })
    expect(rows()).toEqual([])
  })

  test('is set, described anew and taken away, and everybody sees it with the form', async () => {
    const { member } = buildWorkspace()
    const { id, slug } = await makeForm(member)
    await publishForm(member, id)
    await setLogo(member, id, { picture: png(7), alt: 'Bakery' }, 2)
    const { settings } = await setLogo(member, id, { picture: null, alt: 'The bakery' }, 3)
    const [row] = rows()
    expect(settings.logo).toEqual({ pictureId: row?.id, alt: 'The bakery' })
    const form = findPublicForm(slug)
    expect(form && publicPictures(form)).toEqual({
      [row?.id ?? '']: { src: `/f/${slug}/pictures/${row?.hash}`, width: 7, height: 7 },
    })
    expect((await visit(slug, row?.hash ?? '')).status).toBe(200)
    expect((await setLogo(member, id, null, 4)).settings.logo).toBeUndefined()
    expect((await visit(slug, row?.hash ?? '')).status).toBe(404)
    expect(auditRows('form.changed')).toHaveLength(3)
  })
})

describe('pictures go with their form', () => {
  test('into the copy of their author’s data, as where they are', async () => {
    const { member } = buildWorkspace()
    const { id } = await makeForm(member)
    const picture = await addPicture(member, id, png())
    expect(await exportForms(member.accountId)).toMatchObject([{ id, pictures: [picture] }])
  })

  test('into a copy, which lives on when the first is gone', async () => {
    const { member } = buildWorkspace()
    const { id, draftVersion, version } = await makeForm(member)
    const picture = await addPicture(member, id, png(8))
    await changeDraft(member, id, { definition: showing(picture.id) }, draftVersion)
    await setLogo(member, id, { picture: png(9), alt: 'Bakery' }, version)
    const { body } = await send(copiesRoute, 'POST', '/api/forms/x/copies', { as: member, params: { id } })
    const copyId = String(Reflect.get(Object(Reflect.get(Object(body), 'data')), 'id'))
    await trashForm(member, id)
    await deleteForm(member, id)
    const copy = await getForm(member, copyId)
    expect(
      rows()
        .map((row) => row.id)
        .toSorted(),
    ).toEqual([...picturesOf(copy.draft), copy.settings.logo?.pictureId].toSorted())
    expect(picturesOf(copy.draft)).not.toContain(picture.id)
    expect(chunks()).toHaveLength(2)
    const hash = rows().find((row) => row.width === 8)?.hash ?? ''
    expect((await see(member, copyId, hash)).status).toBe(200)
  })

  test('and are deleted with it', async () => {
    const { member } = buildWorkspace()
    const { id } = await makeForm(member)
    await addPicture(member, id, png())
    await trashForm(member, id)
    await send(formRoute, 'DELETE', '/api/forms/x', { as: member, params: { id } })
    expect([...rows(), ...chunks()]).toEqual([])
  })

  test('but a copy is refused when the day has no room for its pictures', async () => {
    const { member } = buildWorkspace()
    const { id, draftVersion } = await makeForm(member)
    const picture = await addPicture(member, id, png())
    await changeDraft(member, id, { definition: showing(picture.id) }, draftVersion)
    const day = new Date().toISOString().slice(0, 10)
    database().update(formDays).set({ day, count: quotas.allBytes }).run()
    const answer = await send(copiesRoute, 'POST', '/api/forms/x/copies', { as: member, params: { id } })
    expect(answer.status).toBe(429)
    expect(rows()).toHaveLength(1)
  })
})

describe('pictures that nothing shows', () => {
  const day = 24 * 60 * 60_000
  const purge = (at: number) => formJobs['purge_forms']?.run({}, jobRun(new Date(at)))

  test('go a week after that was found, and those in a draft, a published version or the settings stay', async () => {
    const { member } = buildWorkspace()
    const { id, draftVersion, version } = await makeForm(member)
    const [published, drafted, unused] = [
      await addPicture(member, id, png(1)),
      await addPicture(member, id, png(2)),
      await addPicture(member, id, png(3)),
    ]
    await setLogo(member, id, { picture: png(4), alt: '' }, version)
    const first = await changeDraft(member, id, { definition: showing(published.id) }, draftVersion)
    await publishForm(member, id)
    await changeDraft(member, id, { definition: showing(drafted.id) }, first.draftVersion)
    const start = Date.now()
    await purge(start)
    await purge(start + 6 * day)
    expect(rows()).toHaveLength(4)
    await purge(start + 8 * day)
    expect(rows().map(({ width }) => width)).toEqual([1, 2, 4])
    expect(rows().some((row) => row.id === unused.id)).toBe(false)
  })

  test('stay when they are shown again in time', async () => {
    const { member } = buildWorkspace()
    const { id, draftVersion } = await makeForm(member)
    const picture = await addPicture(member, id, png(1))
    const start = Date.now()
    await purge(start)
    const { draftVersion: next } = await changeDraft(
      member,
      id,
      { definition: showing(picture.id) },
      draftVersion,
    )
    await purge(start + 8 * day)
    await changeDraft(member, id, { definition: { fields: [] } }, next)
    await purge(start + 9 * day)
    expect(rows()).toHaveLength(1)
    await purge(start + 17 * day)
    expect([...rows(), ...chunks()]).toEqual([])
  })
})

test('A picture in the wrong name is known by its content', () => {
  expect(checkPicture({ name: 'page.html', content: pngOf(3, 2) })).toMatchObject({
    type: 'image/png',
    width: 3,
    height: 2,
  })
})
