import type { AnswerIssue } from '../definition/answers.schema'
import { follow, type Followed } from '../definition/logic'
import { readForm } from '../definition/read-form'
import { postedValues } from '../public/control-values'
import { readOwn, toGo } from '../public/posted'
import { reviewOf } from '../public/review'
import { move, shownAnswers, stepsOf, type Go, type Step } from '../public/steps'
import { wordsOf, type Words } from '../words/public'
import type { FormConfig } from './config'
import { judgeFiles, setFiles } from './chosen-files'
import { clearAnswer } from './clear-answer'
import { chosenNames, fillControls } from './controls'
import { DraftStore, type Draft } from './draft'
import { send, type Sent } from './send'
import { startSignature } from './signature'
import { FormView } from './view'

/** Does the work that a server asks for before it takes more from an address; null when it cannot be done. */
export type Solve = (challenge: unknown) => Promise<string | null>

/** Where one is, without asking the server: it decides by the same functions, and has the last word when it is sent. */
export class FormScript {
  private readonly words: Words
  private readonly view: FormView
  private readonly draft: DraftStore
  private restoreSignatures: (() => void)[] = []
  private at: Step
  private isSending = false
  private waits = 0
  /** It was sent and did not arrive: once there is a network again it can be tried at once. */
  private hasFailed = false
  /** The names of files that were chosen before the page was loaded anew, by question. */
  private lostFiles: Record<string, string[]> = {}
  private readonly counted = new Set<'start' | number>()

  constructor(
    private readonly form: HTMLFormElement,
    private readonly config: FormConfig,
    private readonly solve: Solve,
  ) {
    this.words = wordsOf(config.language)
    this.view = new FormView(form, this.words, config.hasReview)
    this.draft = new DraftStore(config.id, config.version, config.isPreview !== true)
    this.at = readOwn(new FormData(form)).at
  }

  start(): void {
    if (this.config.oncePerBrowser && this.draft.isSent) return this.view.close(this.words.alreadySent)
    const boxes = this.view.all('[data-signature]')
    this.restoreSignatures = boxes.map((box) => startSignature(box, () => this.changed()))
    this.restore()
    this.form.addEventListener('submit', (event) => this.submitted(event))
    this.form.addEventListener('input', () => this.changed())
    this.form.addEventListener('click', clearAnswer)
    this.form.addEventListener('change', ({ target }) => void this.choseFiles(target))
    this.view
      .all('[data-discard]')
      .forEach((button) => button.addEventListener('click', () => this.discard()))
    this.view
      .all('[data-retry]')
      .forEach((button) => button.addEventListener('click', () => void this.send()))
    addEventListener('online', () => this.view.say(this.words.online, this.hasFailed))
    addEventListener('offline', () => this.view.say(this.words.offline))
    addEventListener('pagehide', () => this.keep())
    addEventListener('popstate', (event: PopStateEvent) => this.open(toStep(event.state)))
    this.update()
    this.form.setAttribute('data-ready', '')
  }

  /** Answers that were kept, unless the server has just shown what is wrong with others. */
  private restore(): void {
    const draft = this.form.querySelector('[data-summary]:not([hidden])') ? null : this.draft.read()
    if (!draft || isEmpty(draft)) return
    fillControls(this.form, draft.values)
    this.set('_key', draft.key)
    this.set('_token', draft.token)
    for (const restore of this.restoreSignatures) restore()
    const steps = stepsOf(this.followed(), this.config.hasReview)
    const at = toStep(draft.at)
    this.at = steps.includes(at) ? at : (steps[0] ?? 0)
    for (const box of this.view.all('[data-kept]')) box.hidden = false
    this.lostFiles = { ...draft.files }
    for (const [key, names] of Object.entries(draft.files)) this.view.askForFiles(key, names)
    this.view.show(this.at)
    if (this.at === 'review') this.review()
  }

  private discard(): void {
    this.draft.clear()
    this.isSending = true
    location.replace(location.href)
  }

  private answers(): Record<string, unknown> {
    return readForm(this.config.definition, new FormData(this.form)).answers
  }

  private followed(): Followed {
    return follow(this.config.definition, shownAnswers(this.config.definition, this.answers()))
  }

  private changed(): void {
    this.count('start')
    this.update()
    clearTimeout(this.waits)
    this.waits = window.setTimeout(() => this.keep(), 250)
  }

  private update(): void {
    this.view.follow(this.followed(), this.at)
  }

  private keep(): void {
    if (this.isSending) return
    const form = new FormData(this.form)
    const { key, token } = readOwn(form).own
    this.draft.write({
      key,
      token,
      at: String(this.at),
      values: postedValues(form),
      files: { ...this.lostFiles, ...chosenNames(this.form) },
    })
  }

