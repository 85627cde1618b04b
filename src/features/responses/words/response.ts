export const nobody = 'Nobody'
export const somebodyWhoLeft = 'Somebody who left'
export const status = 'Status'
export const assignedTo = 'Assigned to'
export const tag = 'Tag'
export const tags = 'Tags'
export const noTags = 'None'

export const responseOf = 'Response of'
export const version = (version: number) => `Version ${version} of the form`
export const byLinkOf = '· by the link of'
export const nobodyNamed = 'nobody named'
export const anonymous = 'Anonymous'
export const noAnswer = 'No answer'
export const noAnswerWithin = 'no answer'
export const drawnSignature = 'Signature, drawn'
export const aFile = 'a file'

export const otherResponses = 'Other responses'
export const newer = 'Newer'
export const older = 'Older'
export const keysHint = 'Press j for the older response, k for the newer one.'

export const comments = 'Comments'
export const noComments = 'None yet.'
export const comment = 'Comment'

export const history = 'History'
export const ofMany = ', with others at once'

export const state = 'State'
export const itsState = 'its state'
export const save = 'Save'
export const saveMine = 'Save mine'
export const tagsHint = 'Separate with commas.'

export const held = 'This response is in quarantine'
export const heldHint = (why: string) => `${why} It counts nowhere until it is released.`
export const release = 'Release it'

export const edit = 'Edit answers'
export const editTitle = (form: string) => `Edit · ${form}`
export const editHint =
  'What the answers were stays in the history, with your reason. Files and signatures stay as they are.'
export const backToResponse = 'Response'
export const yourAnswers = 'your answers'
export const reason = 'Reason'
export const reasonHint = 'Why they are changed, for whoever looks at the history.'
export const cancel = 'Cancel'
export const makeNote = 'Make a note of it'

export const remove = 'Delete'
export const removeTitle = 'Delete this response for good?'
export const removeHint =
  'Its files, comments and history go with it; a note that was made of it stays. It cannot be brought back.'
export const removeForGood = 'Delete for good'
export const keepIt = 'Keep it'
export const erase = 'Erase this person'
export const eraseTitle = 'Erase this person for good?'
export const eraseHint = (email: string) =>
  `Every response of this workspace that ${email} was given in goes, with its files, comments and history, and the messages about it. Notes that somebody made of one stay: search for ${email} among them.`
export const eraseForGood = 'Erase for good'
export const keepThem = 'Keep them'

export const overtaken = (what: string) => `Somebody else changed this response before you saved ${what}`
export const overtakenTheSame =
  'Nothing is lost, and yours says the same as theirs. Save again, or take theirs.'
export const overtakenHint =
  'Nothing is lost: yours is still in the form. Save again to keep yours, or take theirs.'
export const theirs = 'Theirs:'
export const yours = 'Yours:'
export const nothing = 'nothing'
export const takeTheirs = 'Take theirs'
/** Markdown, at the top of a note. */
export const noteLink = (day: string, id: string) => `[The response of ${day}](/responses/${id})`
