import type { FileFacts } from '@/lib/server/restore/facts'
import type { Loss } from '@/lib/server/restore/losses'
import type { Finding } from '@/lib/server/restore/restore-database'

/** What a restore found, for a person who has to decide. */
export function describeFinding({
  source,
  database,
  backup,
  isCurrent,
  isLiveCopy,
  present,
  losses,
  unreadable,
}: Finding): string {
  const wholeness = isLiveCopy
    ? 'its pages are in order, but it was copied while its server ran, without its -wal. Its newest changes are missing.'
    : 'whole.'
  const lines = [
    `Backup ${source}: ${wholeness}`,
    ...describeFacts(backup, isCurrent ? '' : ', which the next start brings to this version'),
  ]
  if (unreadable !== null)
    return [
      ...lines,
      `Present ${database}: cannot be read (${unreadable}), so nothing can be compared.`,
    ].join('\n')
  if (!present) return [...lines, `Present ${database}: there is none, so nothing is lost.`].join('\n')
  return [...lines, `Present ${database}:`, ...describeFacts(present), ...describeLosses(losses)].join('\n')
}

function describeFacts({ bytes, schema, accounts, newestChange }: FileFacts, remark = ''): string[] {
  return [
    `  version   ${schema ?? 'an empty schema'}${remark}`,
    `  size      ${(bytes / 1e6).toFixed(1)} MB`,
    `  accounts  ${accounts}`,
    `  newest    ${newestChange ? `${newestChange.toISOString().slice(0, 19).replace('T', ' ')} UTC` : 'nothing in it'}`,
  ]
}

function describeLosses(losses: Loss[]): string[] {
  if (losses.length === 0) return ['Nothing would be lost: the backup has every row of it.']
  return [
    'What the backup does not have, and would be lost:',
    ...losses.map((loss) => `  ${loss.table.padEnd(20)}${describeLoss(loss)}`),
  ]
}

/** Of a table that was too large to be looked through, what is said is the least. */
function describeLoss({ missing, changed, compared, rows }: Loss): string {
  const parts = [
    missing > 0 ? `${missing} made since` : '',
    changed > 0 ? `${changed} changed since` : '',
  ].filter(Boolean)
  if (compared === rows) return parts.join(', ')
  const found = parts.length > 0 ? `at least ${parts.join(', ')}` : 'nothing found'
  return `${found} (estimate: the newest ${compared} of ${rows} rows were compared)`
}
