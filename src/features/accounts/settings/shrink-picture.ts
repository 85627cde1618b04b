import { pictureLimits } from './profile.schema'

/** What a picture is drawn to before it is sent: twice the largest place where it is shown, and then some. */
const SIDE = 512

/**
 * Puts a smaller copy of the chosen picture into its field, turned as the camera meant it and without what a camera
 * writes beside it, such as the place. Returns why the file cannot be sent, or nothing. What this browser cannot draw
 * stays as it is, for the server to judge.
 */
export async function shrinkPicture(input: HTMLInputElement): Promise<string | undefined> {
  const [file] = input.files ?? []
  if (!file) return 'Choose a picture first.'
  const small = await redraw(file)
  if (small) {
    const chosen = new DataTransfer()
    chosen.items.add(new File([small], 'picture', { type: small.type }))
    input.files = chosen.files
  }
  if ((small ?? file).size > pictureLimits.bytes)
    return 'The picture is larger than 256 KB. Choose another one.'
  return undefined
}

async function redraw(file: File): Promise<Blob | null> {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (!bitmap) return null
  const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const webp = await toBlob(canvas, 'image/webp')
  // A browser that writes no WebP writes a PNG instead, which is large for a photograph.
  return webp?.type === 'image/webp' ? webp : toBlob(canvas, 'image/jpeg')
}

function toBlob(canvas: HTMLCanvasElement, type: string): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, type, 0.85))
}
