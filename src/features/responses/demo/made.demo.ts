import { isDeepStrictEqual } from 'node:util'
import { answersSchema } from '@/features/forms/definition/answers.schema'
import { answerWords } from '@/features/forms/definition/answer-words'
import type { Answers } from '@/features/forms/definition/answer'
import type { Definition } from '@/features/forms/definition/definition.schema'
import { checkFiles } from '../response-files.server'
import { readWholeFile, type WholeFile } from '../whole-files.server'
import type { Answered } from './forms-answered.demo'
import { handlingOf, suspects, type Handling } from './handling.demo'
import { chanceOf, type Chance } from '@/lib/server/demo-chance'

/** A response of the demo, checked as a visitor's is. */
export type Made = {
  key: string
  at: Date
  startedAt: Date
  answers: Answers
  files: WholeFile[]
  handling: Handling
  suspicion: string | null
}

const YEAR = 365 * 86_400_000

/** The responses to one form, the oldest first: the same ones each time, spread over the year before `now`. */
export async function makeResponses(
  form: Answered,
  definition: Definition,
  count: number,
  now: Date,
): Promise<Made[]> {
  const made = Array.from({ length: count }, (_, place) =>
    makeOne(form, definition, `${form.title} ${place}`, timeOf(form.title, place, count, now), now),
  )
  return (await Promise.all(made)).toSorted((one, other) => one.at.getTime() - other.at.getTime())
}

/** Ever more come, by day rather than by night, and none after now. */
function timeOf(title: string, place: number, count: number, now: Date): Date {
  const chance = chanceOf(`${title} ${place} at`)
  const age = YEAR * (1 - (place + chance.next()) / count) ** 1.4
  const at = new Date(now.getTime() - age)
  at.setUTCHours(chance.pick([6, 7, 8, 8, 9, 10, 11, 12, 13, 15, 17, 18, 19, 20, 21]))
  return at < now ? at : new Date(now.getTime() - age)
}

async function makeOne(
  form: Answered,
  definition: Definition,
  words: string,
  at: Date,
  now: Date,
): Promise<Made> {
  const chance = chanceOf(words)
  const given = form.answer(chance, at)
  const age = now.getTime() - at.getTime()
  const isSuspect = 'message' in given.answers && age < YEAR / 6 && chance.is(0.12)
  const suspect = isSuspect ? chance.pick(suspects) : null
  const raw = suspect ? { ...given.answers, message: suspect.text } : given.answers
  const answers = answersSchema(definition).parse(raw)
  if (!isDeepStrictEqual(Object.keys(answers).toSorted(), Object.keys(raw).toSorted()))
    throw new Error(`The demo answers what "${form.title}" does not ask.`)
  const sent = await readAll(given.files ?? {})
  const checked = checkFiles(definition, answers, sent, answerWords.en)
  const untouched: Handling = { status: 'new', isAssigned: false, tags: [], comments: [] }
  return {
    ...checked,
    key: `demo-${Bun.hash(words).toString(36)}`,
    at,
    startedAt: new Date(at.getTime() - secondsOf(chance) * 1000),
    handling: suspect ? untouched : handlingOf(chance, age, form),
    suspicion: suspect?.reason ?? null,
  }
}

async function readAll(files: Record<string, File[]>): Promise<Record<string, WholeFile[]>> {
  const read = Object.entries(files).map(
    async ([key, all]) => [key, await Promise.all(all.map(readWholeFile))] as const,
  )
  return Object.fromEntries(await Promise.all(read))
}

function secondsOf(chance: Chance): number {
  return chance.between(20, 400)
}
