// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { CreateForm } from '@/features/forms/forms.schema'
import { createForm } from '@/features/forms/forms.server'
import { findPublicForm, type PublicForm } from '@/features/forms/public-form.server'
import { publishForm } from '@/features/forms/publication.server'
import { database } from '@/lib/server/db'
import { formDays } from '@/lib/server/schema/forms'
import { fileChunks, responseFiles } from '@/lib/server/schema/response-files'
import { responses } from '@/lib/server/schema/responses'
import * as fileRoute from '@/pages/api/responses/[id]/files/[fileId]'
import * as responseRoute from '@/pages/api/responses/[id]'
import { buildMember, useInstance } from '@/test/instance'
import { send } from '@/test/request'
import { deleteForgottenFiles, HeldFiles, holdFiles } from './held-files.server'
import { issueFormToken } from './form-token.server'
import { quotas } from '@/features/forms/quota.server'
import { openFile } from './response-files.server'
import { takeResponse } from './take-response.server'

useInstance()

const definition = {
  fields: [
    {
      kind: 'file',
      key: 'papers',
      label: 'Papers',
      required: true,
      maxFiles: 2,
      maxBytes: 1_000_000,
      kinds: ['pdf', 'image'],
    },
  ],
}
const opened = new Date('2026-01-01T10:00:00Z')
const now = new Date('2026-01-01T10:01:00Z')

async function publish() {
  const owner = buildMember('owner')
  const { id, slug } = await createForm(owner, CreateForm.parse({ title: 'Form', definition }))
  await publishForm(owner, id)
  const form = findPublicForm(slug)
  if (!form) throw new Error('The form is not there.')
  return { owner, form }
}

const pdf = (size = 20, name = 'cv.pdf') => new File([`%PDF-1.7\n${'x'.repeat(size)}`], name)

function take(form: PublicForm, files: File[], answers?: unknown) {
  return holdFiles(async (held) => {
    for (const file of files) await arrive(held, file)
    return takeHeld(form, held, answers)
  }, now)
}

async function arrive(held: HeldFiles, file: File) {
  const sink = held.open({ field: 'papers', name: file.name })
  for await (const piece of file.stream()) sink.write(piece)
  sink.end()
}

function takeHeld(form: PublicForm, held: HeldFiles, answers?: unknown) {
  const files = held.files.map(([, file]) => file)
  const refs = files.map(({ name, size }) => ({ name, bytes: size }))
  const token = issueFormToken(form.id, opened)
  const sent = { key: crypto.randomUUID(), token, proof: '', trap: '', address: '192.0.2.1' }
  return takeResponse(form, { ...sent, answers: answers ?? { papers: refs }, files: { papers: files } }, now)
}

const rows = () => database().select().from(responseFiles).all()

describe('files are refused', () => {
  it.each([
    [
      'of a false kind',
      [new File(['#!/bin/sh'], 'cv.pdf')],
      /By its content the file “cv.pdf” is of no kind/,
    ],
    ['that are empty', [new File([''], 'cv.pdf')], /By its content/],
    ['that are too large', [pdf(1_000_001)], /larger than/],
    ['that are too many', [pdf(), pdf(), pdf()], /at most 2 files/],
  ])('%s', async (_what, files, message) => {
    const { form } = await publish()
    expect(await take(form, files)).toMatchObject({
      outcome: 'refused',
      issues: [{ path: ['papers'], message: expect.stringMatching(message) }],
    })
    expect(rows()).toEqual([])
    expect(database().select().from(responses).all()).toEqual([])
  })

  it('that are only named, were it by the id of another', async () => {
    const { form } = await publish()
    await take(form, [pdf()])
    const [other] = rows()
    const named = { papers: [{ id: other?.id, name: 'cv.pdf', bytes: 3 }] }
    expect(await take(form, [], named)).toMatchObject({ outcome: 'refused' })
    expect(rows()).toHaveLength(1)
  })
})

