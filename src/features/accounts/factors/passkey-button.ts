import { choosePasskey, hasPasskeys, PasskeyFailure, usePasskey } from './passkey-client'
import * as words from '../words/passkeys'

/** A challenge is good for five minutes: the one that waits in the autofill is made anew before. */
const RENEW_MS = 4 * 60_000

/** In seconds: as long as a browser keeps a cookie. */
const REMEMBERED = 400 * 24 * 60 * 60

/**
 * Shows the part of a page that offers passkeys, where the browser has them: a button, a place for what went wrong, and
 * in `data-next` where to go afterwards. With `data-autofill` the browser offers them in the field for the name, too. The
 * cookie that `data-cookie` names keeps for the next time whether a passkey or the password was used.
 */
export function offerPasskeys(part: HTMLElement): void {
  const button = part.querySelector('button')
  const problem = part.querySelector<HTMLElement>('[role=alert]')
  const { next = '/', autofill, cookie, usual } = part.dataset
  const password = document.querySelector<HTMLInputElement>('input[type=password]')
  const fold = password?.closest('details')
  if (!hasPasskeys() || !button || !problem) {
    part.hidden = true
    if (fold) fold.open = true
    return
  }
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
      remember(REMEMBERED)
      location.assign(next)
    } catch (error) {
      if (signal.aborted || !isAsked || !problem) return
      problem.textContent = error instanceof PasskeyFailure ? error.message : words.failed
      await offerInField()
    }
  }

  /** For so many seconds; with 0 it is forgotten. */
  function remember(seconds: number) {
    if (cookie === undefined) return
    const secure = location.protocol === 'https:' ? '; Secure' : ''
    document.cookie = `${cookie}=used; Path=/login; Max-Age=${seconds}; SameSite=Lax${secure}`
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
  password?.form?.addEventListener('submit', () => remember(0))
  fold?.addEventListener('toggle', () => fold.open && fold.querySelector('input')?.focus())
  part.classList.remove('invisible')
  if (usual !== undefined && document.activeElement === document.body) button.focus()
  void offerInField()
}
