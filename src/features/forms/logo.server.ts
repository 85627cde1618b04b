import { eq } from 'drizzle-orm'
import type { Actor } from '@/lib/actor'
import { transaction } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { forms } from '@/lib/server/schema/forms'
import { assertNotTrashed, loadEditable, readSettings, toForm } from './form-rows.server'
import { auditForm, getForm } from './forms.server'
import type { Form, FormSettings } from './forms.schema'
import { checkPicture, keepPicture, type SentPicture } from './picture-rows.server'
import * as faults from './words/picture-faults'

/** A logo: another picture, or none to keep the one that is there, and what it shows. */
export type NewLogo = { picture: SentPicture | null; alt: string }

/**
 * Sets the logo of a form, or takes it away by null, if the form still has the version that was read. Throws as `addPicture` does, and
 * `stale` with the form as it is now.
 */
export async function setLogo(
  actor: Actor,
  id: string,
  logo: NewLogo | null,
  version: number,
  now = new Date(),
): Promise<Form> {
  loadEditable(actor, id)
  const checked = logo?.picture && checkPicture(logo.picture)
  transaction((tx) => {
    const { row, reader } = loadEditable(actor, id)
    assertNotTrashed(row)
    if (row.version !== version) throw new AppError('stale', undefined, { current: toForm(row) })
    const { logo: before, ...others } = readSettings(row.settings)
    const pictureId = checked ? keepPicture(tx, row.seq, checked, now).picture.id : before?.pictureId
    const settings: FormSettings = logo
      ? { ...others, logo: { pictureId: pictureId ?? nothingChosen(), alt: logo.alt } }
      : others
    tx.update(forms)
      .set({ settings: JSON.stringify(settings), version: version + 1, updatedAt: now })
      .where(eq(forms.seq, row.seq))
      .run()
    auditForm(tx, 'form.changed', reader, row, now, { changed: 'settings.logo' })
  })
  return getForm(actor, id)
}

function nothingChosen(): never {
  throw new AppError('bad_input', faults.noneChosen, {
    issues: [{ path: 'picture', message: faults.noneChosen }],
  })
}
