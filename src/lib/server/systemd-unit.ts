import { dirname, isAbsolute, resolve } from 'node:path'
import type { Identity } from '@/lib/identity'
import { listVariables } from './config'

type Unit = {
  identity: Identity
  /** The program to start, with its first arguments. */
  program: string[]
  env: Record<string, string | undefined>
  /** The secrets that come from files, by the names of their variables. */
  credentials: string[]
}

/** What the unit sets itself, or takes from a file. */
const OWN = ['DATABASE_PATH', 'TLS_CERT', 'TLS_KEY']

/**
 * A unit for systemd that gives a service its state folder and hardly anything else. Variables of `env` are written into it,
 * secrets never: they are handed over as credentials. A database or backups that are not absolute lie in the state folder; elsewhere they
 * need an account that stays, since what a dynamic one writes may belong to nobody later.
 * https://www.freedesktop.org/software/systemd/man/systemd.exec.html
 */
export function describeUnit({ identity, program, env, credentials }: Unit): string {
  const { name, command } = identity
  const port = Number(env['PORT'] ?? 4321)
  const plain = listVariables(identity).filter(({ name, file }) => !file && !OWN.includes(name) && env[name])
  const files = [...credentials, ...['TLS_CERT', 'TLS_KEY'].filter((name) => env[name])]
  const database = env['DATABASE_PATH'] || `${command}.db`
  const folders = [...(isAbsolute(database) ? [dirname(database)] : []), ...listAbsolute(env['BACKUP_DIR'])]
  const isInHome = [...program.slice(0, 1), ...folders].some((path) => IN_HOME.test(path))
  return [
    `# ${command} systemd > /etc/systemd/system/${command}.service`,
    `# systemctl daemon-reload && systemctl enable --now ${command}`,
    ...(folders.length > 0 ? describeAccount(command, folders) : []),
    '[Unit]',
    `Description=${name}`,
    'Wants=network-online.target',
    'After=network-online.target',
    '',
    '[Service]',
    'Type=exec',
    `ExecStart=${[...program, 'serve'].map(quoteCommand).join(' ')}`,
    `Environment=${describePath(database, command)}`,
    ...plain.map((variable) => `Environment=${quote(`${variable.name}=${env[variable.name]}`)}`),
    ...files.flatMap((variable) => describeCredential(variable, command, env)),
    ...(folders.length > 0 ? [`User=${command}`, `Group=${command}`] : ['DynamicUser=yes']),
    `StateDirectory=${command}`,
    'StateDirectoryMode=0700',
    `WorkingDirectory=%S/${command}`,
    ...folders.map((folder) => `ReadWritePaths=${quote(folder)}`),
    'UMask=0077',
    'Restart=on-failure',
    'RestartSec=2',
    'RestartPreventExitStatus=2 65 70 73 78',
    'TimeoutStopSec=20',
    'LimitNOFILE=65536',
    '',
    '# It listens, reads its folder, and nothing else. The compiler of JavaScript needs memory that it writes and runs.',
    ...(port < 1024 && port > 0 ? bindsLowPort : ['CapabilityBoundingSet=', 'PrivateUsers=yes']),
    ...hardening,
    `ProtectHome=${isInHome ? 'read-only' : 'yes'}`,
    '',
    '[Install]',
    'WantedBy=multi-user.target',
  ].join('\n')
}

/** A secret in a file that root alone can read, `/etc/capsule/smtp_url`; a certificate where it lies. */
function describeCredential(variable: string, command: string, env: Unit['env']): string[] {
  const name = variable.toLowerCase()
  const isPath = OWN.includes(variable)
  const path = isPath ? resolve(env[variable] ?? '') : `/etc/${command}/${name}`
  return [
    `LoadCredential=${quote(`${name}:${path}`)}`,
    `Environment=${variable}${isPath ? '' : '_FILE'}=%d/${name}`,
  ]
}

/** The folders that systemd keeps from services unless they say otherwise. */
const IN_HOME = /^\/(home|root|run\/user)(\/|$)/

function listAbsolute(path: string | undefined): string[] {
  return path && isAbsolute(path) ? [path] : []
}

/** `%S` is systemd's own word for the folder of states. */
function describePath(database: string, command: string): string {
  if (isAbsolute(database)) return quote(`DATABASE_PATH=${database}`)
  return quote(`DATABASE_PATH=%S/${command}/${database}`).replace('%%S', '%S')
}

/** What has to be there before the service starts. */
function describeAccount(command: string, folders: string[]): string[] {
  return [
    `# useradd --system --user-group --no-create-home --shell /usr/sbin/nologin ${command}`,
    ...folders.map((folder) => `# install -d -m 0700 -o ${command} -g ${command} '${folder}'`),
  ]
}

/** https://www.freedesktop.org/software/systemd/man/systemd.syntax.html#Quoting, with `%` that begins a specifier. */
function quote(text: string): string {
  const escaped = text.replaceAll('%', '%%').replaceAll('\\', '\\\\').replaceAll('"', '\\"')
  return /[\s"'\\;]/.test(text) ? `"${escaped}"` : escaped
}

/** On a command line `$` begins a variable as well. */
function quoteCommand(word: string): string {
  return quote(word).replaceAll('$', '$$$$')
}

const bindsLowPort = [
  'AmbientCapabilities=CAP_NET_BIND_SERVICE',
  'CapabilityBoundingSet=CAP_NET_BIND_SERVICE',
]

const hardening = [
  'NoNewPrivileges=yes',
  'ProtectSystem=strict',
  'ProtectClock=yes',
  'ProtectControlGroups=yes',
  'ProtectHostname=yes',
  'ProtectKernelLogs=yes',
  'ProtectKernelModules=yes',
  'ProtectKernelTunables=yes',
  'ProtectProc=invisible',
  'ProcSubset=pid',
  'PrivateDevices=yes',
  'PrivateIPC=yes',
  'PrivateTmp=yes',
  'DevicePolicy=closed',
  'KeyringMode=private',
  'LockPersonality=yes',
  'RemoveIPC=yes',
  'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX',
  'RestrictNamespaces=yes',
  'RestrictRealtime=yes',
  'RestrictSUIDSGID=yes',
  'SystemCallArchitectures=native',
  'SystemCallErrorNumber=EPERM',
  'SystemCallFilter=@system-service',
  'SystemCallFilter=~@privileged @resources',
]
