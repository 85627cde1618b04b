import type { Answers } from '@/features/forms/definition/answer'
import type { Definition } from '@/features/forms/definition/definition.schema'

/** The first address that was given, in lower case: whom a receipt goes to, and by which a person is found. */
export function emailOf(definition: Definition, answers: Answers): string | null {
  for (const { kind, key } of definition.fields) {
    const answer = answers[key]
    if (kind === 'email' && typeof answer === 'string') return answer.toLowerCase()
  }
  return null
}
