import { useEventListener } from '@vueuse/core'
import { useForm, type GenericObject } from 'vee-validate'
import { nextTick, onMounted, ref, useTemplateRef } from 'vue'
import type { z } from 'zod'
import type { FormState } from '@/lib/form-state'
import { toTypedSchema } from '@/lib/typed-schema'

/**
 * A form that the browser posts by itself, checked beforehand by the schema that the page checks it by. `submit` stops a
 * post with a mistake in it, says each at its field and goes to the first one; a right one is sent once. Put
 * `ref="form"` on the form (PostForm does), and give fields `v-model` from `defineField` and `:error="errors.name"`.
 */
export function usePostForm<S extends z.ZodType<unknown, GenericObject>>(
  schema: S,
  state: FormState,
  initial: Record<string, string> = {},
) {
  const isPending = ref(false)
  const { defineField, errors, validate, values } = useForm<Record<string, string>>({
    validationSchema: toTypedSchema(schema),
    initialValues: { ...initial, ...state.values },
    initialErrors: Object.fromEntries(state.issues.map(({ path, message }) => [path, message])),
  })
  const root = useTemplateRef<{ $el: HTMLFormElement }>('form')

  async function submit(event: Event) {
    event.preventDefault()
    if (isPending.value) return
    isPending.value = true
    const { errors: found } = await validate()
    // What is wrong at no field cannot be shown here: the page says it.
    if (Object.keys(found).every((path) => path === '')) return root.value?.$el.submit()
    isPending.value = false
    await focusInvalid()
  }

  async function focusInvalid() {
    await nextTick()
    root.value?.$el.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }

  onMounted(() => {
    if (state.issues.length > 0) void focusInvalid()
  })
  useEventListener('pageshow', () => (isPending.value = false))

  /** `v-model` of a text field, which begins empty. */
  function field(name: string) {
    const [model] = defineField(name, { validateOnModelUpdate: false })
    model.value ??= ''
    return model
  }

  return { field, errors, values, submit, isPending }
}
