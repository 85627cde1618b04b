export const lastBackup = 'Last backup'
export const never = 'never'
export const makeOne = 'Make one now'
export const verified = (size: string) => `${size}, verified`

export const metrics = {
  lastVerified: 'When the last backup was found good, in seconds since 1970; 0 for never.',
  lastBytes: 'Its size.',
  running: '1 while a backup waits or is made, else 0.',
  failed: 'Backups that failed and are still remembered.',
}
