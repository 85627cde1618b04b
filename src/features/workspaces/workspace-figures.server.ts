import { and, count, eq, gt } from 'drizzle-orm'
import type { Figure } from '@/lib/figure'
import { database } from '@/lib/server/db'
import { invitation, organization } from '@/lib/server/schema/workspaces'
import { writeNumber } from '@/lib/numbers'
import * as words from './words/all-workspaces'

/** How many workspaces there are, and how many people are asked into one. */
export function listWorkspaceFigures(now: Date): Figure[] {
  const isOpen = and(eq(invitation.status, 'pending'), gt(invitation.expiresAt, now))
  const all = database().select({ count: count() }).from(organization).get()?.count ?? 0
  const asked = database().select({ count: count() }).from(invitation).where(isOpen).get()?.count ?? 0
  return [
    {
      label: words.figure,
      value: writeNumber(all),
      about: words.openInvitations(asked),
      href: '/admin/workspaces',
    },
  ]
}
