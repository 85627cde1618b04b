import { ShieldCheck } from '@lucide/vue'
import type { Feature } from '@/lib/feature'
import * as words from './words/place'

/** What whoever runs the instance sees first: the figures of all features, and of the library. */
export const overview: Feature = {
  name: 'overview',
  navigation: [
    {
      label: words.place,
      href: '/admin',
      icon: ShieldCheck,
      for: 'instance-admin',
    },
  ],
}
