import { and, eq, sql } from 'drizzle-orm'
import { database, type Transaction } from '@/lib/server/db'
import { formLinks } from '@/lib/server/schema/form-links'
import { forms } from '@/lib/server/schema/forms'
import type { PublicForm } from '../public-form.server'
import { hashLinkToken } from './link-token.server'

/** What a visitor's link is worth: nothing where the form asks for none, its row, or why it opens nothing. */
export type LinkCheck =
  { isGood: true; seq: number | null; id: string | null } | { isGood: false; state: LinkRefusal }

export type LinkRefusal = 'needs_link' | 'unknown_link' | 'used_link' | 'revoked_link'

/** Looks at the token of a visitor's address; in the transaction that uses it, what it says holds. */
export function checkLink(form: PublicForm, token: string, tx?: Transaction): LinkCheck {
  if (form.settings.once !== 'link') return { isGood: true, seq: null, id: null }
  if (token === '') return { isGood: false, state: 'needs_link' }
  const row = (tx ?? database())
    .select({
      seq: formLinks.seq,
      id: formLinks.id,
      usedAt: formLinks.usedAt,
      revokedAt: formLinks.revokedAt,
    })
    .from(formLinks)
    .where(and(eq(formLinks.tokenHash, hashLinkToken(token)), eq(formLinks.formSeq, form.seq)))
    .get()
  if (!row) return { isGood: false, state: 'unknown_link' }
  if (row.usedAt) return { isGood: false, state: 'used_link' }
  if (row.revokedAt) return { isGood: false, state: 'revoked_link' }
  return { isGood: true, seq: row.seq, id: row.id }
}

/** Uses a link up by a response. Of an anonymous one only the day is kept. */
export function useLink(
  tx: Transaction,
  { settings }: PublicForm,
  { seq, responseId, now }: { seq: number; responseId: string; now: Date },
): void {
  const day = new Date(now.toISOString().slice(0, 10))
  tx.update(formLinks)
    .set(settings.anonymousLinks ? { usedAt: day } : { usedAt: now, responseId })
    .where(eq(formLinks.seq, seq))
    .run()
}

/** The link that a response came by; null without one, and while the form is anonymous. */
export function findLinkOf(responseId: string): { id: string; label: string } | null {
  const query = database()
    .select({ id: formLinks.id, label: formLinks.label })
    .from(formLinks)
    .innerJoin(forms, eq(forms.seq, formLinks.formSeq))
    .where(
      and(
        eq(formLinks.responseId, responseId),
        sql`json_extract(${forms.settings}, '$.anonymousLinks') IS NOT 1`,
      ),
    )
  return query.get() ?? null
}
