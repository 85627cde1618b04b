import { parse as parseAstro } from '@astrojs/compiler-rs'
import ts from 'typescript'
import { parse as parseVue } from 'vue/compiler-sfc'
import type { SourceFile } from './imports'

/** A text for people that stands in a file, and on which line. */
export type Sentence = { text: string; line: number }

/** Attributes and properties whose value people read, a single word included. */
const said = new Set(
  `alt aria-label ariaLabel confirm description error heading help hint label legend message note open pending placeholder
   question subject subtitle summary text title unit word`.split(/\s+/),
)
/** Elements whose content is a key, a name of code or no text at all. */
const silent = new Set(['code', 'kbd', 'pre', 'script', 'style', 'svg'])
/** What is called with words for whoever develops or operates. */
const unsaid = /^(?:console|log)\.|(?:^|\.)log$|Error$|^(?:sql|css)\b|\.(?:query|prepare|exec|run|raw)$/

/** All texts for people in a `.ts`, `.vue` or `.astro` file, in order. */
export async function findSentences(file: SourceFile): Promise<Sentence[]> {
  const found: { text: string; at: number }[] = []
  if (file.path.endsWith('.ts')) readScript(file.source, 0, found)
  else if (file.path.endsWith('.vue')) readVue(file.source, found)
  else await readAstro(file.source, found)
  return found
    .toSorted((a, b) => a.at - b.at)
    .map(({ text, at }) => ({ text, line: file.source.slice(0, at).split('\n').length }))
}

type Found = { text: string; at: number }[]

function readScript(source: string, offset: number, found: Found): void {
  const tree = ts.createSourceFile('script.ts', source, ts.ScriptTarget.Latest, true)
  const walk = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      if (unsaid.test(node.expression.getText(tree))) return
    }
    if (ts.isTaggedTemplateExpression(node) && unsaid.test(node.tag.getText(tree))) return
    const at = offset + node.getStart(tree)
    for (const text of saidBy(node)) found.push({ text, at })
    ts.forEachChild(node, walk)
  }
  walk(tree)
}

/** What a literal says to people; of markup what stands between its tags and in what it says of them. */
function saidBy(node: ts.Node): string[] {
  const text = textOf(node)
  if (text === undefined) return []
  if (!/<[a-z][^<]*>/.test(text)) return isSaid(text, nameOf(node.parent)) ? [text] : []
  const attributes = text.matchAll(/\b(?:alt|aria-label|placeholder|title)="([^"]*)"/g)
  const between = text.replace(/<(code|kbd|style|svg)\b.*?<\/\1>|<[^>]*>/gs, '\n').split('\n')
  const parts = [...between, ...attributes.map(([, value = '']) => value)]
  return parts.map((part) => tidy(part.replace(/^…+/, ''))).filter(isText)
}

/** The words of a literal, with `…` where something is put in. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text
  if (!ts.isTemplateExpression(node)) return undefined
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…')
}

function nameOf(parent: ts.Node): string {
  if (!ts.isPropertyAssignment(parent)) return ''
  return ts.isIdentifier(parent.name) || ts.isStringLiteral(parent.name) ? parent.name.text : ''
}

/** A node of a tree that a parser made, of which only what is asked for is known. */
type TreeNode = { [name: string]: unknown }

/** The kinds of node in Vue's tree. */
const vue = { element: 1, text: 2, interpolation: 5, attribute: 6, directive: 7 }

function readVue(source: string, found: Found): void {
  const { descriptor } = parseVue(source, { sourceMap: false })
  for (const block of [descriptor.script, descriptor.scriptSetup])
    if (block) readScript(block.content, block.loc.start.offset, found)
  walkVue(descriptor.template?.ast, found)
}

function walkVue(node: unknown, found: Found): void {
  if (!isTreeNode(node)) return
  const { type, tag, name, content, value, exp, props, children } = node
  const at = offsetOf(node)
  if (type === vue.element && silent.has(String(tag))) return
  if (type === vue.text && isText(String(content))) found.push({ text: tidy(String(content)), at })
  if (type === vue.interpolation) readExpression(content, found)
  if (type === vue.directive) readExpression(exp, found)
  if (type === vue.attribute && isTreeNode(value) && isSaid(String(value['content']), String(name)))
    found.push({ text: String(value['content']), at })
  for (const list of [props, children])
    if (Array.isArray(list)) for (const child of list) walkVue(child, found)
}

