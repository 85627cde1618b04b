/** What the doctor says of what it examined, and how it can be mended where that is more than a command. */

export const backups = {
  notWritable: (folder: string) => `The folder of the backups, ${folder}, cannot be written.`,
  mendFolder: (folder: string) => `BACKUP_DIR=${folder}, a folder of the account that runs the server`,
  goTo: (folder: string) => `They go to ${folder}.`,
  none: 'There is no verified backup whose file is still there.',
  age: (hours: number) => `The last verified backup is ${hours} hours old.`,
}

export const environment = {
  easilyGuessed: (variable: string) => `${variable} is easily guessed: it repeats itself.`,
  madeAtRandom:
    'What signs the sessions was made at random and lies in the database: its copies are secret too.',
  longSecret: 'AUTH_SECRET is long and looks random.',
  limited: 'Tries are limited.',
  unlimited: 'Nothing is limited: passwords can be guessed without end.',
  refusedHosts: (hosts: string, own: string) =>
    `Requests came for ${hosts} and were refused; ${own} is what this instance answers to. Anybody can send any name: add one only if it is yours.`,
  ownMachine: (origin: string) =>
    `Others can reach this instance, but its links begin with ${origin}, which is their own machine.`,
  notEncrypted: (origin: string) =>
    `${origin} is not encrypted: passwords and sessions can be read on the way.`,
  goodAddress: (origin: string) => `Links begin with ${origin}, and nobody asked for another name.`,
  noProxy: 'No request came with a proxy’s header from somebody who is not trusted.',
  untrustedProxy: (peer: string) =>
    `Requests came from ${peer} with headers of a proxy, which were not believed: if it is yours, all its clients share one limit.`,
}

export const file = {
  unreadable: (path: string, reason: string) => `${path} cannot be looked through (${reason}).`,
  mendUnreadable: 'stop the server, then restore the last backup',
  whole: 'Every page and every reference of the file is in order.',
  damaged: (damage: string) => `The file is damaged (${damage}).`,
  mendDamaged: (command: string) => `stop the server, then: ${command} restore BACKUP`,
  refused: (reason: string) => `This version cannot use the file: ${reason}`,
  mendRefused: 'start the version that last ran on it, or restore the copy that lies beside it',
  current: 'The file is of this version.',
  pending: (migrations: number) =>
    `The next start brings the file to this version, by ${migrations === 1 ? 'one migration' : `${migrations} migrations`} and with a copy before.`,
  copiedLive: 'This file was copied while its server ran, without the log: the newest changes are not in it.',
  mendCopiedLive: 'copy it once more after a clean stop, or take a backup',
  log: (mebibytes: number) => `The write-ahead log has ${mebibytes} MiB.`,
  longLog: (mebibytes: number) =>
    `The write-ahead log has ${mebibytes} MiB: something reads the file for very long.`,
  mendLongLog: 'end other programs that have the file open, or restart the server',
}

export const clock = {
  behind: (now: string, newest: string) =>
    `It is ${now} by the clock, but the newest entry in the file is of ${newest}.`,
  wrong: (now: string) => `It is not ${now}.`,
  right: (now: string, zone: string) => `It is ${now}; schedules follow ${zone}.`,
}

export const jobs = {
  held: (since: string) => `Jobs and mail are held since ${since}.`,
  dead: (count: number) => (count === 1 ? 'One job was given up.' : `${count} jobs were given up.`),
  mendDead: (command: string) => `${command} jobs list --status dead, then: ${command} jobs retry --all`,
  good: 'No job was given up, and none is held.',
}

/** What is wrong with a kind of file system: each ends a sentence about one. */
export const troubles = {
  tmpfs: 'lies in memory: everything is gone with the next restart of the machine',
  overlayfs: 'belongs to a container, and goes with it',
  network: 'is another machine’s: its locks cannot be relied on',
  fuse: 'is made by a program, whose locks may not be relied on',
}

export const place = {
  isNew: (path: string) => `${path} is made by the first start.`,
  isThere: (path: string) => `${path} is there.`,
  unknownKind: (number: string) => `kind ${number}`,
  fileSystem: (folder: string, kind: string) => `${folder} is on ${kind}.`,
  badFileSystem: (folder: string, kind: string, trouble: string) =>
    `${folder} is on ${kind}, which ${trouble}.`,
  mendFileSystem: (path: string) => `DATABASE_PATH=${path} on a disk of this machine`,
  readByOthers: 'Other accounts of this machine can read the database, secrets included.',
  replacedByOthers: 'Every account of this machine can put another file in the place of the database.',
  permitted: 'The file and its folder can be written, the file by its owner alone.',
  free: (mebibytes: number) => `${mebibytes} MiB are free.`,
  littleFree: (mebibytes: number) =>
    `${mebibytes} MiB are free. An upgrade and a backup need as much as the database has, and the log some more.`,
  mendFree: (folder: string) => `df -h ${folder}, then delete what is not needed`,
}

export const server = {
  none: 'No server runs on the file.',
  ready: (origin: string) => `It answers at ${origin} and is ready.`,
  silent: (origin: string, reasons: string) =>
    `A server has the file, but none answers at ${origin} (${reasons}).`,
  mendSilent: 'run this with the environment of the server: the same HOST, PORT and TLS_CERT',
  notReady: (origin: string, reasons: string) => `It answers at ${origin}, but is not ready: ${reasons}`,
}
