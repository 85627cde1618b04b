import { asc, eq } from 'drizzle-orm'
import type { Member } from '@/lib/actor'
import { database } from '@/lib/server/db'
import { user } from '@/lib/server/schema/accounts'
import { member } from '@/lib/server/schema/workspaces'
import { countViews, findNewest } from './arrivals.server'
import { fitQuery } from './definition/fit-query'
import { loadForm, questionsOfForm } from './form-access.server'
import { listResponses } from './response-list.server'
import { canDeleteResponses, canHandleResponses } from './responses.policy'
import type { ListResponses } from './responses.schema'

/**
 * What the page of an inbox shows, to the member that the actor is in the form's workspace. What an old link asks for that the form does
 * not know any more is left out, and said in `left`. Throws as `listResponses` does.
 */
export async function openInbox(actor: Member, formId: string, asked: ListResponses) {
  const { form, reader } = loadForm(actor, formId)
  const questions = questionsOfForm(form)
  const { query, left } = fitQuery(asked, questions)
  return {
    query,
    left,
    form: { id: form.id, title: form.title, slug: form.slug },
    reader,
    page: await listResponses(reader, formId, query),
    newest: findNewest(form.seq),
    counts: countViews(form.seq),
    questions,
    people: listPeople(form.workspaceId),
    canHandle: canHandleResponses(reader),
    canDelete: canDeleteResponses(reader),
  }
}

/** Whom a response can be assigned to, by name, at most 500. */
export function listPeople(workspaceId: string): { id: string; name: string }[] {
  return database()
    .select({ id: user.id, name: user.name })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(eq(member.organizationId, workspaceId))
    .orderBy(asc(user.name), asc(user.id))
    .limit(500)
    .all()
}
