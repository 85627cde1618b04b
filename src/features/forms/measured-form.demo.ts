import type { DemoTarget } from '@/lib/feature'
import { loadDemoAuthor } from '@/lib/server/demo-author'
import { CreateForm } from './forms.schema'
import { createForm } from './forms.server'
import { publishForm } from './publication.server'

/** A published form with one question, `message`, that measuring may fill. */
export async function makeMeasuredForm(target: DemoTarget): Promise<{ id: string; slug: string }> {
  const author = loadDemoAuthor(target)
  const fields = [{ kind: 'long_text', key: 'message', label: 'Your message', required: true }]
  const form = await createForm(author, CreateForm.parse({ title: 'Measured', definition: { fields } }))
  await publishForm(author, form.id)
  return form
}
