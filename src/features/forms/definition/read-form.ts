import type { FileRef } from './answer'
import type { Definition } from './definition.schema'
import type { Question } from './field.schema'
import { isQuestion } from './is-question'

/** Names in a posted form that belong to no question begin with this; keys of questions begin with a letter. */
export const OWN_NAMES = '_'

/** What a posted form holds: candidates for answers, not yet checked, and the files that were chosen, by key. */
export type ReadForm<F extends NamedFile = File> = {
  answers: Record<string, unknown>
  files: Record<string, F[]>
}

/** As much of a file as an answer says of it. */
export type NamedFile = { name: string; size: number }

type Fields<F> = Iterable<[name: string, value: string | F]>

/**
 * The answers in a form's fields, as a browser sends them with or without scripts. By kind: one value by the key;
 * several values of it for several choices and, in order, for a ranking; `key.row` in a matrix; `key.other` for words of
 * one's own beside `_other`; `key.typed` or `key.drawn` for a signature. Names that belong to no question are kept, so that
 * they are refused.
 */
export function readForm<F extends NamedFile>(definition: Definition, form: Fields<F>): ReadForm<F> {
  const sent = groupByName(form)
  const all = (name: string) => sent.get(name) ?? []
  const answers = new Map<string, unknown>()
  const files: Record<string, F[]> = {}
  const known = new Set<string>()
  for (const question of definition.fields.filter(isQuestion)) {
    for (const name of namesOf(question)) known.add(name)
    if (question.kind === 'file') {
      const chosen = filesIn(all(question.key))
      if (chosen.length === 0) continue
      files[question.key] = chosen
      answers.set(question.key, chosen.map(refOf))
    } else
      answers.set(
        question.key,
        read(question, (name) => all(name).map(textOf)),
      )
  }
  for (const [name, values] of sent) {
    if (!known.has(name) && !name.startsWith(OWN_NAMES)) answers.set(name, values.map(textOf))
  }
  return { answers: Object.fromEntries(answers), files }
}

/** The names of a question's controls. */
export function namesOf(question: Question): string[] {
  const { key } = question
  if (question.kind === 'matrix') return question.rows.map(({ value }) => `${key}.${value}`)
  if (question.kind === 'signature') return [`${key}.typed`, `${key}.drawn`]
  if ('hasOther' in question && question.hasOther) return [key, `${key}.other`]
  return [key]
}

/** A file as its answer names it before it is stored. */
export function refOf({ name, size }: NamedFile): FileRef {
  return { name, bytes: size }
}

/** Each name once, however often it was sent: asking a form for a name looks through all of it. */
function groupByName<F>(form: Fields<F>): Map<string, (string | F)[]> {
  const grouped = new Map<string, (string | F)[]>()
  for (const [name, value] of form) {
    const values = grouped.get(name)
    if (values) values.push(value)
    else grouped.set(name, [value])
  }
  return grouped
}

function filesIn<F extends NamedFile>(values: (string | F)[]): F[] {
  return values.filter((value): value is F => typeof value !== 'string' && value.name !== '')
}

function textOf(value: string | NamedFile): string {
  return typeof value === 'string' ? value : value.name
}

function read(question: Question, all: (name: string) => string[]): unknown {
  const { key, kind } = question
  const [first, ...more] = all(key)
  switch (kind) {
    case 'choices':
      return withOther(all(key), all(`${key}.other`))
    case 'ranking':
      return all(key).filter((value) => value !== '')
    case 'matrix':
      return Object.fromEntries(
        question.rows.flatMap(({ value }) =>
          all(`${key}.${value}`)
            .slice(0, 1)
            .map((chosen) => [value, chosen]),
        ),
      )
    case 'signature':
      return readSignature(all(`${key}.typed`)[0] ?? '', all(`${key}.drawn`)[0] ?? '')
    default:
      // One value is asked for: several are kept, so that they are refused.
      if (more.length > 0) return [first, ...more]
      if (kind === 'choice' && question.hasOther) return withOther(all(key), all(`${key}.other`))[0]
      return first === undefined ? undefined : readOne(question, first)
  }
}

/** `_other` gives its place to the words beside it. */
function withOther(values: string[], [words = '']: string[]): string[] {
  return values.map((value) => (value === '_other' ? words : value)).filter((value) => value.trim() !== '')
}

function readOne({ kind }: Question, value: string): unknown {
  if (kind === 'number') return toNumber(value)
  if (kind === 'rating' || kind === 'scale') return toNumber(value)
  if (kind === 'yes_no' || kind === 'consent') return toBoolean(value)
  return value
}

/** Digits with a point or a comma; anything else stays text, which is refused with a sentence. */
function toNumber(value: string): unknown {
  const trimmed = value.trim()
  return /^[+-]?\d{1,15}([.,]\d{1,10})?$/.test(trimmed) ? Number(trimmed.replace(',', '.')) : trimmed
}

function toBoolean(value: string): unknown {
  if (value === 'yes' || value === 'true' || value === 'on') return true
  return value === 'no' || value === 'false' ? false : value
}

function readSignature(typed: string, drawn: string): unknown {
  if (drawn !== '')
    return { way: 'drawn', strokes: drawn.split(';').map((line) => line.split(',').map(toNumber)) }
  return typed.trim() === '' ? undefined : { way: 'typed', name: typed }
}
