import { shortSize } from '@/lib/size'
import { aFile } from './words/response'

/** The files of an answer, with their sizes as people say them. */
export function filesIn(answer: unknown): { id: string | null; name: string; size: string }[] {
  if (!Array.isArray(answer)) return []
  return answer.map((file: unknown) => {
    const id = field(file, 'id')
    const bytes = Number(field(file, 'bytes'))
    return {
      id: typeof id === 'string' ? id : null,
      name: String(field(file, 'name') ?? aFile),
      size: Number.isFinite(bytes) ? shortSize(bytes) : '',
    }
  })
}

/** The strokes of a drawn signature, each as the points of an SVG polyline. */
export function strokesIn(answer: unknown): string[] {
  const strokes = field(answer, 'strokes')
  if (!Array.isArray(strokes)) return []
  return strokes.map((stroke: unknown) =>
    (Array.isArray(stroke) ? stroke : []).filter((number) => typeof number === 'number').join(' '),
  )
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
