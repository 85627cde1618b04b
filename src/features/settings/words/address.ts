import { countOf } from '@/lib/count-of'

export const title = 'Public address'
export const hint = 'Where people open this instance. Links are built from it, and other names are refused.'
export const changeIt = 'Change it'

export const changed = 'The public address is changed'
export const goOn = ['Go on at ', ', where you sign in anew.'] as const
export const setBy = (variable: string) => `Set by ${variable}`
export const setByHint = ['It is ', '. Change it in the environment, and start again.'] as const
export const itIs = ['It is ', '.'] as const

export const whatChanges = 'What changes the moment you save'
export const onlyThere =
  'Only the new address is answered. Point its name, and the proxy if there is one, here first.'
export const signInAnew = 'Everybody signs in anew there, you too.'
export const noPasskeys = 'Passkeys are bound to the name of the host. There are none yet.'
export const passkeys = (count: number) =>
  `Passkeys are bound to the name of the host: with another name ${countOf(count, 'passkey')} will not work any more. People sign in with their passwords, and add new ones.`
export const oldLinks = 'Links in messages that were sent before lead to the old address.'

export const change = 'Change the address'
export const stale = 'Somebody else changed the settings meanwhile. Look again, then save.'
export const newAddress = 'New public address'
export const understood = 'I have seen what changes, and the new address leads here.'
export const cancel = 'Cancel'
export const shouldItBeWrong = [
  'Should it be wrong: start with ',
  ' set to the right one, which comes before what is saved here.',
] as const
