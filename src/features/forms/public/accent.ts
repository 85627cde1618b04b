type Rgb = readonly [number, number, number]

const white: Rgb = [255, 255, 255]
const black: Rgb = [0, 0, 0]
/** About the darkest paper in light mode and the lightest in dark mode: the accent must be read on both. */
const papers = { light: [244, 242, 239], dark: [38, 36, 34] } as const

/** WCAG 2.2, 1.4.3: what text needs. */
const ENOUGH = 4.5

/**
 * The style sheet of a form's accent (`#rrggbb`): as it is where it can be read, else darker in light mode and lighter in
 * dark mode until it can. It weighs more than the app's own, whichever comes first. Null for what is no colour.
 */
export function accentStyle(accent: string): string | null {
  const colour = parse(accent)
  if (!colour) return null
  const light = readable(colour, papers.light, black)
  const dark = readable(colour, papers.dark, white)
  return `html:root{${variables(light)}}@media (prefers-color-scheme:dark){html:root{${variables(dark)}}}\n`
}

function variables(colour: Rgb): string {
  const onIt = contrast(colour, white) >= contrast(colour, black) ? '#ffffff' : '#000000'
  return `--primary:${format(colour)};--primary-foreground:${onIt};--ring:${format(colour)}`
}

function readable(colour: Rgb, paper: Rgb, towards: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const mixed = mix(colour, towards, share)
    if (contrast(mixed, paper) >= ENOUGH) return mixed
  }
  return towards
}

export function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

function linear(channel: number): number {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

function mix(one: Rgb, other: Rgb, share: number): Rgb {
  const at = (place: 0 | 1 | 2) => Math.round(one[place] * (1 - share) + other[place] * share)
  return [at(0), at(1), at(2)]
}

export function parse(colour: string): Rgb | null {
  const [, red, green, blue] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour) ?? []
  if (red === undefined || green === undefined || blue === undefined) return null
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)]
}

function format(colour: Rgb): string {
  return `#${colour.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}
