export const label = 'Backup'
export const begins = 'It begins in a moment.'
export const copying = 'Copying'
export const looking = 'Looking through the copy'
