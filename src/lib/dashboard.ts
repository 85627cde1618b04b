import type { Member } from './actor'

/** How many days the charts look back. A year is 52 whole weeks. */
export const dashboardRanges = [7, 30, 90, 365] as const
export type DashboardRange = (typeof dashboardRanges)[number]

/**
 * Those who see the same of a workspace: everybody in it, or everybody who runs it. It names no person, so that what is read for it may
 * be kept for all of them.
 */
export type Audience = { workspaceId: string; isAdmin: boolean }

/**
 * Whole days by the clocks of a zone, today the last one. `firstDay` counts from 1970, `begin` is the instant of its midnight in
 * milliseconds; `shifts` says from which instant on the clocks are how far ahead of UTC.
 */
export type DaySpan = {
  firstDay: number
  days: number
  begin: number
  shifts: { from: number; ahead: number }[]
  timeZone: string
}

/** Something that came in or changed: `label` says how much of what, `about` where. */
export type News = { label: string; about: string; href: string }

/** How often something was on each day of the span. */
export type DaySeries = { label: string; href?: string; byDay: number[] }

/** A chart by day: what adds up to a column is a series each. */
export type DayChart = { title: string; href?: string; series: DaySeries[] }

export type ListItem = { title: string; href: string; about: string; /** ISO 8601. */ at: string }

/** A short list to go on with. One without items is left out. */
export type ShortList = { title: string; href?: string; items: ListItem[] }

/** What somebody does first in an empty workspace. */
export type FirstStep = { label: string; description: string; href: string }

/**
 * What a feature puts on the dashboard. What takes an actor is asked each time, and shows what that person may see; what takes
 * an audience is kept until something of the workspace changes (`workspace_changes`), and shows what all of it may see.
 */
export type DashboardPart = {
  news?: (actor: Member, since: Date) => News[]
  lists?: (actor: Member) => ShortList[]
  charts?: (audience: Audience, span: DaySpan) => DayChart[] | Promise<DayChart[]>
  /** What counts as something that happened, for the chart of all of it. */
  activity?: (audience: Audience, span: DaySpan) => DaySeries[] | Promise<DaySeries[]>
  /** Only what this person may do. */
  firstSteps?: (actor: Member) => FirstStep[]
  /** Things to learn from, made at a press in an empty workspace; making them again makes none twice. */
  samples?: { label: string; description: string; make: (actor: Member, now: Date) => Promise<void> }
}

export const DAY_MS = 86_400_000

/** A day, counted from 1970, as a date: `2026-11-28`. */
export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** The counts of some days as a list without gaps. Rows of days outside the span are left out. */
export function fillDays(
  rows: readonly { day: number; count: number }[],
  { firstDay, days }: Pick<DaySpan, 'firstDay' | 'days'>,
): number[] {
  const counts = Array.from({ length: days }, () => 0)
  for (const { day, count } of rows)
    if (day >= firstDay && day < firstDay + days) counts[day - firstDay] = count
  return counts
}
