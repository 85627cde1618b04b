import { z } from 'zod'
import { Email } from '@/lib/account-fields'
import { workspaceRoles } from '@/lib/actor'
import { neededLine, wholeNumber } from '@/lib/text'

/**
 * What Better Auth's client sends to /api/auth/organization. A workspace's slug is its id, so one that is sent is not
 * used; logos, metadata and teams are not kept here, and are refused.
 */
const Id = z.string({ error: 'This must be an id.' }).max(100)
const OrganizationId = Id.optional()
const Name = neededLine('The workspace’s name', { max: 80 })
const OneRole = z.enum(workspaceRoles, { error: 'Choose a role: owner, admin, member or viewer.' })
const Role = z.union([OneRole, z.tuple([OneRole]).transform(([role]) => role)], {
  error: 'Choose one role: owner, admin, member or viewer.',
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
  memberIdOrEmail: z.string({ error: 'This must be an id or an address.' }).max(254),
  organizationId: OrganizationId,
})

const number = { min: 0, max: 999_999_999 }
const noFilter = z.undefined({ error: 'Members cannot be filtered here.' }).optional()

/** The query of `list-members`, whatever else is in it. Its page and order are taken, as far as the table has the field. */
export const ListMembersCall = z.object({
  limit: wholeNumber('The limit', number).optional(),
  offset: wholeNumber('The offset', number).optional(),
  sortBy: z.enum(['createdAt', 'role'], { error: 'Sort by createdAt or by role.' }).optional(),
  filterField: noFilter,
  filterOperator: noFilter,
  filterValue: noFilter,
})
