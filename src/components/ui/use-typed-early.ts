import { getCurrentInstance, nextTick, onBeforeMount, onMounted, ref, type Ref } from 'vue'

/**
 * Keeps what was typed into a server-rendered control before its island woke up, which hydration would overwrite
 * with the value from the server: hands it to `onTyped`, and returns it for the first render, which the model comes
 * too late for. Vue's development build warns of a mismatch then, and means well. For components whose root is the control itself.
 */
export function useTypedEarly(
  onTyped: (text: string) => void,
  rendered: () => string,
): Ref<string | undefined> {
  const instance = getCurrentInstance()
  const early = ref<string>()

  onBeforeMount(() => {
    const control: unknown = instance?.vnode.el
    if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) return
    if (control.value === rendered()) return
    early.value = control.value
    onTyped(control.value)
  })

  onMounted(async () => {
    await nextTick()
    early.value = undefined
  })

  return early
}
