import { countOf } from '@/lib/count-of'

export const title = 'Title'
export const text = 'Text'
export const textHint = 'Markdown. Tab leaves the field; Ctrl or Cmd with ] or [ moves lines in or out.'
export const tags = 'Tags'
export const visibility = 'Who can read it'
export const workspace = 'Workspace'
export const workspaceHint = 'Everybody here can read it.'
export const onlyMe = 'Only me'
export const onlyMeHint = 'Nobody else finds it.'

export const save = 'Save'
export const saveAsNew = 'Save as a new note'
export const saveOverTheirs = 'Save mine over theirs'
export const close = 'Close'
export const saves = 'saves,'
export const savesAndCloses = 'saves and closes'
export const saving = 'Saving…'
export const saved = 'Saved'
export const notSaved = 'Not saved yet'
export const notSavedButKept = 'Not saved yet, kept on this device'
export const undo = 'Undo'

export const shown = 'What is shown'
export const write = 'Write'
export const preview = 'Preview'
export const previewWaits = (problem: string) => `The preview waits: ${problem}`
export const previewEmpty = 'What you write shows here as it will be read.'

export const unsaved = 'There is text of yours that was not saved'
/** What is below cannot be written into until then. */
const chooseFirst = 'Choose what becomes of it, then write on.'
export const unsavedSince = (when: string, isOlder: boolean) =>
  isOlder
    ? `It was kept on this device ${when}. The note was saved by somebody since; you will see both. ${chooseFirst}`
    : `It was kept on this device ${when}. ${chooseFirst}`
export const noTitle = 'No title'
export const restore = 'Restore'
export const discard = 'Discard'
export const discarded = 'Discarded'

export const isKept = 'Your text is kept on this device.'
export const saveAgainIn = (seconds: number) => `You can save again in ${countOf(seconds, 'second')}.`
export const saveAgainNow = 'That was too often. You can save again now.'
export const deletedMeanwhile = 'This note was deleted meanwhile. Your text is still here.'
export const openInTab = 'Open the note in a new tab'
export const signInInTab = 'Sign in in a new tab'