  /** What cannot be taken goes at once, and it is said why: nobody finds out at the end. */
  private async choseFiles(target: EventTarget | null): Promise<void> {
    if (!(target instanceof HTMLInputElement) || target.type !== 'file') return
    const question = this.config.definition.fields.find(({ key }) => key === target.name)
    if (question?.kind !== 'file') return
    delete this.lostFiles[question.key]
    this.view.askForFiles(question.key, [])
    const { kept, messages } = await judgeFiles(question, [...(target.files ?? [])], this.words)
    if (messages.length > 0) setFiles(target, kept)
    this.view.blameOne(question.key, messages.join(' ') || undefined)
    this.keep()
  }

  private submitted(event: SubmitEvent): void {
    event.preventDefault()
    const button = event.submitter
    void this.go(toGo(button instanceof HTMLButtonElement ? button.value : 'next'))
  }

  private async go(go: Go): Promise<void> {
    if (this.isSending) return
    const { definition, hasReview } = this.config
    const moved = move(
      {
        definition,
        answers: this.answers(),
        at: this.at,
        seen: null,
        hasReview,
        filesLast: false,
        words: this.words,
      },
      go,
    )
    if (moved.to === 'send') return this.send()
    if (moved.to !== this.at) {
      history.pushState(String(moved.to), '')
      this.open(moved.to)
    }
    if (moved.issues.length > 0 || moved.to === this.at) this.view.blame(moved.issues)
  }

  private open(to: Step): void {
    if (typeof to === 'number' && to > 0) this.count(to)
    this.at = to
    this.set('_at', String(to))
    this.view.blame([])
    this.view.say(null)
    this.view.show(to)
    if (to === 'review') this.review()
    this.update()
    this.keep()
    this.view.focusStep(to)
  }

  /** How far people come is counted once for each step, with no trace of who it was. */
  private count(step: 'start' | number): void {
    if (this.config.isPreview || this.counted.has(step)) return
    this.counted.add(step)
    const body = JSON.stringify(step === 'start' ? {} : { page: step + 1 })
    navigator.sendBeacon(`${location.pathname}/progress`, new Blob([body], { type: 'application/json' }))
  }

  private review(): void {
    this.view.review(reviewOf(this.config.definition, this.answers(), this.words))
  }

  /** The same key goes with every try, so that however often it is sent there is one response. */
  private async send(): Promise<void> {
    if (this.isSending) return
    this.keep()
    this.isSending = true
    this.hasFailed = false
    this.view.say(null)
    this.view.pending(true)
    let sent = await this.post()
    if (sent.kind === 'challenged') sent = await this.work(sent.challenge)
    this.view.pending(false)
    this.isSending = sent.kind === 'taken'
    this.update()
    this.answered(sent)
  }

  private post(): Promise<Sent> {
    return send(this.form.action, this.body())
  }

  private async work(challenge: unknown): Promise<Sent> {
    this.view.say(this.words.thinking)
    const proof = await this.solve(challenge).catch(() => null)
    if (proof === null) return { kind: 'unreachable' }
    this.set('_proof', proof)
    this.view.say(null)
    return this.post()
  }

  /** What stands in the controls of questions that are shown, and the page's own fields. */
  private body(): FormData {
    const { shown } = this.followed()
    const keys = this.config.definition.fields.map(({ key }) => key)
    const hidden = new Set(keys.filter((key) => !shown.has(key)))
    const body = new FormData()
    for (const [name, value] of new FormData(this.form)) {
      const [key = ''] = name.split('.')
      if (!hidden.has(key)) body.append(name, value)
    }
    return body
  }

  private answered(sent: Sent): void {
    switch (sent.kind) {
      case 'taken':
        this.draft.markSent()
        return location.replace(sent.next)
      case 'refused':
        return this.refuse(sent.issues.map(({ path, message }) => ({ path: [path], message })))
      case 'stopped':
        return this.view.say(sent.message, true)
      default:
        this.hasFailed = true
        return this.view.say(navigator.onLine ? this.words.failed : this.words.offline, true)
    }
  }

  /** To the first page with something that the server refused. */
  private refuse(issues: AnswerIssue[]): void {
    const keys = new Set(issues.map(({ path }) => String(path[0]).split('.')[0]))
    const page = this.followed().pages.find(({ fields }) => fields.some(({ key }) => keys.has(key)))
    if (page && page.index !== this.at) this.open(page.index)
    this.view.blame(
      issues.map(({ path, message }) => ({ path: [String(path[0]).split('.')[0] ?? ''], message })),
    )
  }

  private set(name: string, value: string): void {
    const field = this.form.elements.namedItem(name)
    if (field instanceof HTMLInputElement) field.value = value
  }
}

/** Nothing was answered: there is nothing to tell of. */
function isEmpty({ values, files }: Draft): boolean {
  return Object.values({ ...values, ...files }).every((texts) => texts.every((text) => text === ''))
}

function toStep(state: unknown): Step {
  if (state === 'review') return 'review'
  return typeof state === 'string' && /^\d{1,3}$/.test(state) ? Number(state) : 0
}
