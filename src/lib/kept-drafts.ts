/** Where something of a kind that was written and not saved is kept on this device. */
export function draftKey(kind: 'note' | 'form', id: string): string {
  return `capsule.${kind}-draft.${id}`
}

/** Forgets whatever was kept, of every kind: whoever signs out leaves nothing behind on the device. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (/^capsule\.(?:note|form)-draft\./.test(key)) localStorage.removeItem(key)
    }
  } catch {
    return
  }
}
