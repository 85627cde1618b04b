import type { AnswerIssue } from '../definition/answers.schema'
import type { Followed } from '../definition/logic'
import { controlId } from '../public/control'
import type { ReviewLine } from '../public/review'
import { stepsOf, type Step } from '../public/steps'
import type { Words } from '../words/public'
import { isControl } from './controls'

/** What a script changes in the page of a form: the page itself was drawn by the server. */
export class FormView {
  constructor(
    readonly form: HTMLFormElement,
    private readonly words: Words,
    private readonly hasReview: boolean,
  ) {}

  /** Shows what the logic shows, and says where one is. */
  follow({ shown, required, pages, endsAfter }: Followed, at: Step): void {
    for (const box of this.all('[data-key]')) {
      const key = box.dataset['key'] ?? ''
      setOff(box, !shown.has(key))
      const mark = box.querySelector<HTMLElement>('[data-optional]')
      if (mark) mark.hidden = required.has(key)
    }
    const steps = stepsOf({ shown, required, pages, endsAfter }, this.hasReview)
    const place = steps.indexOf(at)
    this.text('[data-progress-text]', this.words.page(place + 1, steps.length))
    const bar = this.form.querySelector('progress')
    if (bar) [bar.max, bar.value] = [steps.length, place + 1]
    for (const box of this.all('[data-progress]')) box.hidden = steps.length < 2
    for (const back of this.all('[data-back]')) back.hidden = place <= 0
    const next = steps[place + 1]
    const label =
      next === undefined ? this.words.send : next === 'review' ? this.words.review : this.words.next
    this.text('[data-next]', label)
  }

  show(at: Step): void {
    for (const page of this.all('[data-step]')) setOff(page, page.dataset['step'] !== String(at))
  }

  /** Says at each question what is wrong, and all of it at the top, where the focus goes. */
  blame(issues: AnswerIssue[], note?: string): void {
    const messages = new Map(issues.map(({ path, message }) => [String(path[0] ?? ''), message]))
    for (const box of this.all('[data-key]')) this.mark(box, messages.get(box.dataset['key'] ?? ''))
    const summary = this.form.querySelector<HTMLElement>('[data-summary]')
    const list = summary?.querySelector('ul')
    if (!summary || !list) return
    summary.hidden = issues.length === 0 && note === undefined
    this.text('[data-summary-title]', note ?? this.words.problems(issues.length))
    list.replaceChildren(...[...messages].map(([key, message]) => this.line(key, message)))
    if (!summary.hidden) summary.focus()
  }

  /** Says at one question alone what is wrong there, or that nothing is any more. */
  blameOne(key: string, message: string | undefined): void {
    const box = this.all('[data-key]').find(({ dataset }) => dataset['key'] === key)
    if (!box) return
    box.querySelector('[data-error]')?.setAttribute('role', 'alert')
    this.mark(box, message)
  }

  /** Names the files that were chosen earlier and could not be kept; none takes the sentence away. */
  askForFiles(key: string, names: readonly string[]): void {
    const box = this.all('[data-key]').find(({ dataset }) => dataset['key'] === key)
    const place = box?.querySelector<HTMLElement>('[data-files-again]')
    if (!place) return
    place.hidden = names.length === 0
    place.textContent = names.length === 0 ? '' : this.words.filesAgain(names.join(', '))
  }

  private mark(box: HTMLElement, message: string | undefined): void {
    const place = box.querySelector<HTMLElement>('[data-error]')
    if (!place) return
    place.textContent = message ?? ''
    place.hidden = message === undefined
    for (const control of box.querySelectorAll('input, textarea, select')) {
      if (message === undefined) control.removeAttribute('aria-invalid')
      else if (isControl(control)) control.setAttribute('aria-invalid', 'true')
    }
  }

  private line(key: string, message: string): HTMLLIElement {
    const link = document.createElement('a')
    link.href = `#${controlId(key)}`
    link.className = 'underline underline-offset-4'
    link.textContent = message
    const line = document.createElement('li')
    line.append(link)
    return line
  }

  review(lines: ReviewLine[]): void {
    const template = this.form.querySelector<HTMLTemplateElement>('[data-review-line]')
    const list = this.form.querySelector('[data-review]')
    if (!template || !list) return
    list.replaceChildren(
      ...lines.map(({ page, label, text }) => {
        const line = document.importNode(template.content, true)
        const change = line.querySelector('button')
        line.querySelector('dt')?.replaceChildren(label)
        line.querySelector('dd')?.replaceChildren(text)
        change?.setAttribute('value', String(page))
        change?.setAttribute('aria-label', this.words.change(label))
        return line
      }),
    )
  }

  /** A message above the buttons: why it was not sent, or what is being done. */
  say(message: string | null, canRetry = false): void {
    const box = this.form.querySelector<HTMLElement>('[data-message]')
    if (!box) return
    box.hidden = message === null
    this.text('[data-message-text]', message ?? '')
    for (const button of this.all('[data-retry]')) button.hidden = !canRetry
  }

  /** Nothing is left to do: one response a browser. */
  close(message: string): void {
    const notice = document.createElement('p')
    notice.textContent = message
    this.form.replaceWith(notice)
  }

  pending(isPending: boolean): void {
    for (const button of this.form.querySelectorAll('button')) {
      if (isPending) button.setAttribute('aria-disabled', 'true')
      else button.removeAttribute('aria-disabled')
    }
    if (isPending) this.text('[data-next]', this.words.sending)
  }

  /** To the top of what has just been shown. */
  focusStep(at: Step): void {
    this.form.querySelector<HTMLElement>(`[data-step="${at}"] [data-step-title]`)?.focus()
    this.form.scrollIntoView({ block: 'start' })
  }

  all(selector: string): HTMLElement[] {
    return [...this.form.querySelectorAll<HTMLElement>(selector)]
  }

  private text(selector: string, text: string): void {
    for (const box of this.all(selector)) box.textContent = text
  }
}

function setOff(box: HTMLElement, isOff: boolean): void {
  box.toggleAttribute('data-off', isOff)
}
