export const unreachable = 'The server cannot be reached. Try again in a moment.'
export const signedOut = 'You are signed out. Sign in in another tab, then try again.'
export const failed = 'That did not work. Try again in a moment.'
