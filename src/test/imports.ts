import { posix } from 'node:path'
import ts from 'typescript'

/** A file of the repository: its path from the root, with `/`, and what it holds. */
export type SourceFile = { path: string; source: string }

/** `computed` is an import whose target cannot be read from the source. */
export type Import = { specifier: string; line: number; manner: 'static' | 'type' | 'dynamic' | 'computed' }

/** All imports of a `.ts`, `.vue` or `.astro` file, in order. */
export function readImports({ path, source }: SourceFile): Import[] {
  const found: Import[] = []
  const tree = parse({ path, source })
  const add = (node: ts.Node, specifier: ts.Node | undefined, manner: Import['manner']) => {
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
    if (specifier && ts.isStringLiteralLike(specifier))
      found.push({ specifier: specifier.text, line, manner })
    else found.push({ specifier: specifier?.getText(tree) ?? '', line, manner: 'computed' })
  }

  const walk = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node, node.moduleSpecifier, isTypeImport(node) ? 'type' : 'static')
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      add(node, node.moduleSpecifier, node.isTypeOnly ? 'type' : 'static')
    } else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
      add(node, node.moduleReference.expression, node.isTypeOnly ? 'type' : 'static')
    } else if (ts.isImportTypeNode(node)) {
      add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument, 'type')
    } else if (ts.isCallExpression(node)) {
      const called = node.expression
      if (called.kind === ts.SyntaxKind.ImportKeyword) add(node, node.arguments[0], 'dynamic')
      else if (called.getText(tree) === 'require') add(node, node.arguments[0], 'static')
      else if (called.getText(tree).startsWith('import.meta.glob')) add(node, undefined, 'computed')
    }
    ts.forEachChild(node, walk)
  }
  walk(tree)

  if (!path.endsWith('.ts')) found.push(...readMarkup(source))
  return found
}

/** The lines on which a file speaks of one of these globals, in a type or in an expression. */
export function findGlobals(file: SourceFile, names: string[]): { name: string; line: number }[] {
  const tree = parse(file)
  const found: { name: string; line: number }[] = []
  const walk = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && names.includes(node.text) && isReference(node)) {
      found.push({ name: node.text, line: tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1 })
    }
    ts.forEachChild(node, walk)
  }
  walk(tree)
  return found
}

/** Where a specifier leads: a path from the repository's root, or the name of a package as it stands. */
export function resolveImport(from: string, specifier: string, paths: ReadonlySet<string>): string {
  const [bare = ''] = specifier.split('?')
  if (bare.startsWith('@/')) return complete(`src/${bare.slice(2)}`, paths)
  if (bare.startsWith('/')) return complete(bare.slice(1), paths)
  if (bare.startsWith('.')) return complete(posix.join(posix.dirname(from), bare), paths)
  return bare
}

/** Adds the suffix that an import leaves out. A target that is not there is taken for a `.ts` file. */
function complete(path: string, paths: ReadonlySet<string>): string {
  const candidates = [path, `${path}.ts`, `${path}.d.ts`, `${path}/index.ts`, path.replace(/\.js$/, '.ts')]
  const found = candidates.find((candidate) => paths.has(candidate))
  if (found) return found
  return /\.(ts|vue|astro|css|json)$/.test(path) ? path : `${path}.ts`
}

function parse({ path, source }: SourceFile): ts.SourceFile {
  const script = path.endsWith('.ts') ? source : maskMarkup(source)
  return ts.createSourceFile(`${path}.ts`, script, ts.ScriptTarget.Latest, true)
}

const scriptTag = /<script\b((?:"[^"]*"|'[^']*'|[^>"'])*)>([\s\S]*?)<\/script>/g
const frontmatter = /^\s*---\n([\s\S]*?)\n---/

/** Blanks everything but the scripts of a component, so that each keeps its line. */
function maskMarkup(source: string): string {
  const kept: [number, number][] = []
  const front = frontmatter.exec(source)
  if (front?.[1] !== undefined) kept.push([front[0].indexOf('---') + 4, front[0].length - 4])
  for (const tag of source.matchAll(scriptTag)) {
    const start = tag.index + tag[0].length - '</script>'.length - (tag[2] ?? '').length
    kept.push([start, start + (tag[2] ?? '').length])
  }
  const isKept = (index: number) => kept.some(([start, end]) => start <= index && index < end)
  return source.replace(/[^\n]/g, (character, index: number) => (isKept(index) ? character : ' '))
}

/** What markup can import without a script of its own: `<script src>` and `import()` in an expression. */
function readMarkup(source: string): Import[] {
  const found: Import[] = []
  const lineAt = (index: number) => source.slice(0, index).split('\n').length
  for (const tag of source.matchAll(scriptTag)) {
    const specifier = /\bsrc=["']([^"']+)["']/.exec(tag[1] ?? '')?.[1]
    if (specifier) found.push({ specifier, line: lineAt(tag.index), manner: 'static' })
  }
  const markup = source.replace(frontmatter, blank).replace(scriptTag, blank)
  for (const call of markup.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g)) {
    found.push({ specifier: call[1] ?? '', line: lineAt(call.index), manner: 'dynamic' })
  }
  return found
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}

function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const named = importClause.namedBindings
  if (importClause.name || !named || !ts.isNamedImports(named)) return false
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly)
}

function isReference(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isTypeReferenceNode(parent) || ts.isTypeQueryNode(parent)) return true
  if (ts.isPropertyAccessExpression(parent) || ts.isNewExpression(parent)) return parent.expression === node
  if (ts.isBinaryExpression(parent) || ts.isCallExpression(parent)) return true
  return ts.isExpressionWithTypeArguments(parent)
}
