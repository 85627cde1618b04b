import type { Theme } from '@/lib/appearance'

export const begin = 'Begin'
export const goTo = 'Go to'
export const act = 'Do'

export const appearance = 'Appearance'
export const useTheme = (theme: Theme) =>
  theme === 'system' ? 'Use the theme of the system' : `Use the ${theme} theme`
export const toggleSidebar = 'Collapse or expand the sidebar'

export const everywhere = 'Everywhere'
export const goToOrFind = 'Go to a page, or find something'
export const goToPlace = (place: string) => `Go to ${place}`
export const showKeys = 'Show these keys'
