/** What each role is called, and what it may do. */
export const names = { owner: 'Owner', admin: 'Admin', member: 'Member', viewer: 'Viewer' } as const
export const does = {
  owner: 'Everything, deletion of the workspace included',
  admin: 'Works here, invites people and manages everybody but owners',
  member: 'Reads and writes',
  viewer: 'Only reads',
} as const
