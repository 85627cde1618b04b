export const place = 'Workspace'
