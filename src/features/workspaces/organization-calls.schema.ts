import { z } from 'zod'
import { Email } from '@/lib/account-fields'
import { workspaceRoles } from '@/lib/actor'
import { neededLine, wholeNumber } from '@/lib/text'
import * as calls from './words/calls'
import * as faults from './words/faults'

/**
 * What Better Auth's client sends to /api/auth/organization. A workspace's slug is its id, so one that is sent is not
 * used; logos, metadata and teams are not kept here, and are refused.
 */
const Id = z.string({ error: calls.noId }).max(100)
const OrganizationId = Id.optional()
const Name = neededLine(faults.theName, { max: 80 })
const OneRole = z.enum(workspaceRoles, { error: faults.chooseRole })
const Role = z.union([OneRole, z.tuple([OneRole]).transform(([role]) => role)], {
  error: calls.chooseOneRole,
})

export const CreateOrganization = z.strictObject({
  name: Name,
  slug: z.string().max(200).optional(),
  keepCurrentActiveOrganization: z.boolean().default(false),
})

export const UpdateOrganization = z.strictObject({
  organizationId: OrganizationId,
  data: z.strictObject({ name: Name }),
})

export const NameOrganization = z.strictObject({ organizationId: Id })

export const InviteMember = z.strictObject({
  email: Email,
  role: Role,
  organizationId: OrganizationId,
  resend: z.boolean().optional(),
})

export const NameInvitation = z.strictObject({ invitationId: Id })

export const UpdateMemberRole = z.strictObject({ memberId: Id, role: Role, organizationId: OrganizationId })

export const RemoveMember = z.strictObject({
  memberIdOrEmail: z.string({ error: calls.noIdOrAddress }).max(254),
  organizationId: OrganizationId,
})

const number = { min: 0, max: 999_999_999 }
const noFilter = z.undefined({ error: calls.noFilter }).optional()

/** The query of `list-members`, whatever else is in it. Its page and order are taken, as far as the table has the field. */
export const ListMembersCall = z.object({
  limit: wholeNumber(calls.theLimit, number).optional(),
  offset: wholeNumber(calls.theOffset, number).optional(),
  sortBy: z.enum(['createdAt', 'role'], { error: calls.wrongSort }).optional(),
  filterField: noFilter,
  filterOperator: noFilter,
  filterValue: noFilter,
})
