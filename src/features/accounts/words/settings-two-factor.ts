export const title = 'Two-factor'
export const back = 'Security'
export const whatItIs =
  'With it, signing in by password also asks for a code of an authenticator app on your phone. Whoever finds out your password alone does not get in.'
export const confirm = 'Confirm that it is you'
export const isOn = 'Two-factor is on. Your other sessions have ended.'
export const isOff = 'Two-factor is off.'
export const codesRenewed = 'The old backup codes work no more. Your other sessions have ended.'

export const setUp = 'Set up two-factor'
export const scan = '1. Scan this with your authenticator app'
export const qrCode = 'QR code for an authenticator app. Without a camera, type the secret below it instead.'
export const noCamera = 'No camera? Add an account by hand with this secret:'
export const enterCode = '2. Enter the code that it shows'
export const leaveOff = 'Leave it off'

export const backupCodes = 'Backup codes'
export const fewLeft = (left: number) => `${left || 'None'} of ten ${left === 1 ? 'is' : 'are'} left`
export const fewLeftHint = 'Make new ones before you need them.'
export const manyLeft = (left: number) => `${left === 10 ? 'All ten' : `${left} of ten`} are left.`
export const makeNewCodes = 'Make new backup codes'
export const makeNewCodesHint = 'The old ones stop working, and your other sessions end.'
export const turnOffTitle = 'Turn two-factor off'
export const turnOffHint =
  'Your password alone signs you in again. Your other sessions end, and no device is trusted any more.'
export const turnOff = 'Turn it off'
