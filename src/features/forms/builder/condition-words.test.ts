import { describe, expect, test } from 'vitest'
import { Definition } from '../definition/definition.schema'
import { isQuestion } from '../definition/is-question'
import { firstTest, testsFor, valueChoices, writeValue } from './condition-words'
import { kindOffers, makeField } from './field-kinds'

const questions = kindOffers.map(({ kind }) => makeField(kind, 'asked')).filter(isQuestion)

describe.each(questions)('A condition on a question of the kind $kind', (question) => {
  const problemsOf = (is: string, typed: string) => {
    const shownIf = { join: 'and' as const, tests: [writeValue(question, is, typed)] }
    const fields = [question, { ...makeField('short_text', 'asking'), shownIf }]
    return Definition.safeParse({ fields }).error?.issues ?? []
  }

  test('is right as it is begun, and however it is compared', () => {
    const { is, value } = firstTest(question)
    expect(problemsOf(is, String(value ?? ''))).toEqual([])
    const typed = valueChoices(question)[0]?.value ?? '1'
    for (const { value: other } of testsFor(question)) expect(problemsOf(other, typed)).toEqual([])
  })
})