/** An expression of a template, which Vue keeps as text. */
function readExpression(node: unknown, found: Found): void {
  if (!isTreeNode(node) || typeof node['content'] !== 'string') return
  readScript(`(${node['content']})`, offsetOf(node) - 1, found)
}

function offsetOf({ loc }: TreeNode): number {
  const start = isTreeNode(loc) ? loc['start'] : undefined
  return isTreeNode(start) ? Number(start['offset']) : 0
}

function isTreeNode(node: unknown): node is TreeNode {
  return typeof node === 'object' && node !== null
}

type AstroNode = TreeNode & { type: string; start: number }

async function readAstro(source: string, found: Found): Promise<void> {
  const { ast } = await parseAstro(source)
  walkAstro(ast, '', found)
}

function walkAstro(node: unknown, name: string, found: Found): void {
  if (Array.isArray(node)) return node.forEach((child) => walkAstro(child, name, found))
  if (!isAstroNode(node)) return
  if (node.type.startsWith('TS') || node.type === 'ImportDeclaration') return
  if (node.type === 'JSXElement' && silent.has(elementName(node))) return
  if (/^(Call|New|TaggedTemplate)Expression$/.test(node.type) && unsaid.test(calleeName(node))) return
  const text = astroText(node)
  const isRead = node.type === 'JSXText' ? isText(text ?? '') : isSaid(text ?? '', name)
  if (text !== undefined && isRead) found.push({ text: tidy(text), at: node.start })
  const inner =
    node.type === 'JSXAttribute' || node.type === 'Property' || node.type === 'ObjectProperty'
      ? keyName(node)
      : ''
  for (const [key, child] of Object.entries(node))
    if (key !== 'name' && key !== 'key')
      walkAstro(child, key === 'value' || key === 'expression' ? inner || name : '', found)
}

function isAstroNode(node: unknown): node is AstroNode {
  return isTreeNode(node) && typeof node['type'] === 'string' && typeof node['start'] === 'number'
}

function astroText(node: AstroNode): string | undefined {
  if (node.type === 'JSXText' || node.type === 'Literal')
    return typeof node['value'] === 'string' ? node['value'] : undefined
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node['quasis'])) return undefined
  return node['quasis'].map(cookedOf).join('…')
}

function cookedOf(quasi: unknown): string {
  const value = isTreeNode(quasi) ? quasi['value'] : undefined
  return isTreeNode(value) ? String(value['cooked']) : ''
}

function elementName(node: AstroNode): string {
  return nestedName(node, 'openingElement', 'name')
}

function calleeName(node: AstroNode): string {
  const object = nestedName(node, 'callee', 'object')
  const property = nestedName(node, 'callee', 'property')
  return property ? `${object}.${property}` : nestedName(node, 'callee') || nestedName(node, 'tag')
}

function keyName(node: AstroNode): string {
  return nestedName(node, node.type === 'JSXAttribute' ? 'name' : 'key')
}

/** The identifier at the end of a path of properties, empty where there is none. */
function nestedName(node: AstroNode, ...path: string[]): string {
  const end = path.reduce<unknown>((value, key) => (isTreeNode(value) ? value[key] : undefined), node)
  return isTreeNode(end) && typeof end['name'] === 'string' ? end['name'] : ''
}

/** Whether text that stands in markup holds a word. */
function isText(text: string): boolean {
  return /\p{L}{2}/u.test(text)
}

/** Whether a literal is said to people: a sentence by its looks, or the value of something that is read. */
function isSaid(text: string, name: string): boolean {
  const words = text.trim()
  if (!/\p{Ll}/u.test(words)) return false
  if (/^(?:https?:|\/|[A-Z]{2,} )/.test(words) && !/[.!?]$/.test(words)) return false
  if (isCode(words)) return false
  if (said.has(name)) return /^[\p{Lu}“‘…]|\p{L} \p{L}/u.test(words)
  return /^[\p{Lu}“‘].*\p{L}(?: \S*\p{Ll}|[.?!…:]$)/su.test(words)
}

/** Classes, styles, a key with another, a setting as `Name=value`, or bytes. */
function isCode(text: string): boolean {
  const isClasses = /^[\w:[\]/.-]+( [\w:[\]/.-]+)*$/.test(text) && /\w-\w/.test(text) && !/\p{Lu}/u.test(text)
  return isClasses || /;[a-z-]+:|^\w+\+\w+$|^\w+=|\0/.test(text)
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
