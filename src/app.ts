import { accounts } from '@/features/accounts/feature'
import { audit } from '@/features/audit/feature'
import { backups } from '@/features/backups/feature'
import { codes } from '@/features/codes/feature'
import { dashboard } from '@/features/dashboard/feature'
import { forms } from '@/features/forms/feature'
import { jobs } from '@/features/jobs/feature'
import { mails } from '@/features/mails/feature'
import { notes } from '@/features/notes/feature'
import { overview } from '@/features/overview/feature'
import { responses } from '@/features/responses/feature'
import { settings } from '@/features/settings/feature'
import { workspaces } from '@/features/workspaces/feature'
import type { Feature } from '@/lib/feature'
import type { Identity } from '@/lib/identity'

/** Who this app is. A fork changes these lines first; `applicationId` marks its SQLite files as its own. */
export const identity: Identity = {
  name: 'Capsule',
  command: 'capsule',
  cookiePrefix: 'capsule',
  headerPrefix: 'x-capsule',
  applicationId: 0x43617073,
}

export const features: Feature[] = [
  dashboard,
  notes,
  forms,
  responses,
  workspaces,
  overview,
  accounts,
  codes,
  mails,
  jobs,
  audit,
  backups,
  settings,
]
