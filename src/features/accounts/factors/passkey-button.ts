import { choosePasskey, hasPasskeys, PasskeyFailure, usePasskey } from './passkey-client'
import * as words from '../words/passkeys'

/** A challenge is good for five minutes: the one that waits in the autofill is made anew before. */
const RENEW_MS = 4 * 60_000

/**
 * Shows the part of a page that offers passkeys, where the browser has them: a button, a place for what went wrong, and
 * in `data-next` where to go afterwards. With `data-autofill` the browser offers them in the field for the name, too.
 */
export function offerPasskeys(part: HTMLElement): void {
  const button = part.querySelector('button')
  const problem = part.querySelector<HTMLElement>('[role=alert]')
  const { next = '/', autofill } = part.dataset
  if (!hasPasskeys() || !button || !problem) return
  let waiting = new AbortController()

  async function use(mediation?: CredentialMediationRequirement) {
    waiting.abort()
    waiting = new AbortController()
    const { signal } = waiting
    let isAsked = mediation !== 'conditional'
    try {
      const answer = await choosePasskey(signal, mediation)
      isAsked = true
      await usePasskey(answer)
      location.assign(next)
    } catch (error) {
      if (signal.aborted || !isAsked || !problem) return
      problem.textContent = error instanceof PasskeyFailure ? error.message : words.failed
      await offerInField()
    }
  }

  async function offerInField() {
    if (autofill === undefined || !(await PublicKeyCredential.isConditionalMediationAvailable?.())) return
    const renewal = setTimeout(() => void offerInField(), RENEW_MS)
    await use('conditional')
    clearTimeout(renewal)
  }

  button.addEventListener('click', () => {
    problem.textContent = ''
    void use()
  })
  part.hidden = false
  void offerInField()
}
