import { and, eq, sql } from 'drizzle-orm'
import type { Member } from '@/lib/actor'
import { database, prepared, transaction } from '@/lib/server/db'
import { dashboardVisits } from '@/lib/server/schema/dashboard'

/** Who comes back within this time is still on the same visit, and sees the same news. */
export const SAME_VISIT_MS = 30 * 60_000

/** From when on something is new to the actor: when their last visit ended. Null for the first visit. */
export function findSince(actor: Member, now: Date): Date | null {
  const row = selectVisit().get({ accountId: actor.accountId, workspaceId: actor.workspace.id })
  if (!row) return null
  return isSameVisit(row.visitedAt, now) ? row.sinceAt : row.visitedAt
}

/** Remembers that the actor looks at the dashboard of their workspace. Whoever acts as somebody else leaves no trace of it. */
export async function recordVisit(actor: Member, now = new Date()): Promise<void> {
  if (actor.session?.impersonator) return
  keepVisit(actor, () => ({ sinceAt: findSince(actor, now), visitedAt: now }))
}

/** Makes nothing of before `now` new any more. */
export async function markAllSeen(actor: Member, now = new Date()): Promise<void> {
  if (actor.session?.impersonator) return
  keepVisit(actor, () => ({ sinceAt: now, visitedAt: now }))
}

function keepVisit(actor: Member, visit: () => { sinceAt: Date | null; visitedAt: Date }): void {
  const { accountId, workspace } = actor
  transaction((tx) => {
    const times = visit()
    tx.insert(dashboardVisits)
      .values({ accountId, workspaceId: workspace.id, ...times })
      .onConflictDoUpdate({
        target: [dashboardVisits.accountId, dashboardVisits.workspaceId],
        set: times,
      })
      .run()
  })
}

function isSameVisit(visitedAt: Date, now: Date): boolean {
  return now.getTime() - visitedAt.getTime() < SAME_VISIT_MS
}

const selectVisit = prepared((db) =>
  db
    .select({ sinceAt: dashboardVisits.sinceAt, visitedAt: dashboardVisits.visitedAt })
    .from(dashboardVisits)
    .where(
      and(
        eq(dashboardVisits.accountId, sql.placeholder('accountId')),
        eq(dashboardVisits.workspaceId, sql.placeholder('workspaceId')),
      ),
    )
    .prepare(),
)

/** When an account last looked at which dashboard. */
export async function exportVisits(accountId: string) {
  return database()
    .select({ workspaceId: dashboardVisits.workspaceId, visitedAt: dashboardVisits.visitedAt })
    .from(dashboardVisits)
    .where(eq(dashboardVisits.accountId, accountId))
    .all()
}
