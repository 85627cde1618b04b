import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

type Rgb = [red: number, green: number, blue: number]
type Theme = Map<string, string>

const css = readFileSync(fileURLToPath(new URL('./app.css', import.meta.url)), 'utf8')
const tokens = readTokens(/:root \{([^}]*)\}/.exec(css)?.[1] ?? '')
const pairs = [...tokens].filter(([name]) => name !== 'radius').map(([name, value]) => readPair(name, value))

const light: Theme = new Map(pairs.map(({ name, ofLight }) => [name, ofLight]))
const dark: Theme = new Map(pairs.map(({ name, ofDark }) => [name, ofDark]))

const surfaces = ['background', 'card', 'popover', 'sidebar', 'muted']
const textOnSurfaces = ['foreground', 'muted-foreground', 'primary', 'destructive', 'success', 'warning']
const filled = [
  'card',
  'popover',
  'primary',
  'secondary',
  'muted',
  'accent',
  'destructive',
  'success',
  'warning',
]
const tinted = ['primary', 'destructive', 'success', 'warning']

describe.each([
  ['light', light],
  ['dark', dark],
])('The %s theme', (_name, theme) => {
  test.each(textOnSurfaces)('keeps text in %s readable on every surface', (token) => {
    for (const surface of surfaces) expect([surface, contrast(theme, token, surface)]).toSatisfy(isReadable)
  })

  test.each(filled)('keeps the text on %s readable', (token) => {
    expect([token, contrast(theme, `${token}-foreground`, token)]).toSatisfy(isReadable)
  })

  test.each(['accent', 'secondary'])(
    'keeps muted text readable on %s, which rows turn to under the pointer',
    (token) => {
      expect([token, contrast(theme, 'muted-foreground', token)]).toSatisfy(isReadable)
    },
  )

  test.each(tinted)('keeps %s readable on a tenth of itself, as badges and alerts have it', (token) => {
    for (const surface of surfaces) {
      const ground = mix(colour(theme, token), colour(theme, surface), 0.1)
      expect([surface, ratio(colour(theme, token), ground)]).toSatisfy(isReadable)
    }
  })

  test.each([1, 2, 3, 4, 5, 6])('keeps the colour %i of a chart at 3:1 against the page', (place) => {
    for (const surface of ['background', 'card'])
      expect([surface, contrast(theme, `chart-${place}`, surface)]).toSatisfy(isVisible)
  })

  test.each(['input', 'ring'])('keeps %s at 3:1 against what a control stands on', (token) => {
    for (const surface of ['background', 'card', 'popover', 'sidebar'])
      expect([surface, contrast(theme, token, surface)]).toSatisfy(isVisible)
  })
})

test('A theme that was chosen says nothing but which of the two colours counts', () => {
  const chosen = [...css.matchAll(/:root\[data-theme='(\w+)'\] \{([^}]*)\}/g)]
  expect(chosen.map(([, theme, rules]) => [theme, rules?.trim()])).toEqual([
    ['light', 'color-scheme: light;'],
    ['dark', 'color-scheme: dark;'],
  ])
})

function isReadable([, value]: [string, number]) {
  return value >= 4.5
}

function isVisible([, value]: [string, number]) {
  return value >= 3
}

function readPair(name: string, value: string) {
  const [, ofLight, ofDark] = /^light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\)$/.exec(value) ?? []
  if (!ofLight || !ofDark) throw new Error(`${name} has no colour for each theme.`)
  return { name, ofLight, ofDark }
}

function readTokens(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

function contrast(theme: Theme, front: string, back: string) {
  return ratio(colour(theme, front), colour(theme, back))
}

/** Linear light, clipped to sRGB as a browser does. Björn Ottosson's matrices for OKLab. */
function colour(theme: Theme, name: string): Rgb {
  const match = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(theme.get(name) ?? '')
  if (!match) throw new Error(`${name} is not an opaque oklch() colour.`)
  const [lightness = 0, chroma = 0, hue = 0] = match.slice(1).map(Number)
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

function clip(value: number) {
  return Math.min(1, Math.max(0, value))
}

function mix(front: Rgb, back: Rgb, share: number): Rgb {
  const channel = (index: 0 | 1 | 2) =>
    decode(encode(front[index]) * share + encode(back[index]) * (1 - share))
  return [channel(0), channel(1), channel(2)]
}

function encode(linear: number) {
  return linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055
}

function decode(encoded: number) {
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4
}

/** WCAG 2.2, "contrast ratio". */
function ratio(one: Rgb, other: Rgb) {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance([red, green, blue]: Rgb) {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
