export const skip = 'Skip to the content'
export const about = (app: string) => `About ${app}`

export const start = 'Start'
export const main = 'Main'
export const breadcrumb = 'Breadcrumb'
export const menu = 'Menu'
export const closeMenu = 'Close the menu'
export const sidebar = 'Sidebar'
export const sidebarName = 'Workspace'
export const toggleSidebar = 'Collapse or expand'

export const noWorkspace = 'No workspace'
export const workspaceIs = 'Workspace: '
export const workspaces = 'Workspaces'
export const inNone = 'You are in none yet.'
export const newWorkspace = 'New workspace'

export const accountIs = 'Account: '
export const settings = 'Settings'
export const signOut = 'Sign out'
export const theme = 'Theme'
export const themes = { light: 'Light', dark: 'Dark', system: 'System' }
