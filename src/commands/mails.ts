import { getMail, listMailsWithLink, showLink } from '@/features/mails/outbox.server'
import { withInstance } from '@/lib/server/beside'
import { print, type Command } from '@/lib/server/command'
import { UsageError } from '@/lib/server/command-input'

/** More than anybody looks through by eye. */
const SHOWN = 20

export const mails: Command = {
  example: 'capsule mails show 019b76da-a800-7000-8000-000000000000',
  arguments: [
    {
      name: 'show',
      about: 'shows one message with its link; left out, the latest that hold a link are listed',
      optional: true,
    },
    { name: 'ID', about: 'the id of the message to show', optional: true },
  ],
  run: (program, input) => {
    const [action, id] = [input.argument('show'), input.argument('ID')]
    if (action === undefined) return withInstance(program, list)
    if (action !== 'show') throw new UsageError(`mails takes only show, not ${JSON.stringify(action)}`)
    if (id === undefined) throw new UsageError('mails show needs the ID of a message')
    return withInstance(program, () => show(id))
  },
}

async function list(): Promise<number> {
  const found = await listMailsWithLink('operator', SHOWN)
  if (found.length === 0) return print('No message in the outbox holds a link.')
  return print(
    found
      .map(({ id, createdAt, status, recipient, kind }) =>
        [id, createdAt, status, recipient, kind].join('  '),
      )
      .join('\n'),
  )
}

/** Showing the link is written into the audit log, as it is for an admin. */
async function show(id: string): Promise<number> {
  const { subject, recipient, status, text, hasLink } = await getMail('operator', id)
  const link = hasLink ? await showLink('operator', id) : null
  return print(
    [`To: ${recipient}`, `Subject: ${subject}`, `Status: ${status}`, '', text.trimEnd(), '']
      .concat(link === null ? [] : [`Link: ${link}`])
      .join('\n'),
  )
}
