export const tab = 'Audit log'
export const about =
  'What was done on this instance, by whom and from where. Nothing is ever taken out of it; what it says of a person can be erased when they ask for it.'

export const deed = 'What was done'
export const everyDeed = 'Everything that was done'
export const deedOfGroup = (group: string, what: string) => `${group}: ${what}`
export const from = 'From'
export const before = 'Before'
export const show = 'Show'

/** What the list was narrowed to stands after `only`; `all` lifts that. */
export const chosen = {
  actor: { only: 'What was done by', all: 'by anybody' },
  target: { only: 'What was done to', all: 'to anybody' },
  workspace: { only: 'What was done in', all: 'in any workspace' },
}

export const noneSuch = 'No such entry'
export const noneSuchHint = 'Nothing of that kind was done in that time.'
export const showAll = 'Show everything'
export const pages = 'Pages'
export const newest = 'Newest'
export const older = 'Older'

export const copyOfAll = 'Take a copy of all of it:'
export const copyOfChosen = 'Take a copy of what is chosen, all pages:'
export const formats = { csv: 'CSV', jsonl: 'JSON Lines' }

export const list = 'Audit log'
export const somebody = 'Somebody'
/** Who did it where no account did. */
export const doers = { web: 'A visitor', command: 'The operator', job: 'Capsule' }
export const impersonated = 'by an admin who acted as them'
export const fromAddress = 'from'
export const request = 'request'
