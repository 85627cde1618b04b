import { countOf } from '../count-of'

export const tooManyTries = 'Too many tries.'
export const now = 'You can try again now.'
export const inSeconds = (seconds: number) => `You can try again in ${countOf(seconds, 'second')}.`
export const inMinutes = (minutes: number) => `You can try again in ${countOf(minutes, 'minute')}.`
