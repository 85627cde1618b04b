import type MarkdownIt from 'markdown-it'
import type { StateCore, Token } from 'markdown-it'
import { textOf } from './markdown-text.server'

const TASK = /^\[([ xX])\][ \u00A0]/

/** A task in a text: which one it is, from 0, on which line, from 0, whether it is done, and its words. */
export type TaskPlace = { task: number; line: number; isDone: boolean; words: string }

const places = new WeakMap<Token, TaskPlace>()

/** `- [ ]` and `- [x]` at the start of a list item become check boxes (GitHub Flavored Markdown, 5.3). */
export function markTasks(state: StateCore): void {
  let task = 0
  state.tokens.forEach((token, at, tokens) => {
    const first = token.children?.[0]
    const mark = token.type === 'inline' ? TASK.exec(first?.content ?? '') : null
    const item = tokens[at - 2]
    if (!mark || !first || item?.type !== 'list_item_open' || tokens[at - 1]?.type !== 'paragraph_open')
      return
    first.content = first.content.slice(mark[0].length)
    const box = new state.Token('task_box', 'input', 0)
    const words = (token.children ?? []).map(textOf).join('').trim()
    places.set(box, { task: task++, line: token.map?.[0] ?? 0, isDone: mark[1] !== ' ', words })
    token.children?.unshift(box)
    item.attrJoin('class', 'task-list-item')
  })
}

/** The tasks among the tokens of a text, in their order. */
export function tasksOf(tokens: Token[]): TaskPlace[] {
  return tokens.flatMap(({ children }) => children ?? []).flatMap((token) => places.get(token) ?? [])
}

/** A box is a button of the form around the text, so that it works without a script, or one that only shows. */
export function drawTasks({ renderer, utils }: InstanceType<typeof MarkdownIt>): void {
  renderer.rules['task_box'] = (tokens, at, _options, env) => {
    const token = tokens[at]
    const place = token && places.get(token)
    if (!place) return ''
    const { task, isDone, words } = place
    const label = utils.escapeHtml(words || `Task ${task + 1}`)
    if (env?.['canBeTicked'] !== true)
      return `<input type="checkbox" class="task-box" disabled aria-label="${label}"${isDone ? ' checked' : ''} />`
    return `<button type="submit" name="intent" value="${isDone ? 'untick' : 'tick'}-${task}" class="task-box" role="checkbox" aria-checked="${isDone}" aria-label="${label}"></button>`
  }
}
