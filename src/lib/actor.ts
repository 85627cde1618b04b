import type { ChosenReader } from './reader'

/** The roles of a member in a workspace, strongest first. A viewer only reads. */
export const workspaceRoles = ['owner', 'admin', 'member', 'viewer'] as const
export type WorkspaceRole = (typeof workspaceRoles)[number]

/** The workspace an actor works in, and as what. */
export type Membership = { id: string; name: string; role: WorkspaceRole }

/** What is known of the session a request came by. Times are milliseconds since 1970. */
export type ActorSession = {
  id: string
  /** When it last proved who it is, by a password, a passkey or a second factor; null for an impersonation. */
  provedAt: number | null
  /** The admin who acts as this account, or null. */
  impersonator: { id: string; name: string } | null
}

/** Whoever is signed in: the account and the workspace that is active in the session. */
export type Actor = {
  accountId: string
  name: string
  email: string
  /** The path of the picture, or null. */
  picture: string | null
  isInstanceAdmin: boolean
  hasTwoFactor: boolean
  /** How dates and numbers are to be written, where they said so. */
  chosen: ChosenReader
  /** The one that is active in the session; null for whoever is in none. */
  workspace: Membership | null
  /** All of them, the active one first, then as they were joined. */
  workspaces: Membership[]
  /** Null for an actor that no request stands behind: a command, the demo data. */
  session: ActorSession | null
}

/** An actor who has a workspace: what services that read or write one take. */
export type Member = Actor & { workspace: Membership }

/** True when `role` may do at least what `least` may. */
export function hasRole(role: WorkspaceRole, least: WorkspaceRole): boolean {
  return workspaceRoles.indexOf(role) <= workspaceRoles.indexOf(least)
}
