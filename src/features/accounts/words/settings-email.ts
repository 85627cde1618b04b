export const title = 'Change the e-mail address'
export const back = 'Profile'
export const howItGoes = [
  'A link goes to',
  'and another one to the new address. Once both were clicked, within a day and in any order, the address changes and your other sessions end.',
] as const
export const cancelled = 'The change is cancelled.'
export const waiting = (address: string) => `Waiting to change to ${address}`
/** What stands before and after the moment until which the links work. */
export const waitsFor = (list: string, count: number) =>
  [
    `Still to be clicked: ${count === 1 ? 'the link to' : 'the links to'} ${list}. That works until`,
    '.',
  ] as const
export const cancel = 'Cancel the change'
export const newAddress = 'The new address'
export const anotherAddress = 'Ask with another address'
export const confirmToAsk = ['Confirm that it is you', ', then ask again.'] as const
export const noMailAnyMore =
  'You cannot read mail at the old address any more? An admin of this instance can help.'
