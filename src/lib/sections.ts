import * as words from './words/sections'

/** The pages that belong together and show each other as tabs. */
export type SectionTab = { label: string; href: string }

/** In a wide section some page is: all have its title and tabs in the same place. */
export const sections = {
  settings: {
    title: words.settings,
    isWide: false,
    tabs: [
      { label: words.profile, href: '/settings' },
      { label: words.security, href: '/settings/security' },
      { label: words.sessions, href: '/settings/sessions' },
      { label: words.yourData, href: '/settings/data' },
    ],
  },
  workspace: {
    title: words.workspace,
    isWide: false,
    tabs: [
      { label: words.members, href: '/workspace' },
      { label: words.invitations, href: '/workspace/invitations' },
      { label: words.general, href: '/workspace/general' },
    ],
  },
  admin: {
    title: words.administration,
    isWide: true,
    tabs: [
      { label: words.overview, href: '/admin' },
      { label: words.accounts, href: '/admin/accounts' },
      { label: words.workspaces, href: '/admin/workspaces' },
      { label: words.codes, href: '/admin/codes' },
      { label: words.outbox, href: '/admin/mails' },
      { label: words.backups, href: '/admin/backups' },
      { label: words.jobs, href: '/admin/jobs' },
      { label: words.auditLog, href: '/admin/audit' },
      { label: words.instanceSettings, href: '/admin/settings' },
    ],
  },
} as const satisfies Record<string, { title: string; isWide: boolean; tabs: readonly SectionTab[] }>

export type Section = keyof typeof sections
