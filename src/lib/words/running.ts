/** What is said of the instance as it runs, to whoever runs it: notices, and why it is not ready. */

const fullness = { low: 'almost full', full: 'full' }
const held = {
  low: 'Visitors can send nothing',
  full: 'Nothing can be written but what makes room: admins can sign in and delete',
}

export const disk = (level: 'low' | 'full', megabytes: string) =>
  `The disk of the database is ${fullness[level]}: ${megabytes} MB are free. ${held[level]}. Make room on it, or delete what nobody needs; it goes on by itself then.`
export const copiedLive = (day: string, time: string) =>
  `The database that was opened on ${day} at ${time} UTC had been copied while it was in use, without its log. Its newest changes are missing. If that matters, put a backup back.`

export const diskUnready = (level: 'low' | 'full', free: string) =>
  `The disk of the database is ${fullness[level]}: ${free} are free.`
export const notWritable = 'The database cannot be written.'
export const checkFailed = 'One of the checks failed; the log says why.'
/** Begun with a capital letter where they stand alone. */
export const beingChecked = 'the database is still being looked through'
export const checkedDamaged = (damage: string) => `the database is damaged (${damage})`
export const notChecked = (reason: string) =>
  `the database could not be looked through (${reason}); it is tried again`
export const otherProgram = 'Another program answers there: look at HOST, PORT and TLS_CERT.'

export const unprintable = (reason: string) =>
  `What this prints could not be written (${reason}). Make room there, then try again.`

export const damaged = (path: string, reason: string, wayOut: string, rest: string) =>
  `${path} is damaged (${reason}). ${wayOut}${rest}.`
export const restoreLast = 'Restore the last backup'
export const restoreNewest = (backup: string) => `The newest whole backup is ${backup}: restore it`
export const leftAsIs = '; this file was left as it is'

export const portTaken = (port: number, host: string) =>
  `port ${port} on ${host} is taken. Stop what listens there, or set PORT to another one.`
export const noAddressHere = (host: string) =>
  `${host} is no address of this machine, and no name that leads to one. Set HOST to 127.0.0.1, to 0.0.0.0 for all of them, or to one that it has.`
export const portForbidden = (port: number) =>
  `this account may not listen on port ${port}. Set PORT to one above 1023.`
export const wrongTls = (reason: string) =>
  `TLS_CERT and TLS_KEY cannot be used (${reason}). They must be PEM files, and the key must be that of the certificate.`
export const cannotListen = (host: string, port: number, reason: string) =>
  `cannot listen on ${host}:${port} (${reason}). Check HOST and PORT.`
