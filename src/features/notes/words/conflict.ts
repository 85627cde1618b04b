import { writeNumber } from '@/lib/numbers'

export const savedMeanwhile = 'Somebody else saved this note while you were writing'
export const savedAgain = 'It was saved again meanwhile'
export const nothingLost =
  'Nothing is lost: your text is in the form, theirs is the note. Here is what differs (− only in theirs, + only in mine).'

export const title = 'Title'
export const tags = 'Tags'
export const visibility = 'Who can read it'
export const onlyAuthor = 'Only its author'
export const workspace = 'Workspace'
export const theirs = 'Theirs:'
export const mine = 'Mine:'
export const none = 'none'

export const sameTexts = 'The texts are the same.'
export const differences = 'What differs'
export const onlyInTheirs = 'Only in theirs: '
export const onlyInMine = 'Only in mine: '
export const sameLines = (count: number) => `${writeNumber(count)} lines are the same`

export const keepMine = 'Keep mine'
export const takeTheirs = 'Take theirs'
export const keepBoth = 'Keep both'
export const keepHint =
  '“Keep mine” puts yours over theirs. “Keep both” leaves theirs and saves yours as a note of its own.'
/** At the end of the title of mine, where both are kept. */
export const myVersion = ' (my version)'
export const theirsTaken = 'Theirs is in the form now'
