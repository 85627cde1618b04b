import type { z } from 'zod'
import { AppError, badInput, toErrorBody } from '../errors'
import { waitOf } from '../limits/limit-headers'
import { readJson } from './body'
import { jsonResponse } from './text-response'

/** True for whoever sends JSON or wants to be answered in it, at an address that also answers browsers. */
export function wantsJson({ headers }: Request): boolean {
  const accept = headers.get('accept') ?? ''
  return isJson(headers) || (accept.includes('application/json') && !accept.includes('text/html'))
}

export function isJson(headers: Headers): boolean {
  return headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() === 'application/json'
}

/** A JSON body of a known shape. Throws `bad_input`, `wrong_type` or `too_large`. */
export async function readBody<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  const parsed = schema.safeParse(await readJson(request))
  if (!parsed.success) throw badInput(parsed.error)
  return parsed.data
}

/** Answers in JSON at an address outside of /api/, failures too. */
export async function answerInJson(requestId: string, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'internal') throw error
    return jsonResponse(toErrorBody(error, requestId), { status: error.status, headers: waitOf(error) })
  }
}
