import type { ControlValues } from '../public/control-values'

/** Puts texts back into the controls that they came from. Files cannot be put back: they are chosen again. */
export function fillControls(form: HTMLFormElement, values: ControlValues): void {
  const left = new Map(Object.entries(values).map(([name, texts]) => [name, [...texts]]))
  for (const control of form.elements) {
    if (!isControl(control) || control.name === '' || control.name.startsWith('_')) continue
    const texts = left.get(control.name) ?? []
    if (control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox'))
      control.checked = texts.includes(control.value)
    else if (control.type !== 'file') control.value = texts.shift() ?? ''
  }
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

export function isControl(element: Element): element is Control {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  )
}

/** The names of the files that are chosen in a form, by the name of their control. */
export function chosenNames(form: HTMLFormElement): Record<string, string[]> {
  const chosen = [...form.elements].flatMap((control) => {
    if (!(control instanceof HTMLInputElement) || control.type !== 'file' || !control.files?.length) return []
    return [[control.name, [...control.files].map(({ name }) => name)] as const]
  })
  return Object.fromEntries(chosen)
}
