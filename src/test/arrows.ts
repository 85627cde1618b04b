import { isBuiltin } from 'node:module'
import { findGlobals, readImports, resolveImport, type Import, type SourceFile } from './imports'

/** What a file is, told by where it stands and how it ends. The first pattern that fits decides. */
const places = {
  test: /^src\/test\/|\.test\.ts$/,
  types: /^src\/.*\.d\.ts$/,
  app: /^src\/app\.ts$/,
  main: /^src\/main\.ts$/,
  middleware: /^src\/middleware\.ts$/,
  style: /^src\/styles\/.*\.css$/,
  command: /^src\/commands\/.*\.ts$/,
  page: /^src\/pages\/.*\.(astro|ts)$/,
  layout: /^src\/layouts\/.*\.astro$/,
  words: /^src\/(features\/[^/]+|components|lib)\/words\/[^.]*\.ts$/,
  'design system': /^src\/components\/ui\/.*\.(vue|astro|ts)$/,
  development: /^src\/dev\/.*\.(vue|astro)$/,
  component: /^src\/components\/.*\.(vue|astro|ts)$/,
  feature: /^src\/features\/[^/]+\/feature\.ts$/,
  definition: /^src\/features\/[^/]+\/definition\/[^.]*(\.schema)?\.ts$/,
  schema: /^src\/features\/.*\.schema\.ts$/,
  policy: /^src\/features\/.*\.policy\.ts$/,
  service: /^src\/features\/.*\.(server|demo)\.ts$/,
  island: /^src\/features\/.*\.(vue|astro)$/,
  composable: /^src\/features\/.*\/use-[^/.]+\.ts$/,
  helper: /^src\/features\/[^.]*\.ts$/,
  http: /^src\/lib\/server\/http(\.ts$|\/.*\.ts$)/,
  spine: /^src\/lib\/server\/middleware\/.*\.ts$/,
  server: /^src\/lib\/server\/.*\.ts$/,
  lib: /^src\/lib\/.*\.ts$/,
} as const

