import { Definition } from '../definition/definition.schema'
import type { Field } from '../definition/field.schema'
import { isQuestion } from '../definition/is-question'
import { nameOf } from '../definition/name-of'
import * as words from '../words/builder'

/** What keeps a form from being saved or published, and the field to go to; null for the form as a whole. */
export type Problem = { key: string | null; name: string; message: string }

/** What keeps a draft from being saved: it is kept on the device until that is mended. */
export function findProblems(fields: readonly Field[]): Problem[] {
  const parsed = Definition.safeParse({ fields })
  if (parsed.success) return []
  return parsed.error.issues.map(({ path, message }) => {
    const field = path[0] === 'fields' && typeof path[1] === 'number' ? fields[path[1]] : undefined
    return { key: field?.key ?? null, name: field ? nameOf(field) : words.theForm, message }
  })
}

/** What keeps a form that can be saved from being published. */
export function findObstacles(fields: readonly Field[]): Problem[] {
  if (fields.some(isQuestion)) return [...findProblems(fields), ...findPictureProblems(fields)]
  return [{ key: null, name: words.theForm, message: words.asksNothing }]
}

/** A picture that is missing, or that tells nothing to whoever cannot see it. */
function findPictureProblems(fields: readonly Field[]): Problem[] {
  return fields.flatMap((field) => {
    if (field.kind !== 'picture_block') return []
    const message = !field.pictureId
      ? words.noPicture
      : field.alt.trim() === '' && !field.decorative
        ? words.noAlt
        : null
    return message ? [{ key: field.key, name: nameOf(field), message }] : []
  })
}
