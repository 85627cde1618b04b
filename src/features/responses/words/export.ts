export const columns = ['Id', 'Submitted', 'Status', 'Assigned to', 'Tags', 'Version'] as const
