import { z } from 'zod'
import { sidebars, themes, type Appearance } from '@/lib/appearance'
import { readCookies } from './cookies'
import { instance } from './instance'

/** For how long a browser remembers what was chosen, in seconds. */
const YEAR = 365 * 24 * 60 * 60

const Themes = z.enum(themes)
const Sidebars = z.enum(sidebars)

/** One thing that was chosen, as the form in the frame posts it. */
export const AppearanceChoice = z.union([
  z.object({ theme: Themes }).transform(({ theme }) => `theme=${theme}` as const),
  z.object({ sidebar: Sidebars }).transform(({ sidebar }) => `sidebar=${sidebar}` as const),
])
export type AppearanceChoice = z.output<typeof AppearanceChoice>

/** How the app looks in the browser of a request: as it chose, else as usual. What is in no cookie of ours is no choice. */
export function readAppearance(headers: Headers): Appearance {
  const cookies = readCookies(headers)
  const { cookiePrefix } = instance().identity
  const theme = Themes.safeParse(cookies.get(`${cookiePrefix}.theme`))
  const sidebar = Sidebars.safeParse(cookies.get(`${cookiePrefix}.sidebar`))
  return {
    theme: theme.data ?? 'system',
    sidebar: sidebar.data ?? 'open',
    cookie: cookieTemplate(),
  }
}

/** The `Set-Cookie` by which a browser keeps a choice. */
export function keepChoice(choice: AppearanceChoice): string {
  return cookieTemplate().replace('*', choice)
}

/** Scripts may write it: the page that follows at once has to know. */
function cookieTemplate(): string {
  const { identity, address } = instance()
  const secure = address.origins[0].startsWith('https:') ? '; Secure' : ''
  return `${identity.cookiePrefix}.*; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`
}
