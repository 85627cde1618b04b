import type { AstroGlobal } from 'astro'
import type { z } from 'zod'
import type { FormState } from '@/lib/form-state'
import { tooManyTries } from '@/lib/wait-words'
import * as words from '@/lib/words/errors'
import { AppError, badInput } from '../errors'
import { readFormData, readPost, type Post } from './body'

/** What a form needs of its page. */
type Page = Pick<AstroGlobal, 'request' | 'response'>

type Form<S extends z.ZodType> = {
  schema: S
  /** Turns the posted texts and files into the schema's input; by default the texts are it. */
  read?: (fields: Record<string, string>, files: Post['files']) => unknown
  /** Does what the form is for and says where to go; nothing, where this page itself shows what came of it. */
  submit: (input: z.output<S>) => Promise<Response | undefined>
}

const untouched: FormState = { values: {}, issues: [], message: null, current: undefined }

/**
 * Lets a page answer its own form, so that it works without JavaScript: a GET gives an empty state, a POST either
 * the response of `submit`, or a state with everything that was typed and the status of what went wrong.
 */
export async function handleForm<S extends z.ZodType>(
  astro: Page,
  form: Form<S>,
): Promise<FormState | Response> {
  if (astro.request.method !== 'POST') return untouched
  const { fields, files } = await readPost(astro.request)
  const values = Object.fromEntries(fields)
  try {
    const parsed = form.schema.safeParse(form.read ? form.read(values, files) : values)
    if (!parsed.success) throw badInput(parsed.error)
    return (await form.submit(parsed.data)) ?? untouched
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'not_found') throw error
    astro.response.status = error.status
    if (error.retryAfter !== undefined) astro.response.headers.set('Retry-After', String(error.retryAfter))
    return {
      values: withoutPasswords(values),
      issues: error.issues ?? [],
      message: error.issues ? words.lookAtFields : sentenceOf(error),
      current: error.current,
    }
  }
}

/** A limit that was reached is told with the time that is left; whatever else refuses has a sentence of its own. */
function sentenceOf({ message, countedBy }: AppError): string {
  return countedBy ? tooManyTries(countedBy.standing.retrySeconds) : message
}

/** What may be written into the page again: a password is typed anew. */
function withoutPasswords(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !/password/i.test(name)))
}

/**
 * The state of one of several forms on a page, each of which posts its name as `intent`: what was posted belongs to
 * that form alone.
 */
export function stateOf(form: FormState, intent: string): FormState {
  const { intent: posted, ...values } = form.values
  return posted === intent ? { ...form, values } : untouched
}

/** The `intent` of a page with several buttons, or null when the page was only opened. */
export async function readIntent(astro: AstroGlobal): Promise<string | null> {
  if (astro.request.method !== 'POST') return null
  return (await readFormData(astro.request)).get('intent') ?? ''
}

/** The sentence for one field of a form that was refused. */
export function issueOf(form: FormState, path: string): string | undefined {
  return form.issues.find((issue) => issue.path === path || issue.path.startsWith(`${path}.`))?.message
}

/** The field that a person is sent to: the first one with a problem, else `fallback`. */
export function focusOf(form: FormState, fallback: string): string {
  return form.issues[0]?.path ?? fallback
}

/** See Other: the answer to a form post that worked. `location` is a path within this instance. */
export function seeOther(location: string, headers = new Headers()): Response {
  headers.set('Location', location)
  return new Response(null, { status: 303, headers })
}
