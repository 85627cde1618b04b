import type { WorkspaceRole } from '@/lib/actor'
import type { DemoTheme } from '@/lib/feature'

/** Somebody of the demo's company: `joined` is how many days ago, `days` on how many of a hundred they look in. */
export type DemoPerson = {
  key: string
  name: string
  joined: number
  days: number
  roles: Partial<Record<DemoTheme, WorkspaceRole>>
}

/** The person with the id of their account. */
export type DemoMember = DemoPerson & { accountId: string }

/** The first one runs the instance and owns all workspaces. All of them are invented. */
export const demoPeople: readonly DemoPerson[] = [
  {
    key: 'ada',
    name: 'Ada Lindqvist',
    joined: 398,
    days: 82,
    roles: { shop: 'owner', roastery: 'owner', office: 'owner' },
  },
  {
    key: 'tomasz',
    name: 'Tomasz Wróbel',
    joined: 396,
    days: 74,
    roles: { shop: 'admin', office: 'admin', roastery: 'viewer' },
  },
  {
    key: 'mehmet',
    name: 'Mehmet Yıldız',
    joined: 390,
    days: 66,
    roles: { shop: 'member', roastery: 'admin' },
  },
  { key: 'lea', name: 'Léa Fontaine', joined: 371, days: 58, roles: { shop: 'member' } },
  { key: 'misaki', name: '佐藤 美咲', joined: 352, days: 52, roles: { shop: 'member', roastery: 'member' } },
  { key: 'layla', name: 'ليلى حداد', joined: 340, days: 61, roles: { shop: 'member', office: 'member' } },
  { key: 'olena', name: 'Olena Kovalchuk', joined: 301, days: 47, roles: { shop: 'member' } },
  {
    key: 'kwame',
    name: 'Kwame Asante',
    joined: 266,
    days: 55,
    roles: { shop: 'member', roastery: 'member' },
  },
  { key: 'siobhan', name: 'Siobhán Ní Bhraonáin', joined: 214, days: 39, roles: { shop: 'admin' } },
  {
    key: 'joao',
    name: 'João Batista Figueiredo de Albuquerque e Castro',
    joined: 160,
    days: 44,
    roles: { shop: 'member' },
  },
  { key: 'hong', name: 'Nguyễn Thị Hồng', joined: 88, days: 63, roles: { shop: 'member' } },
  {
    key: 'greta',
    name: 'Greta Baumgartner',
    joined: 330,
    days: 14,
    roles: { shop: 'viewer', office: 'member' },
  },
]

/** The workspaces, in the order in which they were made. */
export const demoWorkspaces: readonly { theme: DemoTheme; name: string; age: number; notes: number }[] = [
  { theme: 'shop', name: 'Weir Street Bakery', age: 398, notes: 0.7 },
  { theme: 'roastery', name: 'The Roastery', age: 372, notes: 0.18 },
  { theme: 'office', name: 'Office', age: 365, notes: 0.12 },
]
