/** The roles of a member in a workspace, strongest first. A viewer only reads. */
export const workspaceRoles = ['owner', 'admin', 'member', 'viewer'] as const
export type WorkspaceRole = (typeof workspaceRoles)[number]

/** The workspace an actor works in, and as what. */
export type Membership = { id: string; name: string; role: WorkspaceRole }

/** Whoever is signed in: the account and the workspace that is active in the session. */
export type Actor = {
  accountId: string
  name: string
  email: string
  isInstanceAdmin: boolean
  workspace: Membership | null
}

/** An actor who has a workspace: what services that read or write one take. */
export type Member = Actor & { workspace: Membership }

/** True when `role` may do at least what `least` may. */
export function hasRole(role: WorkspaceRole, least: WorkspaceRole): boolean {
  return workspaceRoles.indexOf(role) <= workspaceRoles.indexOf(least)
}
