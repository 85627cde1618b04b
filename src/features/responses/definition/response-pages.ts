import type { Definition } from '@/features/forms/definition/definition.schema'
import type { Question } from '@/features/forms/definition/field.schema'
import { isQuestion } from '@/features/forms/definition/is-question'

/** A stretch of a form under one heading: a page or a section of it. */
export type Stretch = { title: string | null; questions: Question[] }

/** The questions of a form under the headings of its pages and sections; stretches that ask nothing are left out. */
export function pagesOf({ fields }: Definition): Stretch[] {
  const stretches: Stretch[] = [{ title: null, questions: [] }]
  for (const field of fields) {
    if (field.kind === 'section' || field.kind === 'page_break')
      stretches.push({ title: field.title ?? null, questions: [] })
    else if (isQuestion(field)) stretches.at(-1)?.questions.push(field)
  }
  return stretches.filter(({ questions }) => questions.length > 0)
}
