export const title = 'Your data'
export const copy = 'A copy of your data'
export const copyHint =
  'One JSON file: your account and picture, your workspaces, sessions and passkeys, everything that you wrote, and what was written down about you.'
export const confirm = 'Confirm that it is you'
export const download = 'Download'

export const deleteTitle = 'Delete the account'
export const deletes = [
  'This deletes the account of',
  'and cannot be undone. Your private notes go with it; what you shared stays in its workspace, without your name.',
] as const
export const deletesWorkspaces = (list: string, count: number) =>
  `Nobody else is in ${list}, so ${count === 1 ? 'it is' : 'they are'} deleted, too, with everything inside.`
export const notYet = 'You cannot delete your account yet'
export const confirmToDelete = ['Confirm that it is you', ', then delete.'] as const
