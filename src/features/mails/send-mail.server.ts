import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { JobHandler } from '@/lib/feature'
import { database } from '@/lib/server/db'
import { mails } from '@/lib/server/schema/mails'
import { composeMail } from './compose-mail.server'
import { findMail } from './mail-rows.server'
import { deliver } from './mail-transport.server'
import { hasMailServer } from './mails.server'

/** Every step of the dialogue has a time-out of its own; this bounds them all, in milliseconds. */
const SEND_WITHIN = 4 * 60_000

const Payload = z.object({ mailId: z.string() })

/**
 * Sends one message of the outbox. When the process dies between the server's "250 OK" and the next line, it is sent
 * once more: SMTP has no way to ask, and twice is better than never. Both copies have the same Message-ID.
 */
export const sendMail: JobHandler = {
  timeLimit: SEND_WITHIN,
  run: async (payload, { now }) => {
    const row = findMail(idOf(payload))
    // Its account may be gone, and a mail server that was taken away leaves it in the outbox.
    if (!row || row.status === 'sent' || !hasMailServer()) return
    await deliver({ id: row.id, to: row.recipient, ...composeMail(row) })
    const set = { status: 'sent', sentAt: now, link: null, lastError: null } as const
    update(row.id, { ...set, attempts: row.attempts + 1 })
  },
  failed: (payload, { isLast, reason }) => {
    const row = findMail(idOf(payload))
    if (!row || row.status === 'sent') return
    const lastError = reason.slice(0, 500)
    update(row.id, { attempts: row.attempts + 1, lastError, status: isLast ? 'failed' : 'queued' })
  },
}

function idOf(payload: unknown): string {
  return Payload.parse(payload).mailId
}

function update(id: string, set: Partial<typeof mails.$inferInsert>): void {
  database().update(mails).set(set).where(eq(mails.id, id)).run()
}
