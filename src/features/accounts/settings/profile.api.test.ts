import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Member } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { accountPictures, user } from '@/lib/server/schema/accounts'
import { audit } from '@/lib/server/schema/audit'
import * as pictureRoute from '@/pages/accounts/[id]/picture'
import * as updateUserRoute from '@/pages/api/auth/update-user'
import { buildWorkspace, openSession, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { getPicture, removePicture, setPicture } from './pictures.server'
import { ProfilePost } from './profile-post'

useInstance()

let people: ReturnType<typeof buildWorkspace>
beforeEach(() => (people = buildWorkspace()))

const actions = () =>
  database()
    .select()
    .from(audit)
    .all()
    .map(({ action }) => action)

const rowOf = ({ accountId }: Member) => database().select().from(user).where(eq(user.id, accountId)).get()

/** The head of a PNG of one pixel and as many bytes as asked for. */
function png(length = 64, side = 1): Uint8Array {
  const bytes = new Uint8Array(length)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  new DataView(bytes.buffer).setUint32(16, side)
  new DataView(bytes.buffer).setUint32(20, 1)
  return bytes
}

describe('POST /api/auth/update-user', () => {
  const post = (options: Parameters<typeof send>[3]) =>
    send(updateUserRoute, 'POST', '/api/auth/update-user', options)

  it('is refused to nobody', async () => {
    expect(await post({ body: { name: 'Eve' } })).toMatchObject({
      status: 401,
      body: { code: 'UNAUTHENTICATED' },
    })
  })

  it.each([
    [{}, 'Nothing to change was given.'],
    [{ name: '  ' }, 'Your name is missing.'],
    [{ name: 'x'.repeat(81) }, 'Your name may have at most 80 characters.'],
    [{ image: 'https://evil.example/track.png' }, 'Not known here: image.'],
    [{ email: 'other@example.org' }, 'Not known here: email.'],
    [{ role: 'admin' }, 'Not known here: role.'],
  ])('refuses %j', async (body, message) => {
    const answer = await post({ as: people.member, body })
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([400, expect.stringContaining(message)])
    expect(rowOf(people.member)?.name).toBe('The member')
  })

  it('changes the name, and says it in the shape of Better Auth', async () => {
    expect(await post({ as: people.viewer, body: { name: ' Grace  ' } })).toMatchObject({
      status: 200,
      body: { status: true },
    })
    expect(rowOf(people.viewer)?.name).toBe('Grace')
    expect(actions()).toEqual(['account.renamed'])
  })
})

describe('a picture', () => {
  it.each([
    ['nothing', undefined, 'Choose a picture first.'],
    ['an empty file', new Uint8Array(), 'Choose a picture first.'],
    ['a file that is too large', png(256 * 1024 + 1), 'The picture is larger than 256 KB.'],
  ])('is refused by the form: %s', (_name, picture, message) => {
    const parsed = ProfilePost.safeParse({ intent: 'picture', picture })
    expect(parsed.error?.issues[0]?.message).toContain(message)
  })

  it.each([
    ['a file that is too large', png(256 * 1024 + 1), 'The picture is larger than 256 KB.'],
    ['text', Buffer.from('<svg onload="alert(1)" xmlns="http://www.w3.org/2000/svg"/>'), 'This is no PNG'],
    ['too many pixels', png(64, 4097), 'The picture is 4097 by 1 pixels.'],
  ])('is refused by the service: %s', async (_name, bytes, message) => {
    await expect(setPicture(people.member, bytes)).rejects.toMatchObject({
      code: 'bad_input',
      issues: [{ path: 'picture', message: expect.stringContaining(message) }],
    })
    expect(database().select().from(accountPictures).all()).toEqual([])
    expect(rowOf(people.member)?.image).toBeNull()
  })

  it('is kept in place of the one before, and goes again', async () => {
    await setPicture(people.member, png(64), new Date(1000))
    await setPicture(people.member, png(256 * 1024), new Date(2000))
    expect(rowOf(people.member)?.image).toBe(`/accounts/${people.member.accountId}/picture?v=1jk`)
    const picture = await getPicture(people.member, people.member.accountId)
    expect([picture.type, picture.bytes.byteLength]).toEqual(['image/png', 256 * 1024])
    await removePicture({ ...people.member, picture: rowOf(people.member)?.image ?? null })
    expect(rowOf(people.member)?.image).toBeNull()
    expect(database().select().from(accountPictures).all()).toEqual([])
    expect(actions()).toEqual(['account.picture_set', 'account.picture_set', 'account.picture_removed'])
  })
})

describe('GET /accounts/:id/picture', () => {
  const get = (options: Parameters<typeof send>[3] = {}) =>
    send(pictureRoute, 'GET', `/accounts/${people.member.accountId}/picture`, {
      params: { id: people.member.accountId },
      ...options,
    })

  it('is refused to nobody, and to whoever shares no workspace', async () => {
    await setPicture(people.member, png())
    expect((await get()).status).toBe(303)
    await expect(getPicture(people.stranger, people.member.accountId)).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('is not found where there is none, also for a stranger', async () => {
    for (const actor of [people.member, people.stranger]) {
      for (const id of [people.member.accountId, 'nonsense']) {
        await expect(getPicture(actor, id)).rejects.toMatchObject({ code: 'not_found' })
      }
    }
  })

  it('is given to the people of a common workspace, and to an admin of the instance', async () => {
    await setPicture(people.member, png())
    const admin = { ...people.stranger, isInstanceAdmin: true }
    for (const actor of [people.member, people.owner, people.viewer, admin]) {
      expect((await getPicture(actor, people.member.accountId)).type).toBe('image/png')
    }
  })

  it('says what it is, is kept for a day by its version, and is not sent twice', async () => {
    await setPicture(people.member, png(), new Date(1000))
    const { cookie } = openSession(people.viewer)
    const first = await get({ cookie, query: { v: 'rs' } })
    expect(first.status).toBe(200)
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'private, max-age=86400',
      'content-security-policy': expect.stringMatching(/^default-src 'none';.* sandbox$/) as unknown,
      etag: '"rs"',
    })
    const again = await get({ cookie, query: { v: 'rs' }, headers: { 'if-none-match': '"rs"' } })
    expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, undefined, '"rs"'])
    const old = await get({ cookie, query: { v: 'older' }, headers: { 'if-none-match': '"older"' } })
    expect([old.status, old.headers.get('cache-control')]).toEqual([200, 'private, no-cache'])
  })
})
