import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { database, prepared, type Transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { tidyFileName } from '@/lib/server/file-name'
import { firstRow } from '@/lib/server/first-row'
import { readPictureKind, type PictureKind } from '@/lib/server/picture-kind'
import { piecesOf } from '@/lib/server/pieces'
import { formPictures, pictureChunks } from '@/lib/server/schema/form-pictures'
import { shortSize } from '@/lib/size'
import { formPictureLimits, type FormPicture } from './form-pictures.schema'
import { useBytes } from './quota.server'
import * as faults from './words/picture-faults'

/** A picture as it was chosen: what its sender calls it, and its content. */
export type SentPicture = { name: string; content: Uint8Array }

/** One that was looked at and may be kept. */
export type CheckedPicture = PictureKind & SentPicture & { hash: string }

export type PictureRow = typeof formPictures.$inferSelect

/** Throws `bad_input` at `picture` for what is none by its content, or too large. */
export function checkPicture({ name, content }: SentPicture): CheckedPicture {
  const { bytes, pixels } = formPictureLimits
  if (content.byteLength === 0) throw refusal(faults.noneChosen)
  if (content.byteLength > bytes) throw refusal(faults.tooLarge(shortSize(content.byteLength)))
  const kind = readPictureKind(content)
  if (!kind) throw refusal(faults.noPicture)
  if (kind.width * kind.height > pixels) throw refusal(faults.tooManyPixels(kind.width, kind.height, pixels))
  const hash = new Bun.CryptoHasher('sha256').update(content).digest('hex')
  return { ...kind, name: tidyFileName(name), content, hash }
}

/**
 * Keeps a picture with its form; the same content twice is one picture. Throws `conflict` where the form has as many as it may,
 * and `limited` when the day's quota is used up.
 */
export function keepPicture(
  tx: Transaction,
  formSeq: number,
  { content, ...about }: CheckedPicture,
  now: Date,
): { picture: PictureRow; isNew: boolean } {
  const isThis = and(eq(formPictures.formSeq, formSeq), eq(formPictures.hash, about.hash))
  const known = tx.select().from(formPictures).where(isThis).get()
  if (known) {
    tx.update(formPictures).set({ unusedAt: null }).where(eq(formPictures.id, known.id)).run()
    return { picture: known, isNew: false }
  }
  if (countOf(tx, formSeq) >= formPictureLimits.count)
    throw new AppError('conflict', faults.tooMany(formPictureLimits.count))
  if (!useBytes(tx, formSeq, content.byteLength, now)) throw tooMuchToday()
  const id = Bun.randomUUIDv7()
  const row = { id, formSeq, ...about, bytes: content.byteLength, createdAt: now }
  const picture = tx.insert(formPictures).values(row).returning().get()
  for (const piece of piecesOf(content))
    tx.insert(pictureChunks)
      .values({ pictureId: id, ...piece })
      .run()
  return { picture, isNew: true }
}

function countOf(tx: Transaction, formSeq: number): number {
  const row = firstRow<{ count: number }>(
    tx,
    sql`SELECT count(*) AS count FROM form_pictures WHERE form_seq = ${formSeq}`,
  )
  return row?.count ?? 0
}

/** Copies pictures to another form under new ids: `renamed` has those by the old ones. Throws `limited` as `keepPicture` does. */
export function copyPictures(
  tx: Transaction,
  from: number,
  to: number,
  renamed: ReadonlyMap<string, string>,
  now: Date,
): void {
  for (const [oldId, id] of renamed) {
    const isIt = and(eq(formPictures.id, oldId), eq(formPictures.formSeq, from))
    const picture = tx.select().from(formPictures).where(isIt).get()
    if (!picture) continue
    if (!useBytes(tx, to, picture.bytes, now)) throw tooMuchToday()
    const copy = { ...picture, id, formSeq: to, createdAt: now, unusedAt: null }
    tx.insert(formPictures).values(copy).run()
    tx.run(sql`INSERT INTO picture_chunks (picture_id, position, data)
      SELECT ${id}, position, data FROM picture_chunks WHERE picture_id = ${oldId}`)
  }
}

/** A picture of a form by its content's hash. */
export function findPicture(formSeq: number, hash: string): PictureRow | undefined {
  return selectByHash().get({ formSeq, hash })
}

/** Every picture of a form, the oldest first. */
export function picturesOfForm(formSeq: number): PictureRow[] {
  return selectAll().all({ formSeq })
}

/** A picture as its form's authors see it. */
export function toPicture(formId: string, row: PictureRow): FormPicture {
  const { id, name, type, bytes, width, height, hash } = row
  return { id, name, type, bytes, width, height, src: `/forms/${formId}/pictures/${hash}` }
}

const selectByHash = prepared((db) =>
  db
    .select()
    .from(formPictures)
    .where(
      and(
        eq(formPictures.formSeq, sql.placeholder('formSeq')),
        eq(formPictures.hash, sql.placeholder('hash')),
      ),
    )
    .prepare(),
)

const selectAll = prepared((db) =>
  db
    .select()
    .from(formPictures)
    .where(eq(formPictures.formSeq, sql.placeholder('formSeq')))
    .orderBy(asc(formPictures.id))
    .prepare(),
)

/** The first piece of a picture after a position. */
export function readPicturePiece(pictureId: string, after: number) {
  return database()
    .select({ position: pictureChunks.position, data: pictureChunks.data })
    .from(pictureChunks)
    .where(and(eq(pictureChunks.pictureId, pictureId), gt(pictureChunks.position, after)))
    .orderBy(asc(pictureChunks.position))
    .limit(1)
    .get()
}

function tooMuchToday(): AppError {
  return new AppError('limited', faults.tooMuchToday)
}

function refusal(message: string): AppError {
  return new AppError('bad_input', message, { issues: [{ path: 'picture', message }] })
}
