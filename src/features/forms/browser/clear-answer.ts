/** Takes the answer of a question back when its button is pressed: a radio button alone cannot be let go. */
export function clearAnswer({ target }: Event): void {
  const button = target instanceof Element ? target.closest('[data-clear-answer]') : null
  const group = button?.closest('fieldset')
  if (!group) return
  const radios = [...group.querySelectorAll<HTMLInputElement>('input:is([type=radio], [type=checkbox])')]
  for (const radio of radios) radio.checked = false
  radios[0]?.focus()
  group.dispatchEvent(new Event('input', { bubbles: true }))
  group.dispatchEvent(new Event('change', { bubbles: true }))
}
