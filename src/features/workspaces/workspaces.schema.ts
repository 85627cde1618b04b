import { z } from 'zod'
import { Email } from '@/lib/account-fields'
import { workspaceRoles, type WorkspaceRole } from '@/lib/actor'
import { neededLine } from '@/lib/text'
import * as faults from './words/faults'

export const WorkspaceName = neededLine(faults.theName, { max: 80 })

export const CreateWorkspace = z.strictObject({ name: WorkspaceName })
export type CreateWorkspace = z.output<typeof CreateWorkspace>

export const RenameWorkspace = CreateWorkspace
export type RenameWorkspace = CreateWorkspace

/** The name is typed again, so that nobody deletes a workspace by a slip. */
export const DeleteWorkspace = z.strictObject({
  confirmation: neededLine(faults.theName, { max: 80 }),
})
export type DeleteWorkspace = z.output<typeof DeleteWorkspace>

export const SwitchWorkspace = z.object({ workspaceId: z.uuid(faults.noUuid) })

export const Role = z.enum(workspaceRoles, { error: faults.chooseRole })

export const ChangeRole = z.strictObject({ memberId: z.uuid(faults.chooseMember), role: Role })
export type ChangeRole = z.output<typeof ChangeRole>

export const ChooseMember = z.strictObject({ memberId: z.uuid(faults.chooseMember) })
export type ChooseMember = z.output<typeof ChooseMember>

export const Invite = z.strictObject({ email: Email, role: Role })
export type Invite = z.output<typeof Invite>

export const ListPage = z.object({ cursor: z.string().max(500).optional() })
export type ListPage = z.output<typeof ListPage>

/** A workspace of the actor, as the switcher and /workspaces show it. */
export type WorkspaceItem = { id: string; name: string; role: WorkspaceRole; members: number }

/** A workspace as Better Auth's client reads it. */
export type WorkspaceRecord = {
  id: string
  name: string
  slug: string
  logo: string | null
  metadata: string | null
  createdAt: Date
}

/** Somebody in a workspace. `id` is the membership's. */
export type MemberItem = {
  id: string
  accountId: string
  name: string
  email: string
  picture: string | null
  role: WorkspaceRole
  joinedAt: string
}

/** Why a pending invitation cannot be accepted as it stands; sending it again mends both. */
export type InvitationState = 'open' | 'expired' | 'unvouched'

/** A pending invitation as whoever runs the workspace sees it. `link` is null where it is not theirs to hand out. */
export type InvitationItem = {
  id: string
  email: string
  role: WorkspaceRole
  inviter: string
  state: InvitationState
  /** Whether the actor may resend and revoke it. */
  isTheirs: boolean
  link: string | null
  createdAt: string
  expiresAt: string
}

/** An invitation as Better Auth's client reads it. */
export type InvitationRecord = {
  id: string
  organizationId: string
  inviterId: string
  email: string
  role: WorkspaceRole
  status: 'pending' | 'accepted' | 'rejected' | 'canceled'
  expiresAt: Date
  createdAt: Date
}

/** What the holder of a link is shown. */
export type OpenInvitation = {
  id: string
  email: string
  role: WorkspaceRole
  workspace: string
  inviter: string
}

const memberId = z.uuid(faults.chooseMember)
const invitationId = z.uuid(faults.chooseInvitation)

/** What the page of the members posts. An `ask-` only asks whether it is meant, where no script could. */
export const MembersForm = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('change-role'), memberId, role: Role }),
  z.strictObject({ intent: z.enum(['ask-remove', 'remove']), memberId }),
  z.strictObject({ intent: z.enum(['ask-leave', 'leave']) }),
])

export const InvitationsForm = z.discriminatedUnion('intent', [
  Invite.extend({ intent: z.literal('invite') }),
  z.strictObject({ intent: z.enum(['resend', 'ask-revoke', 'revoke']), invitationId }),
])

export const GeneralForm = z.discriminatedUnion('intent', [
  RenameWorkspace.extend({ intent: z.literal('rename') }),
  ChooseMember.extend({ intent: z.enum(['ask-hand-over', 'hand-over']) }),
  DeleteWorkspace.extend({ intent: z.literal('delete') }),
])

/** What an admin of the instance posts on the page of any workspace. */
export const AnyWorkspaceForm = z.discriminatedUnion('intent', [
  RenameWorkspace.extend({ intent: z.literal('rename') }),
  ChooseMember.extend({ intent: z.enum(['ask-hand-over', 'hand-over']) }),
])
