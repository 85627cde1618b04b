import type { Definition } from './definition.schema'

/** The pictures that a form shows in its blocks. */
export function picturesOf({ fields }: Definition): string[] {
  return fields.flatMap((field) =>
    field.kind === 'picture_block' && field.pictureId !== undefined ? [field.pictureId] : [],
  )
}

/** The same form with other pictures: by the id that each had before. What is not named stays. */
export function withPictures({ fields }: Definition, renamed: ReadonlyMap<string, string>): Definition {
  return {
    fields: fields.map((field) => {
      const id = field.kind === 'picture_block' && field.pictureId ? renamed.get(field.pictureId) : undefined
      return id === undefined ? field : { ...field, pictureId: id }
    }),
  }
}
