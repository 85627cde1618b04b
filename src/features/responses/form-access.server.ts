import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Definition } from '@/features/forms/definition/definition.schema'
import type { Question } from '@/features/forms/definition/field.schema'
import { findDefinition, listDefinitions } from '@/features/forms/form-versions.server'
import { hasRole, type Actor, type Member } from '@/lib/actor'
import { prepared } from '@/lib/server/db'
import { AppError } from '@/lib/server/errors'
import { forms } from '@/lib/server/schema/forms'
import { asMemberOf } from '@/lib/server/workspaces'
import { questionsOf } from './definition/questions'
import * as faults from './words/faults'

/** What the inbox needs to know of a form. */
export type FormFacts = {
  seq: number
  id: string
  slug: string
  title: string
  workspaceId: string
  publishedVersion: number | null
  visibleTo: 'workspace' | 'admins'
}

const Settings = z.object({ visibleTo: z.enum(['workspace', 'admins']).catch('workspace') })

/**
 * A form whose responses the actor may read, and the actor as a member of its workspace. Throws `not_found` for one of another
 * workspace, `forbidden` where only its admins may see responses.
 */
export function loadForm(actor: Actor, id: string): { form: FormFacts; reader: Member } {
  return assertReader(actor, selectForm().get({ id }))
}

/** The same, by the form's number within the file. */
export function loadFormBySeq(actor: Actor, seq: number): { form: FormFacts; reader: Member } {
  return assertReader(actor, selectFormBySeq().get({ seq }))
}

type FormRow = ReturnType<ReturnType<typeof selectForm>['get']>

function assertReader(actor: Actor, row: FormRow): { form: FormFacts; reader: Member } {
  const reader = row && asMemberOf(actor, row.workspaceId)
  if (!row || !reader) throw new AppError('not_found')
  const { settings, ...facts } = row
  const { visibleTo } = Settings.parse(JSON.parse(settings))
  if (visibleTo === 'admins' && !hasRole(reader.workspace.role, 'admin'))
    throw new AppError('forbidden', faults.onlyForAdmins)
  return { form: { ...facts, visibleTo }, reader }
}

const facts = {
  seq: forms.seq,
  id: forms.id,
  slug: forms.slug,
  title: forms.title,
  workspaceId: forms.workspaceId,
  publishedVersion: forms.publishedVersion,
  settings: forms.settings,
}

const selectForm = prepared((db) =>
  db
    .select(facts)
    .from(forms)
    .where(eq(forms.id, sql.placeholder('id')))
    .prepare(),
)

const selectFormBySeq = prepared((db) =>
  db
    .select(facts)
    .from(forms)
    .where(eq(forms.seq, sql.placeholder('seq')))
    .prepare(),
)

/** Every question that the form asks or has asked, in the order of its newest version. */
export function questionsOfForm(form: FormFacts): Question[] {
  return questionsOf(listDefinitions(form))
}

/** What a response answered; a form without questions for a version that is gone. */
export function definitionOf(form: Pick<FormFacts, 'seq' | 'id'>, number: number): Definition {
  return findDefinition(form, number) ?? { fields: [] }
}
