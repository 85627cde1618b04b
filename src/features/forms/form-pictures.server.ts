import type { Actor } from '@/lib/actor'
import { writeAudit } from '@/lib/server/audit'
import { transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { streamOfPieces } from '@/lib/server/pieces'
import { picturesOf } from './definition/pictures'
import type { FormPicture, PictureViews } from './form-pictures.schema'
import { assertNotTrashed, loadEditable, loadForm } from './form-rows.server'
import { listDefinitions } from './form-versions.server'
import {
  checkPicture,
  findPicture,
  keepPicture,
  picturesOfForm,
  readPicturePiece,
  toPicture,
  type PictureRow,
  type SentPicture,
} from './picture-rows.server'
import { findPublicForm, type PublicForm } from './public-form.server'

/** A picture as it is sent; what has one hash has one content for ever. */
export type OpenPicture = {
  type: string
  bytes: number
  hash: string
  stream: () => ReadableStream<Uint8Array>
}

/** The pictures of a form, used or not. Throws `not_found`. */
export async function listPictures(actor: Actor, formId: string): Promise<FormPicture[]> {
  const { row } = loadForm(actor, formId)
  return picturesOfForm(row.seq).map((picture) => toPicture(formId, picture))
}

/**
 * Keeps a picture for a form, to be shown once a block or the settings name it. The same content again is the same picture.
 * Throws `not_found`, `forbidden`, `bad_input` for what is no picture or too large, `conflict` for a form in the trash or with
 * too many, and `limited` when the day's quota is used up.
 */
export async function addPicture(
  actor: Actor,
  formId: string,
  sent: SentPicture,
  now = new Date(),
): Promise<FormPicture> {
  loadEditable(actor, formId)
  const checked = checkPicture(sent)
  return transaction((tx) => {
    const { row, reader } = loadEditable(actor, formId)
    assertNotTrashed(row)
    const { picture, isNew } = keepPicture(tx, row.seq, checked, now)
    const entry = { actor: reader, subjectId: row.id, workspaceId: row.workspaceId }
    if (isNew) writeAudit(tx, { action: 'form.picture_added', ...entry, details: { title: row.title } }, now)
    return toPicture(formId, picture)
  })
}

/** A picture for whoever sees its form in the app, published or not. Throws `not_found`. */
export async function openPicture(actor: Actor, formId: string, hash: string): Promise<OpenPicture> {
  const { row } = loadForm(actor, formId)
  return toOpen(findPicture(row.seq, hash) ?? notThere())
}

/** A picture that some published version of a form shows, or its logo, for everybody. Throws `not_found`. */
export function openPublicPicture(slug: string, hash: string): OpenPicture {
  const form = findPublicForm(slug) ?? notThere()
  const picture = findPicture(form.seq, hash) ?? notThere()
  return isPublic(form, picture.id) ? toOpen(picture) : notThere()
}

/** The pictures that the public page of a form may have to draw. */
export function publicPictures({ seq, slug, definition, settings }: PublicForm): PictureViews {
  if (!settings.logo && picturesOf(definition).length === 0) return {}
  return Object.fromEntries(
    picturesOfForm(seq).map(({ id, hash, width, height }) => [
      id,
      { src: `/f/${slug}/pictures/${hash}`, width, height },
    ]),
  )
}

function isPublic(form: PublicForm, pictureId: string): boolean {
  return (
    form.settings.logo?.pictureId === pictureId ||
    listDefinitions(form).some((definition) => picturesOf(definition).includes(pictureId))
  )
}

function toOpen({ id, type, bytes, hash }: PictureRow): OpenPicture {
  return { type, bytes, hash, stream: () => streamOfPieces((last) => readPicturePiece(id, last)) }
}

function notThere(): never {
  throw new AppError('not_found')
}
