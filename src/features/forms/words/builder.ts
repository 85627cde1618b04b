/** How far it is saved. */
export const states = {
  saved: 'Saved',
  waiting: 'Not saved yet',
  saving: 'Saving…',
  failed: 'Kept on this device',
  conflict: 'Somebody else saved',
}
export const undo = 'Undo'
export const redo = 'Redo'
export const preview = 'Preview'
export const publish = 'Publish'
export const published = 'Published'

export const titleLabel = 'Title of the form'
export const titleSaved = 'The title is saved.'
export const titleTaken = (theirs: string, mine: string) =>
  `Somebody else called it “${theirs}” meanwhile. Press Enter to call it “${mine}” all the same, or Escape to keep theirs.`
/** What a form is called that nobody has named. */
export const untitled = 'Untitled form'

export const isBack = 'What was not saved last time is back.'
export const notSaved = 'It is not saved yet, so it was not published. Try again.'
export const publishedAs = (version: number | null) => `Published as version ${version}.`
export const shareIt = 'Share its address'
export const keptHere = 'What you see is kept on this device.'
export const giveTitle = 'Give the form a title first'
export const giveTitleHint = 'Visitors read it at the top, and it becomes a part of the address.'

export const obstacles = 'Before it can be published'
export const theForm = 'The form'
export const asksNothing = 'It asks nothing yet. Add a question.'
export const noPicture = 'Choose a picture, or take the block out.'
export const noAlt = 'Say what it shows, or that it only decorates.'

export const publishThese = 'Publish these changes?'
export const publishTheseHint =
  'Since the last published version. Responses that came before keep the version that they answered.'
export const publishThem = 'Publish them'
export const goOn = 'Go on editing'

export const conflict = 'Somebody else saved this form while you were at it'
export const theyChanged = 'Nothing is lost: yours is here, and waits until you choose. They changed:'
export const theirsAsks = 'Nothing is lost: yours is here, and waits until you choose. Theirs asks:'
export const keepMine = 'Keep mine'
export const takeTheirs = 'Take theirs'

export const onScreen = 'As on a screen'
export const onPhone = 'As on a phone'
export const nothingAsked = 'Nothing is asked yet.'
export const nextPage = 'Next page'
export const nextPageOf = (title: string) => `Next page: ${title}`
export const noPictureYet = 'No picture yet'
