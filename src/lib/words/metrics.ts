/** What each figure for Prometheus is. */

export const eventLoopDelay = 'How late timers came: for that long everybody waited.'
export const memory = 'Memory that the process has.'
export const startTime = 'When the process was started, in seconds since 1970.'
export const processorTime = 'Processor time that the process took.'
export const heapUsed = 'Memory of JavaScript objects in use.'
export const heapTotal = 'Memory that is kept for JavaScript objects.'
export const uncaught = 'Exceptions that nobody caught: each ends the process.'
export const unhandled = 'Promises that failed while nobody waited for them.'
export const openFiles = 'Open files and sockets.'

export const requests =
  'Answers since the start, by the pattern of the route; (file) is what is embedded, (none) what the app was not asked.'
export const requestDuration = 'How long answers took until they could be sent.'

export const statementDuration = 'How long statements took, by their first word.'
export const lockWait = 'How long transactions waited until nobody else wrote.'
export const commitDuration = 'How long transactions took to get to the disk.'

export const fileSize = 'Size of the one file, and of its write-ahead log.'
export const diskFree = 'What is left of the disk that the file lies on.'
export const cacheLookups = 'How often the cache was asked.'
export const cacheEntries = 'Values in the cache.'
export const cacheSize = 'Their size as JSON.'
export const limitKeys = 'Addresses, sessions and accounts whose tries are remembered.'
export const limitRefusals = 'Tries that were refused because there were too many.'
export const violations = 'What browsers refused by the content security policy and reported.'
