import { signatureLimits } from '../definition/answer'

const { width, height, numbers } = signatureLimits

/** Lets a signature be drawn. It is kept in the hidden field beside the paper: `x,y,x,y` a stroke, `;` between them. */
export function startSignature(box: HTMLElement, changed: () => void): () => void {
  const canvas = box.querySelector('canvas')
  const field = box.querySelector<HTMLInputElement>('input[type=hidden]')
  const pen = canvas?.getContext('2d')
  if (!canvas || !field || !pen) return () => undefined
  let strokes: number[][] = []
  let stroke: number[] | null = null

  const draw = () => {
    pen.clearRect(0, 0, width, height)
    pen.strokeStyle = getComputedStyle(canvas).color
    pen.lineWidth = 4
    pen.lineCap = 'round'
    pen.lineJoin = 'round'
    for (const line of strokes) drawLine(pen, line)
  }
  const add = (event: PointerEvent) => {
    if (!stroke || strokes.flat().length + 2 > numbers) return
    const [x, y] = pointOf(canvas, event)
    const [lastX, lastY] = stroke.slice(-2)
    if (lastX !== undefined && lastY !== undefined && Math.hypot(x - lastX, y - lastY) < 4) return
    stroke.push(x, y)
    draw()
  }
  const keep = () => {
    stroke = null
    field.value = strokes.map((line) => line.join(',')).join(';')
    changed()
  }
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId)
    stroke = []
    strokes.push(stroke)
    add(event)
  })
  canvas.addEventListener('pointermove', add)
  canvas.addEventListener('pointerup', () => stroke && keep())
  canvas.addEventListener('pointercancel', () => stroke && keep())
  box.querySelector('[data-clear]')?.addEventListener('click', () => {
    strokes = []
    draw()
    keep()
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw)
  const restore = () => {
    strokes = field.value === '' ? [] : field.value.split(';').map((line) => line.split(',').map(Number))
    draw()
  }
  restore()
  return restore
}

/** Where the pointer is, on paper of the agreed size. */
function pointOf(canvas: HTMLCanvasElement, event: PointerEvent): [number, number] {
  const box = canvas.getBoundingClientRect()
  const x = Math.round(((event.clientX - box.left) / box.width) * width)
  const y = Math.round(((event.clientY - box.top) / box.height) * height)
  return [Math.min(Math.max(x, 0), width), Math.min(Math.max(y, 0), height)]
}

function drawLine(pen: CanvasRenderingContext2D, line: number[]): void {
  pen.beginPath()
  for (let place = 0; place < line.length; place += 2) pen.lineTo(line[place] ?? 0, line[place + 1] ?? 0)
  // A dot is a line to where one already is.
  if (line.length === 2) pen.lineTo((line[0] ?? 0) + 0.1, line[1] ?? 0)
  pen.stroke()
}
