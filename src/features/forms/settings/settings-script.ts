/** The browser's own zone, where the form was given none and no time yet. */
function chooseOwnZone(select: HTMLSelectElement): void {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  if ([...select.options].some(({ value }) => value === timeZone)) select.value = timeZone
}

/** Shows the swatch and keeps it and the text in step: whichever is changed, the other follows. */
function joinSwatch(swatch: HTMLInputElement, text: HTMLInputElement): void {
  const follow = () => {
    if (/^#[0-9a-f]{6}$/i.test(text.value)) swatch.value = text.value
  }
  text.addEventListener('input', follow)
  swatch.addEventListener('input', () => (text.value = swatch.value))
  swatch.hidden = false
  follow()
}

const zone = document.querySelector<HTMLSelectElement>('select[data-own-zone]')
if (zone) chooseOwnZone(zone)

const swatch = document.querySelector<HTMLInputElement>('[data-accent] input[type=color]')
const text = document.querySelector<HTMLInputElement>('[data-accent] input[name=accent]')
if (swatch && text) joinSwatch(swatch, text)
