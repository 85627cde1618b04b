import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Reader } from '@/lib/reader'
import { database } from '@/lib/server/db'
import { instanceName } from '@/lib/server/in-force'
import { instance } from '@/lib/server/instance'
import { resolveReader } from '@/lib/server/reader'
import { user } from '@/lib/server/schema/accounts'
import { organization } from '@/lib/server/schema/workspaces'
import { renderLetter, type MailWhole } from './mail-body.server'
import type { MailRow } from './mail-rows.server'
import { writeLetter } from './mail-templates.server'
import { MailContent } from './mails.schema'

/** What a message of the outbox says. `link` stands in for its own when an admin reads it. */
export function composeMail(row: MailRow, link = row.link): MailWhole {
  const { address } = instance()
  const app = instanceName()
  const data: unknown = JSON.parse(row.data)
  const content = MailContent.parse({ ...asObject(data), kind: row.kind })
  const letter = writeLetter(content, {
    link,
    recipient: row.recipient,
    app,
    origin: address.origins[0],
    createdAt: writtenAt(data) ?? row.createdAt,
    reader: findReader(row.recipient),
  })
  const workspace = content.kind === 'invitation' ? content.workspace : findWorkspaceName(row.workspaceId)
  const body = renderLetter(letter, workspace === undefined ? app : `${workspace} · ${app}`)
  return content.kind === 'response' && content.replyTo ? { ...body, replyTo: content.replyTo } : body
}

/** What the account of an address chose; whoever has none, or chose nothing, reads plain English and UTC. */
function findReader(recipient: string): Reader {
  const chosen = { locale: user.locale, timeZone: user.timeZone }
  const row = database().select(chosen).from(user).where(eq(user.email, recipient)).get()
  return resolveReader(row, new Headers())
}

const Resent = z.object({ writtenAt: z.iso.datetime() })

/** When the first message was written, of one that was sent again. */
function writtenAt(data: unknown): Date | undefined {
  const resent = Resent.safeParse(data)
  return resent.success ? new Date(resent.data.writtenAt) : undefined
}

function findWorkspaceName(id: string | null): string | undefined {
  if (id === null) return undefined
  const named = { name: organization.name }
  return database().select(named).from(organization).where(eq(organization.id, id)).get()?.name
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
