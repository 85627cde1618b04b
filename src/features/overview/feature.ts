import { ShieldCheck } from '@lucide/vue'
import type { Feature } from '@/lib/feature'

/** What whoever runs the instance sees first: the figures of all features, and of the library. */
export const overview: Feature = {
  name: 'overview',
  navigation: [
    {
      label: 'Administration',
      href: '/admin',
      icon: ShieldCheck,
      for: 'instance-admin',
    },
  ],
}
