import { countOf } from '@/lib/count-of'
import type { Backup } from '../backups.schema'

export const tab = 'Backups'
export const deleted = 'The backup is gone, with its file.'
export const last = 'Last verified backup'
export const noneYet = 'No backup yet'
export const noneYetHint = 'Everything is in one file. A backup is a copy of it that was looked through.'
export const madeByItself = ['Made by itself: ', ', into '] as const
export const notMadeByItself = ['None is made by itself: set ', ' for one each night. They go into '] as const
export const make = 'Back up now'
export const keepItSafe =
  'A backup holds everything, secrets included. Keep it where only you can read it, and best on another disk.'
export const none = 'Backups are listed here'
export const noneHint = 'Each with its checks, whoever made it.'
export const older = 'Show older ones'

export const states = {
  verified: 'Verified',
  failed: 'Failed',
  running: 'Being made',
  waiting: 'Waiting',
} as const satisfies Record<Backup['state'], string>
export const origins = {
  account: 'by an admin',
  schedule: 'by its schedule',
  command: 'by the command line',
} as const satisfies Record<Backup['origin'], string>
export const fileGone = 'File gone'
export const rows = (count: number) => countOf(count, 'row')
export const details = 'Details'
export const folder = 'Folder:'
export const checksum = 'SHA-256:'
export const schema = 'Schema:'
export const download = 'Download'
/** Of one that failed there is no file to delete. */
export const remove = { failed: 'Forget', verified: 'Delete' }
export const removeOne = (deed: string, name: string) => `${deed} ${name}`
