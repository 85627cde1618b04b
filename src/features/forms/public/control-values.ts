import type { Definition } from '../definition/definition.schema'
import type { Question } from '../definition/field.schema'
import { isQuestion } from '../definition/is-question'
import { namesOf } from '../definition/read-form'

/** What stands in the controls of a form: for each name the texts that it posts, as they were typed. */
export type ControlValues = Record<string, string[]>

/** What a form begins with: prefilled by the query where a question names a parameter, else its default. */
export function startValues(definition: Definition, query: URLSearchParams): ControlValues {
  const values: ControlValues = {}
  for (const question of definition.fields.filter(isQuestion)) {
    const given = 'prefill' in question && question.prefill ? query.getAll(question.prefill) : []
    const start = given.length > 0 ? prefilled(question, given) : presetOf(question)
    const [name] = namesOf(question)
    if (start.length > 0 && name !== undefined) values[name] = start
  }
  return values
}

/** An address can name several options by commas, or one by its label. What a question cannot have is left out. */
function prefilled(question: Question, given: string[]): string[] {
  if (['file', 'matrix', 'signature', 'ranking', 'consent'].includes(question.kind)) return []
  const texts = question.kind === 'choices' ? given.flatMap((text) => text.split(',')) : given.slice(0, 1)
  if (!('options' in question)) return texts
  return texts.flatMap((text) => {
    const option = question.options.find(({ value, label }) => value === text.trim() || label === text.trim())
    return option ? [option.value] : []
  })
}

function presetOf(question: Question): string[] {
  if (!('default' in question) || question.default === undefined) return []
  if (question.kind === 'yes_no') return [question.default ? 'yes' : 'no']
  return [question.default].flat().map(String)
}

/** What was posted, by name; names of the page's own and files are left out. */
export function postedValues(form: FormData): ControlValues {
  const values = new Map<string, string[]>()
  for (const [name, value] of form) {
    if (typeof value !== 'string' || name.startsWith('_')) continue
    const known = values.get(name)
    if (known) known.push(value)
    else values.set(name, [value])
  }
  return Object.fromEntries(values)
}

/** The same as a form's fields, for whoever reads answers from them. */
export function toFields(values: ControlValues): FormData {
  const form = new FormData()
  for (const [name, texts] of Object.entries(values)) for (const text of texts) form.append(name, text)
  return form
}