/** What an import that leaves src/ leads to. */
const packages = {
  sqlite: /^bun:sqlite$/,
  runtime: /^(bun(:.*)?|#embedded)$/,
  astro: /^(astro|@astrojs)([:/]|$)/,
  drizzle: /^drizzle-orm(\/|$)/,
  icons: /^@lucide\/vue$/,
  vue: /^(vue|vue-sonner|vee-validate|@vue|@vueuse|@unovis|@tanstack)(\/|$)/,
  zod: /^zod(\/|$)/,
  manifest: /^package\.json$/,
  'file outside src': /^(\.\.|[^/]+\.[a-z]+$|migrations\/|scripts\/|e2e\/)/,
  'other package': /./,
} as const

type Place = keyof typeof places
type Target = Place | keyof typeof packages

const components = [
  'words',
  'definition',
  'schema',
  'policy',
  'lib',
  'design system',
  'vue',
  'icons',
  'zod',
  'other package',
] as const
const library = [
  'words',
  'lib',
  'server',
  'http',
  'drizzle',
  'runtime',
  'manifest',
  'zod',
  'other package',
] as const
const features = [
  'words',
  'feature',
  'definition',
  'schema',
  'policy',
  'service',
  'island',
  'helper',
] as const
const looks = ['layout', 'component', 'design system', 'style'] as const

/** The table of arrows: who may import what. Tests, app.ts and main.ts import everything. */
const arrows: Record<Exclude<Place, 'test' | 'app' | 'main' | 'style'>, readonly Target[]> = {
  page: [...features, ...looks, 'lib', 'http', 'app', 'astro', 'icons', 'zod', 'other package'],
  layout: [...looks, 'words', 'lib', 'app', 'astro', 'icons', 'other package'],
  development: [...components, ...looks, 'http', 'development'],
  component: [...components, 'component', 'app'],
  'design system': components,
  island: [...components, 'island', 'composable', 'helper'],
  words: ['words', 'lib', 'definition', 'schema', 'policy'],
  composable: [...components, 'composable', 'helper'],
  helper: ['words', 'definition', 'schema', 'policy', 'lib', 'helper', 'design system', 'zod'],
  feature: ['words', 'lib', 'zod', 'icons', 'schema', 'policy', 'service', 'island', 'helper'],
  definition: ['words', 'zod', 'lib', 'definition'],
  schema: ['words', 'zod', 'lib', 'definition', 'schema', 'policy'],
  policy: ['words', 'zod', 'lib', 'definition', 'schema', 'policy'],
  service: [
    'words',
    'service',
    'definition',
    'schema',
    'policy',
    'lib',
    'server',
    'drizzle',
    'runtime',
    'zod',
    'other package',
  ],
  http: [...library, 'astro'],
  spine: [...library, 'spine', 'astro'],
  server: [...library, 'sqlite'],
  lib: ['words', 'lib', 'zod', 'vue', 'other package'],
  command: ['command', 'service', 'app', ...library, 'astro'],
  middleware: ['server', 'http', 'spine', 'astro'],
  types: ['lib', 'server', 'http', 'astro'],
}

type Arrow = { from: SourceFile; place: Place; target: Target; path: string; manner: Import['manner'] }

/** What the table is too coarse for. Each answers why an arrow is refused, or nothing. */
const conditions: ((arrow: Arrow) => string | false)[] = [
  ({ place, from, path, target, manner }) =>
    place === 'feature' &&
    target !== 'words' &&
    path.startsWith('src/features/') &&
    (manner !== 'dynamic' || nounOf(path) !== nounOf(from.path)) &&
    'a feature.ts loads only what is its own, and by import(); its words alone come with it',
  ({ place, from, path, target }) =>
    place === 'service' &&
    (target === 'schema' || target === 'policy') &&
    nounOf(path) !== nounOf(from.path) &&
    'a service uses its own schema and policy; ask the service of the other feature',
  ({ place, from, path, target }) =>
    (target === 'island' || target === 'helper') &&
    (place === 'island' || place === 'helper') &&
    nounOf(path) !== nounOf(from.path) &&
    'what two features use stands in src/components or src/lib',
  ({ place, target, manner }) =>
    (place === 'schema' || place === 'policy') &&
    (target === 'schema' || target === 'policy') &&
    manner !== 'type' &&
    'schemas and policies share types only',
  ({ target, from, path }) =>
    target === 'words' &&
    path.startsWith('src/features/') &&
    !from.path.startsWith('src/pages/') &&
    nounOf(path) !== nounOf(from.path) &&
    'what a feature says is said by its own pages and parts',
  ({ place, target, manner }) =>
    place === 'words' &&
    (target === 'schema' || target === 'policy') &&
    manner !== 'type' &&
    'words take only types of schemas and policies',
  ({ place, target, manner }) =>
    place === 'lib' && target === 'vue' && manner !== 'type' && 'Vue belongs to components and islands',
  ({ place, target, from }) =>
    place === 'island' &&
    target === 'vue' &&
    from.path.endsWith('.astro') &&
    'Vue belongs to .vue files here',
  ({ place, target, from }) =>
    place === 'command' &&
    target === 'astro' &&
    from.path !== 'src/commands/astro-app.ts' &&
    'of the commands only astro-app.ts knows Astro',
  ({ place, target, from, manner }) =>
    place === 'component' &&
    target === 'app' &&
    !from.path.endsWith('.astro') &&
    manner !== 'type' &&
    'what may reach a browser is handed plain data: app.ts would take the services of every feature along',
  ({ target, from, place }) =>
    target === 'sqlite' &&
    place === 'server' &&
    !/^src\/lib\/server\/(db[^/]*|migrate|lock)\.ts$/.test(from.path) &&
    'only lib/server/db, migrate and lock open the database',
]

/** Every broken rule as a line that says where, what and why. Pure: it sees only the files it is given. */
export function findBrokenArrows(files: SourceFile[]): string[] {
  const paths = new Set(files.map((file) => file.path))
  const services = new Map<string, string[]>()
  const broken = files.flatMap((file) => {
    const place = placeOf(file.path)
    if (!place)
      return [`${file.path}: src/ has no place for a file of this kind; a suffix says where a file may run`]
    const lines = checkName(file.path)
    if (place === 'style' || /\.(css|sql|json)$/.test(file.path)) return lines
    for (const found of readImports(file)) {
      const path = resolveImport(file.path, found.specifier, paths)
      const reason = refuse(file, place, path, found)
      if (reason) lines.push(`${file.path}:${found.line} imports ${shown(path, found)}: ${reason}`)
      if (place === 'service' && placeOf(path) === 'service') append(services, file.path, path)
    }
    return [...lines, ...(place === 'service' ? checkGlobals(file) : [])]
  })
  return [...broken, ...findCircles(services)]
}

function refuse(from: SourceFile, place: Place, path: string, { manner }: Import): string | undefined {
  if (place === 'test') return undefined
  if (path === 'src/main.ts') return 'nobody imports the entry'
  if (place === 'app' || place === 'main' || place === 'style') return undefined
  if (manner === 'computed') return 'an import must be readable from the source'
  const target = targetOf(path)
  if (!target) return 'src/ has no place for a file of this kind'
  const may = arrows[place]
  if (!may.includes(target))
    return `${place} -> ${target} is not an arrow; a file of this kind may import: ${may.join(', ')}`
  for (const condition of conditions) {
    const reason = condition({ from, place, target, path, manner })
    if (reason) return reason
  }
  return undefined
}

function checkName(path: string): string[] {
  const lines: string[] = []
  if (/^src\/pages\/.*\.test\.[a-z]+$/.test(path))
    lines.push(`${path}: a test under src/pages would ship as a URL`)
  if (/\/index\.[a-z.]+$/.test(path) && !path.startsWith('src/pages/')) {
    lines.push(`${path}: only pages have an index; import the file that holds the thing`)
  }
  return lines
}

function checkGlobals(file: SourceFile): string[] {
  return findGlobals(file, ['Request', 'Response']).map(
    ({ name, line }) => `${file.path}:${line} uses ${name}: a service knows nothing of HTTP`,
  )
}

/** Circles between services, by file and by feature. */
function findCircles(services: ReadonlyMap<string, string[]>): string[] {
  const features = new Map<string, string[]>()
  for (const [from, targets] of services) {
    for (const to of targets) if (nounOf(from) !== nounOf(to)) append(features, nounOf(from), nounOf(to))
  }
  return [findCircle(services), findCircle(features)].flatMap((circle) =>
    circle ? [`${circle.join(' -> ')}: services may not import each other in a circle`] : [],
  )
}

function findCircle(graph: ReadonlyMap<string, string[]>): string[] | undefined {
  const done = new Set<string>()
  const visit = (node: string, trail: string[]): string[] | undefined => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node]
    if (done.has(node)) return undefined
    for (const next of graph.get(node) ?? []) {
      const circle = visit(next, [...trail, node])
      if (circle) return circle
    }
    done.add(node)
    return undefined
  }
  for (const node of graph.keys()) {
    const circle = visit(node, [])
    if (circle) return circle
  }
  return undefined
}

function placeOf(path: string): Place | undefined {
  return firstMatch(places, path)
}

function targetOf(path: string): Target | undefined {
  if (path.startsWith('src/')) return placeOf(path)
  if (isBuiltin(path) && !path.startsWith('bun:')) return 'runtime'
  return firstMatch(packages, path)
}

function firstMatch<Name extends string>(patterns: Record<Name, RegExp>, path: string): Name | undefined {
  for (const name in patterns) if (patterns[name].test(path)) return name
  return undefined
}

function nounOf(path: string): string {
  return path.split('/')[2] ?? ''
}

function shown(path: string, { manner, specifier }: Import): string {
  return manner === 'computed' ? specifier || 'by a pattern' : path
}

function append(graph: Map<string, string[]>, from: string, to: string) {
  graph.set(from, [...(graph.get(from) ?? []), to])
}
