import { getCurrentInstance, nextTick, onBeforeMount, onMounted, ref, type Ref } from 'vue'

/**
 * Keeps what was typed into or chosen in a server-rendered control before its island woke up, which hydration would
 * overwrite with the value from the server: hands it to `onTyped`, and returns it for the first render, which the model
 * comes too late for. Vue's development build warns of a mismatch then, and means well. `read` finds the value in the
 * component's root; by default the root is the control itself.
 */
export function useTypedEarly(
  onTyped: (text: string) => void,
  rendered: () => string | undefined,
  read: (root: Element) => string | undefined = readControl,
): Ref<string | undefined> {
  const instance = getCurrentInstance()
  const early = ref<string>()

  onBeforeMount(() => {
    const root: unknown = instance?.vnode.el
    const value = root instanceof Element ? read(root) : undefined
    if (value === undefined || value === rendered()) return
    early.value = value
    onTyped(value)
  })

  onMounted(async () => {
    await nextTick()
    early.value = undefined
  })

  return early
}

function readControl(root: Element): string | undefined {
  const isControl = root instanceof HTMLInputElement || root instanceof HTMLTextAreaElement
  return isControl ? root.value : undefined
}