describe('files are kept', () => {
  it('with their response, in pieces, and read as they were, by whoever may see it', async () => {
    const { owner, form } = await publish()
    const file = pdf(700_000, 'folder/../my\u202Ecv.pdf')
    expect(await take(form, [file])).toMatchObject({ outcome: 'taken' })
    const [kept] = rows()
    expect(kept).toMatchObject({ name: 'mycv.pdf', type: 'application/pdf', bytes: file.size })
    expect(database().select().from(fileChunks).all()).toHaveLength(3)
    const [response] = database().select().from(responses).all()
    const params = { id: response?.id ?? '', fileId: kept?.id ?? '' }
    const path = `/api/responses/${params.id}/files/${params.fileId}`

    expect((await send(fileRoute, 'GET', path, { params })).status).toBe(401)
    expect((await send(fileRoute, 'GET', path, { params, as: buildMember('owner') })).status).toBe(404)
    const elsewhere = { ...params, id: crypto.randomUUID() }
    expect((await send(fileRoute, 'GET', path, { params: elsewhere, as: owner })).status).toBe(404)
    const answer = await send(fileRoute, 'GET', path, { params, as: owner })
    expect(answer.headers.get('content-disposition')).toContain('attachment; filename="mycv.pdf"')
    const { stream } = await openFile(owner, params.id, params.fileId)
    expect(await new Response(stream).text()).toBe(await file.text())
  })

  it('as long as their response', async () => {
    const { owner, form } = await publish()
    await take(form, [pdf(), pdf()])
    expect(rows()).toHaveLength(2)
    const [response] = database().select().from(responses).all()
    const params = { id: response?.id ?? '' }
    await send(responseRoute, 'DELETE', `/api/responses/${params.id}`, { params, as: owner })
    expect(rows()).toEqual([])
    expect(database().select().from(fileChunks).all()).toEqual([])
  })

  it('and counted, so that strangers cannot fill the disk', async () => {
    const { form } = await publish()
    await take(form, [pdf(1000)])
    const counted = database().select().from(formDays).all()
    expect(counted.find(({ counter }) => counter === 'bytes')?.count).toBeGreaterThan(1000)
    for (const [counter, count] of [
      ['bytes', quotas.formBytes],
      ['taken', quotas.formResponses],
    ] as const) {
      database().delete(formDays).run()
      database().insert(formDays).values({ formSeq: form.seq, day: '2026-01-01', counter, count }).run()
      expect(await take(form, [pdf()])).toEqual({ outcome: 'enough' })
    }
    const { form: second } = await publish()
    database().delete(formDays).run()
    const all = { formSeq: form.seq, day: '2026-01-01', counter: 'bytes', count: quotas.allBytes }
    database().insert(formDays).values(all).run()
    expect(await take(second, [pdf()])).toEqual({ outcome: 'enough' })
    database().update(formDays).set({ day: '2025-12-31' }).run()
    expect(await take(second, [pdf()])).toMatchObject({ outcome: 'taken' })
  })
})

describe('a file on its way in', () => {
  it('is in no response, and gone when none takes it', async () => {
    const { form } = await publish()
    await holdFiles(async (held) => {
      await arrive(held, pdf(700_000))
      expect(rows()).toMatchObject([{ responseSeq: null, heldSince: now, bytes: 700_009 }])
      expect(database().select().from(fileChunks).all().length).toBeGreaterThan(1)
    }, now)
    expect(rows()).toEqual([])
    expect(database().select().from(fileChunks).all()).toEqual([])
    expect(await take(form, [pdf()])).toMatchObject({ outcome: 'taken' })
    expect(rows()).toMatchObject([{ heldSince: null }])
  })

  it('is gone when its sender breaks off', async () => {
    const broken = holdFiles(async (held) => {
      held.open({ field: 'papers', name: 'cv.pdf' }).write(new Uint8Array(300_000))
      throw new Error('hung up')
    }, now)
    await expect(broken).rejects.toThrow('hung up')
    expect(rows()).toEqual([])
  })

  it('of a process that was killed is deleted after an hour, and no other', async () => {
    const { form } = await publish()
    await take(form, [pdf()])
    await arrive(new HeldFiles(now), pdf())
    const hour = now.getTime() + 3_600_000
    await deleteForgottenFiles(new Date(hour))
    expect(rows()).toHaveLength(2)
    await deleteForgottenFiles(new Date(hour + 1))
    expect(rows()).toMatchObject([{ heldSince: null }])
  })
})
