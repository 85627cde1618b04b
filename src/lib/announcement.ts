import { z } from 'zod'

export const announcementKinds = ['info', 'warning'] as const

/** What the admins of an instance tell everybody on it, as it is kept. Times are ISO 8601 UTC, null where there is no bound. */
export const Announcement = z.object({
  text: z.string(),
  kind: z.enum(announcementKinds),
  from: z.iso.datetime().nullable(),
  until: z.iso.datetime().nullable(),
  /** On the sign-in page too, where anybody can read it. */
  onSignIn: z.boolean(),
})
export type Announcement = z.output<typeof Announcement>

/** As a page shows it: `token` tells its text from every other. */
export type ShownAnnouncement = Pick<Announcement, 'text' | 'kind'> & { token: string }

/** True while it is to be shown. */
export function isShown({ from, until }: Announcement, now: Date): boolean {
  const time = now.getTime()
  return (from === null || Date.parse(from) <= time) && (until === null || Date.parse(until) > time)
}
