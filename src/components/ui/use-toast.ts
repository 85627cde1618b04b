import { createApp, onMounted } from 'vue'
import { toast } from 'vue-sonner'
import Toaster from './Toaster.vue'

let isMounted = false

/**
 * Short messages about what has just happened: `const toast = useToast()`, then `toast.success('Saved')`.
 * Islands that speak bring the region with them, so pages without one load nothing. It is made once a page, and as
 * soon as the island is there: a live region that appears together with its first message is not read out.
 */
export function useToast(): typeof toast {
  onMounted(showToaster)
  return toast
}

/** The same for a script without an island. */
export function showToaster(): typeof toast {
  if (isMounted) return toast
  isMounted = true
  const host = document.createElement('div')
  document.body.append(host)
  createApp(Toaster).mount(host)
  return toast
}
