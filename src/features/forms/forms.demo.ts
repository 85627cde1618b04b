import { and, eq } from 'drizzle-orm'
import type { Member } from '@/lib/actor'
import type { DemoTarget } from '@/lib/feature'
import { database } from '@/lib/server/db'
import { loadDemoAuthor } from '@/lib/server/demo-author'
import { forms } from '@/lib/server/schema/forms'
import { applicationForm } from './demo/application.demo'
import { drawLoaf, drawMark } from './demo/bread.demo'
import { contactForm } from './demo/contact.demo'
import { feedbackForm } from './demo/feedback.demo'
import { orderForm } from './demo/order.demo'
import { partyForm } from './demo/party.demo'
import { workshopForm } from './demo/workshop.demo'
import { addPicture } from './form-pictures.server'
import { changeDraft, createForm, getForm } from './forms.server'
import { setLogo } from './logo.server'
import { publishForm } from './publication.server'

const YEAR = 365 * 24 * 60 * 60 * 1000

const demoForms = [partyForm, applicationForm, workshopForm, contactForm, feedbackForm, orderForm]

/**
 * Fills the shop's workspace with the forms of a small bakery, open to answers for a year by now, and returns how many were made.
 * One with a title that is there already is left as it is.
 */
export async function seedForms(target: DemoTarget, now = new Date()): Promise<number> {
  if (target.theme && target.theme !== 'shop') return 0
  const author = loadDemoAuthor(target)
  const missing = demoForms.filter(({ title }) => !hasForm(target.workspaceId, title))
  for (const [place, form] of missing.entries()) {
    const at = new Date(now.getTime() - YEAR - (missing.length - place) * 60_000)
    const { id } = await createForm(author, form, at)
    if (form === orderForm) await addDrawings(author, id, at)
    await publishForm(author, id, at)
  }
  return missing.length
}

/** The mark of the bakery above the form, and a loaf in its block. */
async function addDrawings(author: Member, id: string, at: Date): Promise<void> {
  const { draft, draftVersion, version } = await getForm(author, id)
  const loaf = await addPicture(author, id, { name: 'loaf.png', content: drawLoaf() }, at)
  const fields = draft.fields.map((field) =>
    field.kind === 'picture_block' ? { ...field, pictureId: loaf.id } : field,
  )
  await changeDraft(author, id, { definition: { fields } }, draftVersion, at)
  const mark = { name: 'bakery.png', content: drawMark() }
  await setLogo(author, id, { picture: mark, alt: 'The bakery' }, version, at)
}

function hasForm(workspaceId: string, title: string): boolean {
  const isIt = and(eq(forms.workspaceId, workspaceId), eq(forms.title, title))
  return database().select({ id: forms.id }).from(forms).where(isIt).get() !== undefined
}
