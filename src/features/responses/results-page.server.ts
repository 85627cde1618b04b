import type { Member } from '@/lib/actor'
import { instance } from '@/lib/server/instance'
import { fitQuery } from './definition/fit-query'
import { loadForm, questionsOfForm } from './form-access.server'
import { listPeople } from './inbox.server'
import { canDeleteResponses } from './responses.policy'
import { getResultsLink } from './results-link.server'
import { resultsOf } from './results.server'
import type { ReadResults } from './results.schema'

/**
 * What the page of results shows, to the member that the actor is in the form's workspace; parts of a filter that the form does not
 * know any more are in `left`. Throws as `readResults` does.
 */
export async function openResults(actor: Member, formId: string, asked: ReadResults) {
  const { form, reader } = loadForm(actor, formId)
  const questions = questionsOfForm(form)
  const { query, left } = fitQuery(asked, questions)
  const { path } = await getResultsLink(reader, formId)
  const canShare = canDeleteResponses(reader)
  return {
    form: { title: form.title },
    reader,
    query,
    left,
    questions,
    people: listPeople(form.workspaceId),
    results: await resultsOf(form, query, { withTexts: true }),
    canShare,
    link: canShare && path !== null ? `${instance().address.origins[0]}${path}` : null,
  }
}
