/** What a reader can choose; `system` is as the device prefers. */
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** The sidebar of a wide screen: with its words, or as icons alone. */
export const sidebars = ['open', 'folded'] as const
export type Sidebar = (typeof sidebars)[number]

/**
 * How the app looks in this browser. `cookie` is the `Set-Cookie` by which a script keeps a choice at once, with a `*` for its
 * name and value.
 */
export type Appearance = { theme: Theme; sidebar: Sidebar; cookie: string }

/** When a colour of the browser around the page counts: `of` is the theme that it belongs to. */
export function mediaOf(of: 'light' | 'dark', theme: Theme): string {
  if (theme === 'system') return `(prefers-color-scheme: ${of})`
  return theme === of ? 'all' : 'not all'
}

/** A theme as the browser's own `color-scheme`. */
export function schemesOf(theme: Theme): string {
  return theme === 'system' ? 'light dark' : theme
}
