import ts from 'typescript'
import type { SourceFile } from './imports'

/** A function of a service: the lines of each transaction that it opens, and how often it writes without one. */
export type Writer = { path: string; name: string; transactions: Lines[]; loose: number }

export type Lines = { from: number; to: number }

/** The functions of a file that open a transaction, or that write without one. */
export function findWriters({ path, source }: SourceFile): Writer[] {
  const tree = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true)
  const writers: Writer[] = []
  for (const [name, body] of functionsOf(tree)) {
    const writer: Writer = { path, name, transactions: [], loose: 0 }
    countWrites(body, writer)
    if (writer.transactions.length + writer.loose > 0) writers.push(writer)
  }
  return writers
}

const OPENERS = ['transaction', 'transactTogether']

function* functionsOf(tree: ts.SourceFile): Generator<[name: string, body: ts.Node]> {
  for (const statement of tree.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name) yield [statement.name.text, statement]
    if (!ts.isVariableStatement(statement)) continue
    for (const { name, initializer } of statement.declarationList.declarations)
      if (ts.isIdentifier(name) && initializer) yield [name.text, initializer]
  }
}

function countWrites(node: ts.Node, writer: Writer): void {
  if (ts.isCallExpression(node)) {
    const called = node.expression
    if (ts.isIdentifier(called) && OPENERS.includes(called.text)) writer.transactions.push(linesOf(node))
    if (ts.isPropertyAccessExpression(called) && isWrite(called)) writer.loose += 1
  }
  ts.forEachChild(node, (child) => countWrites(child, writer))
}

function linesOf(node: ts.Node): Lines {
  const file = node.getSourceFile()
  const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line + 1
  return { from: lineOf(node.getStart()), to: lineOf(node.getEnd()) }
}

/** `database().insert`, `.update` or `.delete`. */
function isWrite({ expression, name }: ts.PropertyAccessExpression): boolean {
  const isDatabase = ts.isCallExpression(expression) && expression.expression.getText() === 'database'
  return isDatabase && ['insert', 'update', 'delete'].includes(name.text)
}
