import { z } from 'zod'
import { draftKey } from '@/lib/kept-drafts'
import type { Field } from '../definition/field.schema'

/** What a field is known by. One that is half written is kept as it is: that is what keeping is for. */
const Known = z.looseObject({ key: z.string(), kind: z.string() })

const KeptField = z.custom<Field>((value) => Known.safeParse(value).success)

const Kept = z.object({ version: z.number(), fields: z.array(KeptField) })
export type KeptDraft = z.infer<typeof Kept>

const nameOf = (formId: string) => draftKey('form', formId)

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

/** What was kept, with the version of the draft that it was made from. */
export function findKeptDraft(formId: string): KeptDraft | null {
  const kept = Kept.safeParse(parse(localStorage.getItem(nameOf(formId))))
  return kept.success ? kept.data : null
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
