import type { FormConfig } from './config'
import { useHeight } from './use-height'
import { FormScript } from './form-script'

/** Gives the form of this page its comforts; without it the form works all the same. */
export function useForm(): void {
  useHeight()
  const form = document.querySelector<HTMLFormElement>('form[data-form]')
  const given = form?.dataset['form']
  if (!form || given === undefined) return
  // Our own server wrote this, out of a definition that it had checked.
  const config = JSON.parse(given) as FormConfig
  new FormScript(form, config, async (challenge) => (await import('./use-proof')).solve(challenge)).start()
}
