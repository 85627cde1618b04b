import { z } from 'zod'

/** What a picture of a form may be, and how many a form may have. */
export const formPictureLimits = {
  bytes: 2 * 1024 * 1024,
  pixels: 40_000_000,
  count: 50,
  types: ['image/png', 'image/jpeg', 'image/gif', 'image/webp'],
} as const

/** A picture as its form's authors see it. `src` is where they load it from, `width` and `height` are pixels. */
export const FormPicture = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  bytes: z.number(),
  width: z.number(),
  height: z.number(),
  src: z.string(),
})
export type FormPicture = z.infer<typeof FormPicture>

/** What a page needs to draw a picture, and to keep its place free until it is there. */
export type PictureView = Pick<FormPicture, 'src' | 'width' | 'height'>

/** The pictures of a form by their ids. */
export type PictureViews = Readonly<Record<string, PictureView>>
