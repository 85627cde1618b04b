/** The pages that belong together and show each other as tabs. */
export type SectionTab = { label: string; href: string }

export const sections = {
  settings: {
    title: 'Settings',
    tabs: [
      { label: 'Profile', href: '/settings' },
      { label: 'Security', href: '/settings/security' },
      { label: 'Sessions', href: '/settings/sessions' },
      { label: 'Your data', href: '/settings/data' },
    ],
  },
  workspace: {
    title: 'Workspace',
    tabs: [
      { label: 'Members', href: '/workspace' },
      { label: 'Invitations', href: '/workspace/invitations' },
      { label: 'General', href: '/workspace/general' },
    ],
  },
  admin: {
    title: 'Administration',
    tabs: [
      { label: 'Overview', href: '/admin' },
      { label: 'Accounts', href: '/admin/accounts' },
      { label: 'Workspaces', href: '/admin/workspaces' },
      { label: 'Codes', href: '/admin/codes' },
      { label: 'Outbox', href: '/admin/mails' },
      { label: 'Backups', href: '/admin/backups' },
      { label: 'Jobs', href: '/admin/jobs' },
      { label: 'Audit log', href: '/admin/audit' },
      { label: 'Settings', href: '/admin/settings' },
    ],
  },
} as const satisfies Record<string, { title: string; tabs: readonly SectionTab[] }>

export type Section = keyof typeof sections
