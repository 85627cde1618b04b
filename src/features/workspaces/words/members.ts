export const title = 'Members'
export const peopleIn = (workspace: string) => `People in ${workspace}`
export const invitePeople = 'Invite people'
export const more = 'More people'
export const leaveTitle = 'Leave this workspace'
export const leaveHint = 'You see nothing of it any more. The last owner stays until there is another one.'
export const leave = (workspace: string) => `Leave ${workspace}`

export const done = { role: 'The role is changed.', removed: 'The member is removed.' }

export const you = 'You'
export const change = 'Change'
export const changeRoleOf = (name: string) => `Change the role of ${name}`
export const roleOf = (name: string) => `Role of ${name}`
export const remove = 'Remove'
export const removeOne = (name: string) => `Remove ${name}`
