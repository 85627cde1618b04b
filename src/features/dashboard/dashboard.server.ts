import { hasRole, type Member } from '@/lib/actor'
import {
  DAY_MS,
  type Audience,
  type DashboardPart,
  type DashboardRange,
  type DayChart,
  type DaySeries,
  type DaySpan,
  type FirstStep,
  type News,
  type ShortList,
} from '@/lib/dashboard'
import { cacheGetOrSet, invalidateCache } from '@/lib/server/cache'
import { lastDays } from '@/lib/server/day-span'
import { changesOf } from '@/lib/server/workspace-changes'
import { instance } from '@/lib/server/instance'
import { describeError, log } from '@/lib/server/log'
import { findSince } from './visits.server'
import * as words from './words/charts'

/** Long: what changes makes the key another. */
const KEPT_MS = 60 * 60_000

/** At the first visit the last week is new. */
const FIRST_NEWS_MS = 7 * DAY_MS

/** What stands on the dashboard. Days are by the reader's clocks; `since` is null for the first visit. */
export type Dashboard = {
  since: string | null
  news: News[]
  lists: ShortList[]
  charts: DayChart[]
  span: DaySpan
  isEmpty: boolean
  firstSteps: FirstStep[]
  samples: { label: string; description: string }[]
}

type NamedPart = { name: string; part: DashboardPart }

/** What every feature has for the actor. A feature whose part fails is logged and left out. */
export async function readDashboard(
  actor: Member,
  range: DashboardRange,
  now = new Date(),
): Promise<Dashboard> {
  const parts = await loadParts()
  const since = findSince(actor, now)
  const from = since ?? new Date(now.getTime() - FIRST_NEWS_MS)
  const span = spanOf(range, now)
  const charts = await readCharts(parts, audienceOf(actor), span)
  const lists = (await ask(parts, ({ lists: own }) => own?.(actor))).filter(({ items }) => items.length > 0)
  const isEmpty = lists.length === 0 && charts.length === 0
  return {
    since: since?.toISOString() ?? null,
    news: await ask(parts, ({ news }) => news?.(actor, from)),
    lists,
    charts,
    span,
    isEmpty,
    firstSteps: isEmpty ? await ask(parts, ({ firstSteps }) => firstSteps?.(actor)) : [],
    samples: isEmpty && mayMakeSamples(actor) ? listSamples(parts) : [],
  }
}

/** Makes the samples of every feature. Throws `forbidden` for a viewer. */
export async function makeSamples(actor: Member, now = new Date()): Promise<void> {
  for (const { part } of await loadParts()) await part.samples?.make(actor, now)
}

/** A year is 52 whole weeks, which is how it is drawn. */
function spanOf(range: DashboardRange, now: Date): DaySpan {
  return lastDays(range === 365 ? 364 : range, now)
}

function audienceOf({ workspace }: Member): Audience {
  return { workspaceId: workspace.id, isAdmin: hasRole(workspace.role, 'admin') }
}

function mayMakeSamples(actor: Member): boolean {
  return hasRole(actor.workspace.role, 'member')
}

function listSamples(parts: readonly NamedPart[]): Dashboard['samples'] {
  return parts.flatMap(({ part: { samples } }) =>
    samples ? [{ label: samples.label, description: samples.description }] : [],
  )
}

/**
 * The same for all of an audience, and kept until something of the workspace changes or the day is over; not without all parts. Whose clocks
 * differ gets other days. */
async function readCharts(
  parts: readonly NamedPart[],
  audience: Audience,
  span: DaySpan,
): Promise<DayChart[]> {
  const { workspaceId, isAdmin } = audience
  const key = `dashboard:${workspaceId}:${changesOf(workspaceId)}:${isAdmin}:${span.firstDay}:${span.days}:${clocksOf(span)}`
  const failures: string[] = []
  const { charts } = await cacheGetOrSet(key, KEPT_MS, async () => ({
    charts: [
      ...(await ask(parts, ({ charts: own }) => own?.(audience, span), failures)),
      ...activityOf(await ask(parts, ({ activity }) => activity?.(audience, span), failures)),
    ],
  }))
  if (failures.length > 0) invalidateCache(key)
  return charts
}

/** Zones whose clocks go alike share what is kept. */
function clocksOf({ shifts }: DaySpan): string {
  return shifts.map(({ from, ahead }) => `${from}+${ahead}`).join()
}

function activityOf(series: DaySeries[]): DayChart[] {
  const busy = series.filter(({ byDay }) => byDay.some((count) => count > 0))
  return busy.length > 0 ? [{ title: words.activity, series: busy }] : []
}

async function loadParts(): Promise<NamedPart[]> {
  const loaded = await Promise.all(
    instance().features.map(async ({ name, dashboard }) => ({ name, part: await dashboard?.() })),
  )
  return loaded.flatMap(({ name, part }) => (part ? [{ name, part }] : []))
}

async function ask<T>(
  parts: readonly NamedPart[],
  question: (part: DashboardPart) => T[] | Promise<T[]> | undefined,
  failures: string[] = [],
): Promise<T[]> {
  const answers: T[] = []
  for (const { name, part } of parts) {
    try {
      answers.push(...((await question(part)) ?? []))
    } catch (error) {
      failures.push(name)
      log('error', 'a part of the dashboard could not be made', {
        feature: name,
        error: describeError(error),
      })
    }
  }
  return answers
}
