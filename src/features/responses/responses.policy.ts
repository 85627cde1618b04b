import { hasRole, type Member } from '@/lib/actor'

/** Viewers read, with everybody whom the form lets see its responses; changing them takes a member. */
export function canHandleResponses(actor: Member): boolean {
  return hasRole(actor.workspace.role, 'member')
}

/** Deleting, erasing a person and the link to the results are for whoever runs the workspace. */
export function canDeleteResponses(actor: Member): boolean {
  return hasRole(actor.workspace.role, 'admin')
}
