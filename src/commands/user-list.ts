import { listAccounts } from '@/features/accounts/admin/admin-list.server'
import { readList } from '@/features/accounts/admin/admin-words.server'
import { withInstance } from '@/lib/server/beside'
import { print, type SubCommand } from '@/lib/server/command'

type Item = Awaited<ReturnType<typeof listAccounts>>['items'][number]

export const list: SubCommand = {
  summary: 'lists the accounts, the newest first',
  example: 'capsule user list ada --filter admins',
  arguments: [{ name: 'TEXT', about: 'a part of the name or the address', optional: true }],
  options: {
    filter: { type: 'string', value: 'WHICH', about: 'all, admins or banned' },
    json: { type: 'boolean', about: 'as JSON' },
  },
  run: (program, input) =>
    withInstance(program, async () => {
      const items = await readAll({ q: input.argument('TEXT'), filter: input.option('filter') })
      if (input.flag('json')) return print(JSON.stringify(items, null, 2))
      if (items.length === 0) return print('There is no such account.')
      return print(align(items.map(describe)))
    }),
}

async function readAll(words: { q: string | undefined; filter: string | undefined }): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | undefined
  do {
    const page = await listAccounts('operator', readList({ ...words, limit: '100', cursor }))
    items.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return items
}

function describe({ email, name, isAdmin, hasTwoFactor, ban, seenAt }: Item): string[] {
  const marks = [
    ...(isAdmin ? ['admin'] : []),
    ...(hasTwoFactor ? ['2fa'] : []),
    ...(ban ? [ban.lastDay === null ? 'banned' : `banned until ${ban.lastDay}`] : []),
  ]
  return [
    email,
    name,
    marks.join(', ') || '-',
    seenAt === null ? 'never seen' : `seen ${seenAt.slice(0, 10)}`,
  ]
}

function align(rows: string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  const line = (row: string[]) => row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')
  return rows.map((row) => line(row).trimEnd()).join('\n')
}
