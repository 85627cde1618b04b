/** The text of a note as the server shows it at this moment. */
export type Text = { text: HTMLElement; version: number }

/** Reads the note's page again; null without a network, or when the note is gone. */
export async function readAgain(): Promise<Text | null> {
  try {
    const response = await fetch(location.pathname, { headers: { Accept: 'text/html' } })
    if (!response.ok || response.redirected) return null
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    const text = page.querySelector<HTMLElement>('[data-slot=note-text]')
    return text && { text: document.adoptNode(text), version: Number(text.dataset['version']) }
  } catch {
    return null
  }
}

/** The one task of `now` that says what `box` says, where it is the only one there and was the only one here. */
export function taskLike(box: HTMLElement, now: Text): HTMLButtonElement | null {
  const words = box.getAttribute('aria-label') ?? ''
  const here = box.closest('[data-slot=note-text]')
  const before = here ? tasksThatSay(words, here) : []
  const [task, another] = tasksThatSay(words, now.text)
  return before.length === 1 && !another ? (task ?? null) : null
}

function tasksThatSay(words: string, text: Element): HTMLButtonElement[] {
  const boxes = [...text.querySelectorAll<HTMLButtonElement>('button.task-box')]
  return boxes.filter((box) => box.getAttribute('aria-label') === words)
}
