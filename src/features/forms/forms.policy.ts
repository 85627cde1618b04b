import { hasRole, type Member } from '@/lib/actor'
import type { FormSettings } from './forms.schema'

/** Forms belong to their workspace: whoever writes there edits them, viewers look at them. */
export function canEditForm(actor: Member): boolean {
  return hasRole(actor.workspace.role, 'member')
}

/** Deleting a form takes its responses along: that is for its author, and for whoever runs the workspace. */
export function canDeleteForm(actor: Member, form: { authorId: string | null }): boolean {
  return canEditForm(actor) && (form.authorId === actor.accountId || hasRole(actor.workspace.role, 'admin'))
}

/** Everybody in the workspace sees responses, unless the form keeps them for its admins. */
export function canSeeResponses(actor: Member, { visibleTo }: Pick<FormSettings, 'visibleTo'>): boolean {
  return visibleTo === 'workspace' || hasRole(actor.workspace.role, 'admin')
}

/** Who sees what people answered, for how long, and who is told of it: that is for whoever runs the workspace. */
export function canChangeWhoSees(actor: Member): boolean {
  return hasRole(actor.workspace.role, 'admin')
}

/** True when a change of settings is one of those: who sees responses, how long they are kept, whom mail tells of hidden ones. */
export function changesWhoSees(before: FormSettings, after: FormSettings): boolean {
  const isTold = JSON.stringify(before.notify) !== JSON.stringify(after.notify)
  return (
    before.visibleTo !== after.visibleTo ||
    before.retentionDays !== after.retentionDays ||
    (before.visibleTo === 'admins' && isTold)
  )
}
