import type { FileFacts, Loss } from '@/lib/server/restore/facts'
import type { Finding } from '@/lib/server/restore/restore-database'

/** What a restore found, for a person who has to decide. */
export function describeFinding({
  source,
  database,
  backup,
  isCurrent,
  present,
  losses,
  unreadable,
}: Finding): string {
  const version = `${backup.schema ?? 'an empty schema'}${isCurrent ? '' : ', which the next start brings to this version'}`
  const lines = [`Backup ${source}: whole.`, `  version   ${version}`, ...describeFacts(backup)]
  if (unreadable !== null)
    return [
      ...lines,
      `Present ${database}: cannot be read (${unreadable}), so nothing can be compared.`,
    ].join('\n')
  if (!present) return [...lines, `Present ${database}: there is none, so nothing is lost.`].join('\n')
  return [...lines, `Present ${database}:`, ...describeFacts(present), ...describeLosses(losses)].join('\n')
}

function describeFacts({ bytes, accounts, newestChange }: FileFacts): string[] {
  return [
    `  size      ${(bytes / 1e6).toFixed(1)} MB`,
    `  accounts  ${accounts}`,
    `  newest    ${newestChange ? `${newestChange.toISOString().slice(0, 19).replace('T', ' ')} UTC` : 'nothing in it'}`,
  ]
}

function describeLosses(losses: Loss[]): string[] {
  if (losses.length === 0) return ['Nothing would be lost: the backup has every row of it.']
  return [
    'What the backup does not have, and would be lost:',
    ...losses.map(({ table, missing, changed }) => {
      const parts = [
        missing > 0 ? `${missing} made since` : '',
        changed > 0 ? `${changed} changed since` : '',
      ]
      return `  ${table.padEnd(20)}${parts.filter(Boolean).join(', ')}`
    }),
  ]
}
