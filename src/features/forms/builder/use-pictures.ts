import { inject, provide, ref, type InjectionKey, type Ref } from 'vue'
import type { FormPicture } from '../form-pictures.schema'

/** The pictures of the form that is built, those that have just arrived included. */
export type Pictures = { formId: string; all: Ref<FormPicture[]>; add: (picture: FormPicture) => void }

const key: InjectionKey<Pictures> = Symbol('the pictures of the form')

/** Holds the pictures of a form for everything in its builder. */
export function providePictures(formId: string, pictures: FormPicture[]): void {
  const all = ref(pictures)
  const add = (picture: FormPicture) => {
    all.value = [...all.value.filter(({ id }) => id !== picture.id), picture]
  }
  provide(key, { formId, all, add })
}

/** What `providePictures` holds further up. */
export function usePictures(): Pictures {
  return inject(key) ?? { formId: '', all: ref([]), add: () => undefined }
}
