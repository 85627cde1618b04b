export const title = 'General'
export const name = 'Name'
export const fullName = 'Name of the workspace'
export const rename = 'Rename'
export const yourRole = 'Your role'
export const whatItDoes = (role: string) => ` · ${role}`
export const handOverTitle = 'Hand over ownership'
export const handOverHint =
  'Somebody else becomes an owner, and you an admin. To share it, make them an owner among the members.'
export const nobodyElse = ['There is nobody else here yet.', 'Invite somebody', 'first.'] as const
export const newOwner = 'New owner'
export const handOver = 'Hand over'
export const person = (name: string, email: string) => `${name} (${email})`
export const deleteTitle = 'Delete this workspace'
export const deleteHint = 'All that is in it goes for good, for everybody. It cannot be brought back.'
export const deleteForGood = 'Delete for good'
export const typeName = 'Type the workspace’s name'
export const typeNameHint = (name: string) => `It is “${name}”.`
export const cancel = 'Cancel'

export const done = {
  renamed: 'The workspace has its new name.',
  'handed-over': 'The workspace is handed over. You are an admin of it now.',
}
