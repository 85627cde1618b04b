import type { FunctionalComponent, SVGAttributes } from 'vue'
import type { Actor, Member, WorkspaceRole } from './actor'
import type { DashboardPart } from './dashboard'
import type { Figure } from './figure'
import type { Metric } from './metric'
import type { Notice } from './notice'

/** An icon as Lucide ships it: it takes SVG attributes and can be drawn by a page as well as by an island. */
export type Icon = FunctionalComponent<SVGAttributes>

/**
 * An entry of the sidebar. `icon` is drawn beside the label; `under` is where its pages begin, `href` by default. Everybody
 * who is signed in sees it, or only whoever is in a workspace, or runs the instance.
 */
export type NavigationItem = {
  label: string
  href: string
  icon: Icon
  under?: string
  for?: 'member' | 'instance-admin'
  /** The letter that leads there after a g. */
  key?: string
  /** What waits there, such as `new responses`, and how many: 100 for many. Asked for on each page, so it is quick. */
  waiting?: { what: string; count: () => Promise<(reader: Member) => number> }
}

/** Something a person can start from anywhere: the start page offers it, to `role` and the stronger ones. */
export type PaletteAction = {
  label: string
  href: string
  description: string
  icon: Icon
  role?: WorkspaceRole
}

/** Things that the palette finds by a word: a list of the API that takes `q`, and the address that a found id is put after. */
export type PaletteSource = { label: string; list: string; href: string }

/** Keys of a feature's pages, for the sheet of shortcuts: `where` they work, and what each does. */
export type Shortcuts = { where: string; keys: { keys: string[]; does: string }[] }

/** What a workspace of the demo is about: the shop has the forms as well. */
export type DemoTheme = 'shop' | 'roastery' | 'office'

/**
 * Who the demo data belongs to, what it is about (the shop when that is left out), and how many notes and responses there are in all;
 * a few when that is left out.
 */
export type DemoTarget = {
  accountId: string
  workspaceId: string
  theme?: DemoTheme
  notes?: number
  responses?: number
}

/**
 * What `capsule bench` asks a server over and over: a page, data, or something that is kept. `body` makes each sending another;
 * a visitor's carries no session.
 */
export type BenchQuestion = {
  what: string
  kind: 'page' | 'read' | 'write'
  path: string
  body?: (place: number) => unknown
  isOfVisitor?: true
}

/** One try of a job. `id` stays the same over all of them: work outside the file uses it as its idempotency key. */
export type JobRun = {
  id: string
  attempt: number
  now: Date
  /** Aborted when the time limit is over. */
  signal: AbortSignal
}

/** Background work of one kind. `run` may be called again after a crash, so it is safe to repeat; it throws to be retried. */
export type JobHandler = {
  run: (payload: unknown, job: JobRun) => Promise<void>
  /** When it runs though nobody asks for it: a cron expression, in the time zone of the process. */
  schedule?: string
  /** How long one try may take, in milliseconds; a minute when left out. */
  timeLimit?: number
  /** Takes minutes, and runs beside the others, which therefore do not wait for it. */
  isLong?: boolean
  /** Told of each failed try; `isLast` when there will be no other. */
  failed?: (
    payload: unknown,
    failure: { attempt: number; isLast: boolean; reason: string; now: Date },
  ) => Promise<void> | void
}

/** A call to one of Better Auth's own endpoints: its path under /api/auth, who calls, what was asked and sent. */
export type AuthCall = {
  path: string
  actor: Actor | null
  query?: unknown
  body: unknown
  headers: Headers
}

/** What came of it: the account and the session that it signed in, if it did. */
export type AuthOutcome = { accountId: string | null; sessionId: string | null; returned: unknown }

/** The rules of our own on Better Auth's endpoints. `before` throws an AppError to refuse; `after` runs for a success. */
export type AuthHooks = {
  before?: (call: AuthCall) => Promise<void> | void
  after?: (call: AuthCall, outcome: AuthOutcome) => Promise<void> | void
  /** Told of a call that Better Auth refused. */
  refused?: (call: AuthCall) => Promise<void> | void
  /** The seconds until Better Auth, which limits a call without saying it, takes another; null where it knows none. */
  waitOf?: (call: AuthCall) => number | null
}

/**
 * What a feature adds to the app. Everything here is data or loaded on demand, so that naming a feature in
 * `app.ts` costs nothing until it is used and a layout may read it in the browser's bundle too.
 */
export type Feature = {
  name: string
  navigation?: NavigationItem[]
  actions?: PaletteAction[]
  finds?: PaletteSource
  shortcuts?: Shortcuts | Shortcuts[]
  /** Routes that take larger bodies than MAX_BODY_BYTES, by their pattern (`/f/[slug]`), in bytes. */
  bodies?: Record<string, number>
  /**
   * Routes for visitors that read and set no session, by their pattern: whoever is signed in is a visitor there too. What they
   * take is bounded by the address, and by what the route itself counts.
   */
  withoutSession?: string[]
  /** The origins that may frame an address, for the pages that say why it failed: asked by its path. */
  framedBy?: () => Promise<(pathname: string) => readonly string[] | null>
  /** What it does in the background, by the kind of job. */
  jobs?: () => Promise<Record<string, JobHandler>>
  /** What whoever runs the instance must know at the moment: asked for each of their pages, so it is quick. */
  notices?: () => Promise<() => Notice[]>
  /**
   * Ends what must not come back to life when the database is restored from a backup. Called inside a transaction, which
   * its own joins.
   */
  restored?: () => Promise<(now: Date) => void>
  /** What of it stands on the overview of whoever runs the instance. */
  figures?: () => Promise<(now: Date) => Figure[]>
  /** What of it stands on the dashboard of a workspace. */
  dashboard?: () => Promise<DashboardPart>
  /** Its figures for Prometheus: asked for every few seconds. */
  metrics?: () => Promise<() => Metric[]>
  /** Its rules on Better Auth's endpoints. */
  auth?: () => Promise<AuthHooks>
  /** Keeps a text that another feature hands over, written by the actor; returns the page that shows it. */
  texts?: () => Promise<(actor: Member, text: { title: string; body: string }) => Promise<string>>
  /** What of it belongs into a person's copy of their data: JSON under the feature's name. */
  personalData?: () => Promise<(accountId: string) => Promise<unknown>>
  /** Fills a workspace with believable data; returns how many things it made. */
  demo?: () => Promise<(target: DemoTarget) => Promise<number>>
  /** What of it is measured on a workspace of the demo. */
  bench?: () => Promise<(target: DemoTarget) => Promise<BenchQuestion[]>>
}
