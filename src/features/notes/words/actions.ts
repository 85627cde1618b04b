export const edit = 'Edit'
export const share = 'Show to the workspace'
export const unshare = 'Keep to myself'
export const everybodyReads = 'Everybody in the workspace can read it'
export const onlyYouRead = 'Only you can read it'

export const inTrash = 'This note is in the trash'
export const inArchive = 'This note is archived'

export const deleteForGood = 'Delete for good'
export const asksToDelete = 'Delete this note for good?'
export const goneAfterwards = (title: string) => `“${title}” cannot be brought back afterwards.`
export const keep = 'Keep it'
