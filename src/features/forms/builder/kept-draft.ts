import { z } from 'zod'
import type { Field } from '../definition/field.schema'
import { Definition } from '../definition/definition.schema'

const Kept = z.object({ version: z.number(), fields: z.unknown() })

const nameOf = (formId: string) => `capsule.form-draft.${formId}`

/** Keeps a draft on this device that the server does not have yet. Where there is no room for it, it is only on the screen. */
export function keepDraft(formId: string, version: number, fields: readonly Field[]): void {
  try {
    localStorage.setItem(nameOf(formId), JSON.stringify({ version, fields }))
  } catch {
    return
  }
}

export function forgetDraft(formId: string): void {
  localStorage.removeItem(nameOf(formId))
}

/** What was kept of this version of the draft, if it is a whole form; an older one is forgotten. */
export function findKeptDraft(formId: string, version: number): readonly Field[] | null {
  const kept = Kept.safeParse(parse(localStorage.getItem(nameOf(formId))))
  if (!kept.success) return null
  const draft = Definition.safeParse({ fields: kept.data.fields })
  if (kept.data.version === version && draft.success) return draft.data.fields
  forgetDraft(formId)
  return null
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
