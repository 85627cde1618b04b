import type { Definition } from '../definition/definition.schema'
import { readForm, type NamedFile, type ReadForm } from '../definition/read-form'
import { postedValues, type ControlValues } from './control-values'
import type { Go, Step } from './steps'

/** What a page of a form posts beside the answers: all of it is a stranger's, and checked where it is used. */
export type PostedPage = { at: Step; go: Go; seen: ReadonlySet<string>; own: OwnFields }

export type Posted<F extends NamedFile = File> = ReadForm<F> & PostedPage & { values: ControlValues }

/** The page's own fields: which version was answered, its key against a second response, and the signs of a program. */
export type OwnFields = {
  version: number
  key: string
  token: string
  proof: string
  /** How far somebody has come without scripts: what was counted already. */
  reached: number
  /** Nobody sees this field: only a program fills it in. */
  trap: string
}

/** What a page of a form posts beside the answers. Fields that are not there count as empty, a step that is not there as the first. */
export function readOwn(form: FormData): PostedPage {
  const own = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  return {
    at: toStep(own('_at')),
    go: toGo(own('_go')),
    seen: new Set(own('_seen').split(',')),
    own: {
      version: toWhole(own('_version')),
      key: own('_key'),
      token: own('_token'),
      proof: own('_proof'),
      reached: toWhole(own('_reached')),
      trap: own('_website'),
    },
  }
}

/** Reads a posted page: its texts, and the files that came beside them by the names of their fields. */
export function readPosted<F extends NamedFile>(
  definition: Definition,
  form: FormData,
  files: readonly [field: string, file: F][],
): Posted<F> {
  const texts = [...form].filter((field): field is [string, string] => typeof field[1] === 'string')
  return {
    ...readForm<F>(definition, [...texts, ...files]),
    ...readOwn(form),
    values: postedValues(form),
  }
}

export function toGo(text: string): Go {
  if (text === 'back' || text === 'review') return text
  return /^\d{1,3}$/.test(text) ? Number(text) : 'next'
}

function toStep(text: string): Step {
  return text === 'review' ? text : toWhole(text)
}

function toWhole(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}
