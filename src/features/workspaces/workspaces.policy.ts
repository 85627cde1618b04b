import { hasRole, workspaceRoles, type WorkspaceRole } from '@/lib/actor'

/** What the rules need to know of whoever acts, and of the member it is done to. */
type Acting = { accountId: string; workspace: { role: WorkspaceRole } }
type MemberFacts = { accountId: string; role: WorkspaceRole }

export function canRenameWorkspace(actor: Acting): boolean {
  return hasRole(actor.workspace.role, 'admin')
}

/** Who runs the workspace sees who is invited: an invitation's link is a key. */
export function canListInvitations(actor: Acting): boolean {
  return hasRole(actor.workspace.role, 'admin')
}

/** Admins give every role but owner's, which only owners give. It also says whose invitations one may touch. */
export function canGiveRole(actor: Acting, role: WorkspaceRole): boolean {
  return hasRole(actor.workspace.role, 'admin') && (role !== 'owner' || isOwner(actor))
}

/** The roles that the actor may give, strongest first. */
export function rolesToGive(actor: Acting): WorkspaceRole[] {
  return workspaceRoles.filter((role) => canGiveRole(actor, role))
}

/** Admins change everybody below an owner, themselves included; owners everybody. */
export function canManageMember(actor: Acting, target: MemberFacts): boolean {
  return canGiveRole(actor, target.role)
}

export function canChangeRole(actor: Acting, target: MemberFacts, role: WorkspaceRole): boolean {
  return canManageMember(actor, target) && canGiveRole(actor, role)
}

/** Whoever wants to go leaves: that is another deed than being removed. */
export function canRemoveMember(actor: Acting, target: MemberFacts): boolean {
  return canManageMember(actor, target) && target.accountId !== actor.accountId
}

export function canHandOver(actor: Acting, target: MemberFacts): boolean {
  return isOwner(actor) && target.accountId !== actor.accountId
}

export function canDeleteWorkspace(actor: Acting): boolean {
  return isOwner(actor)
}

function isOwner(actor: Acting): boolean {
  return actor.workspace.role === 'owner'
}
