import { drawPng, type Colour } from './png.demo'

const crust: Colour = [176, 106, 48, 255]
const flour: Colour = [246, 226, 188, 255]
const board: Colour = [214, 188, 150, 255]
const wall: Colour = [238, 232, 220, 255]
const teal: Colour = [29, 95, 89, 255]
const nothing: Colour = [0, 0, 0, 0]

/** A loaf on a board, in flat colours. */
export function drawLoaf(): Uint8Array {
  return drawPng(960, 480, (x, y) => {
    if (isLoaf(x, y, 480, 250, 300, 140)) return isCut(x - 480, y - 250) ? flour : crust
    return y > 330 ? board : wall
  })
}

/** The mark of the bakery: a loaf in a ring. */
export function drawMark(): Uint8Array {
  return drawPng(160, 160, (x, y) => {
    const far = Math.hypot(x - 79.5, y - 79.5)
    if (far > 78) return nothing
    if (far > 68) return teal
    if (isLoaf(x, y, 80, 84, 48, 30)) return isCut((x - 80) * 6, (y - 84) * 5) ? flour : crust
    return wall
  })
}

/** An ellipse, flat below. */
function isLoaf(x: number, y: number, centreX: number, centreY: number, wide: number, high: number): boolean {
  const below = y > centreY ? 1.25 : 1
  return ((x - centreX) / wide) ** 2 + (((y - centreY) * below) / high) ** 2 <= 1
}

/** Three slanting cuts across the top. */
function isCut(x: number, y: number): boolean {
  const across = x + y * 0.6
  return y > -100 && y < 40 && [-150, 0, 150].some((place) => Math.abs(across - place) < 16)
}
