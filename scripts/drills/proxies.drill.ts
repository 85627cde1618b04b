import { Database } from 'bun:sqlite'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import type { Drill, Outcome } from './drill'
import { inFolder, start, waitFor } from './support/capsule'
import { readExample } from './support/guide'
import { admin, adminEnv } from './support/person'

const NAME = 'capsule.example.org'

type Proxy = { name: string; program: string; configure: (place: Place) => string[] }
type Place = { folder: string; port: number; upstream: string; certificate: string; key: string }

const proxies: Proxy[] = [
  { name: 'nginx', program: 'nginx', configure: configureNginx },
  { name: 'Caddy', program: 'caddy', configure: configureCaddy },
]

export const drill: Drill = {
  name: 'proxies',
  summary:
    'nginx and Caddy as the guide configures them, over https: signing in, the client’s address, forged headers',
  count: { full: 1, short: 0 },
  obstacle: () => {
    const missing = ['openssl', ...proxies.map(({ program }) => program)].filter((name) => !Bun.which(name))
    return missing.length > 0
      ? `it needs ${missing.join(', ')} (Debian: apt-get install nginx-light caddy)`
      : null
  },
  run: () => inFolder(tryAll),
}

async function tryAll(folder: string): Promise<Outcome> {
  const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const subject = ['-subj', `/CN=${NAME}`, '-addext', `subjectAltName=DNS:${NAME}`]
  Bun.spawnSync([
    'openssl',
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-keyout',
    key,
    '-out',
    certificate,
    ...subject,
  ])
  const faults: string[] = []
  for (const proxy of proxies) {
    const own = join(folder, proxy.program)
    mkdirSync(own)
    const found = await tryOne(proxy, { folder: own, certificate, key })
    faults.push(...found.map((fault) => `${proxy.name}: ${fault}`))
  }
  return { figures: `${proxies.map(({ name }) => name).join(' and ')}, 6 things each`, faults }
}

async function tryOne(proxy: Proxy, files: Pick<Place, 'folder' | 'certificate' | 'key'>): Promise<string[]> {
  const { folder } = files
  const capsule = await start({ folder, env: { ...adminEnv, PUBLIC_URL: `https://${NAME}` } })
  const port = await freePort()
  const place: Place = { ...files, port, upstream: new URL(capsule.url).host }
  const child = Bun.spawn(proxy.configure(place), {
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  try {
    await waitFor(
      () =>
        call(port, '/healthz').then(
          () => true,
          () => null,
        ),
      `${proxy.name} did not answer.`,
    )
    return await judge(port, folder)
  } finally {
    child.kill('SIGTERM')
    await child.exited
    await capsule.stop()
  }
}

async function judge(port: number, folder: string): Promise<string[]> {
  const client = ownAddress()
  const forged = { 'x-forwarded-for': '203.0.113.66', forwarded: 'for=203.0.113.67;host=evil.example' }
  const page = await call(port, '/login')
  const signedIn = await call(port, '/api/auth/sign-in/email', {
    method: 'POST',
    body: admin,
    headers: forged,
  })
  const cookie = signedIn.headers.getSetCookie().find((text) => text.includes('session')) ?? ''
  const own = await call(port, '/settings/sessions', { headers: { cookie: cookie.split(';')[0] ?? '' } })
  const elsewhere = await call(port, '/logout', {
    method: 'POST',
    body: {},
    headers: { origin: 'https://evil.example' },
  })
  const large = await call(port, '/api/notes', { method: 'POST', body: { title: 'x'.repeat(34_000_000) } })
  const address = readAddress(folder)
  const expectations: [boolean, string][] = [
    [page.status === 200 && page.headers.has('strict-transport-security'), `the page: ${page.status}`],
    [signedIn.status === 200 && /; ?secure/i.test(cookie), `signing in: ${signedIn.status} ${cookie}`],
    [own.status === 200, `a page of one's own: ${own.status}`],
    [address === client.address, `a client at ${client.address} was taken for ${address}`],
    [elsewhere.status === 403, `a form of another site: ${elsewhere.status}`],
    [large.status === 413, `a large body: ${large.status}`],
  ]
  return expectations.filter(([isRight]) => !isRight).map(([, complaint]) => complaint)
}

type Call = { method?: string; body?: object; headers?: Record<string, string> }

/** Over https to the proxy, by the machine's own address, as somebody who typed the name. */
function call(
  port: number,
  path: string,
  { method = 'GET', body, headers = {} }: Call = {},
): Promise<Response> {
  return fetch(`https://${ownAddress().address}:${port}${path}`, {
    method,
    redirect: 'manual',
    headers: { host: NAME, origin: `https://${NAME}`, 'content-type': 'application/json', ...headers },
    ...(body && { body: JSON.stringify(body) }),
    tls: { rejectUnauthorized: false, serverName: NAME },
  })
}

/** An address of this machine that is not loopback, which the proxy sees as the client's; loopback where there is none. */
function ownAddress(): { address: string } {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return all.find(({ family, internal }) => family === 'IPv4' && !internal) ?? { address: '127.0.0.1' }
}

function readAddress(folder: string): string {
  const db = new Database(join(folder, 'capsule.db'), { readonly: true })
  const [address] = db.query('SELECT ip_address FROM session').values().flat()
  db.close()
  return String(address)
}

function configureNginx({ folder, port, upstream, certificate, key }: Place): string[] {
  const server = readExample('nginx', 'proxy_pass')
    .replace('listen 443 ssl', `listen ${port} ssl`)
    .replace(/# ssl_certificate.*/, `ssl_certificate ${certificate};\n  ssl_certificate_key ${key};`)
    .replace('127.0.0.1:4321', upstream)
  const logs = `error_log ${folder}/error.log; pid ${folder}/nginx.pid; daemon off; ${process.getuid?.() === 0 ? 'user root;' : ''}`
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  )
  const config = join(folder, 'nginx.conf')
  writeFileSync(config, `${logs}\nevents {}\nhttp {\naccess_log off;\n${temporary.join('\n')}\n${server}}\n`)
  return ['nginx', '-p', folder, '-c', config]
}

function configureCaddy({ folder, port, upstream, certificate, key }: Place): string[] {
  const site = readExample('', 'reverse_proxy')
    .replace(NAME, `https://${NAME}:${port}`)
    .replace('reverse_proxy', `tls ${certificate} ${key}\n  reverse_proxy`)
    .replace('127.0.0.1:4321', upstream)
  const config = join(folder, 'Caddyfile')
  writeFileSync(config, `{\n  admin off\n  auto_https disable_redirects\n}\n${site}`)
  return ['caddy', 'run', '--adapter', 'caddyfile', '--config', config]
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
