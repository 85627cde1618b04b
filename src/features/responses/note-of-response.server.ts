import { isQuestion } from '@/features/forms/definition/is-question'
import type { Actor } from '@/lib/actor'
import { AppError } from '@/lib/server/errors'
import { instance } from '@/lib/server/instance'
import { answerWords } from './definition/answer-words'
import { isAnswered } from './definition/questions'
import { definitionOf } from './form-access.server'
import { loadHandled } from './response-store.server'
import * as faults from './words/faults'
import { noteLink } from './words/response'

/** True when a feature of this app keeps texts. */
export function canKeepTexts(): boolean {
  return instance().features.some(({ texts }) => texts !== undefined)
}

/**
 * Makes a note of a response, with a way back to it, in whichever feature keeps texts. Returns the note's page. Throws
 * `not_found`, `forbidden`, also for a response that admins alone see, and `conflict` where nothing keeps texts.
 */
export async function makeNote(actor: Actor, id: string): Promise<{ href: string }> {
  const { row, form, reader } = loadHandled(actor, id)
  if (form.visibleTo === 'admins') throw new AppError('forbidden', faults.noteIsForAll)
  const feature = instance().features.find(({ texts }) => texts !== undefined)
  if (!feature?.texts) throw new AppError('conflict', faults.noNotes)
  const keep = await feature.texts()
  const fields = definitionOf(form, row.formVersion).fields
  const answers = fields.flatMap((field) => {
    const answer = isQuestion(field) ? row.answers[field.key] : undefined
    return isQuestion(field) && isAnswered(answer)
      ? [`**${escape(field.label)}**\n\n${escape(answerWords(field, answer))}`]
      : []
  })
  const day = new Date(row.submittedAt).toISOString().slice(0, 10)
  const body = [noteLink(day, id), ...answers].join('\n\n')
  return { href: await keep(reader, { title: `${form.title}, ${day}`, body }) }
}

/** What visitors wrote stays text: https://spec.commonmark.org/0.31.2/#backslash-escapes */
function escape(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|~!+-]/g, String.raw`\$&`)
}
