import { FileText, PenLine, Search } from '@lucide/vue'
import type { Feature } from '@/lib/feature'
import * as words from './words/places'

export const notes: Feature = {
  name: 'notes',
  navigation: [{ label: words.notes, href: '/notes', icon: FileText, key: 'n' }],
  actions: [
    {
      label: words.write,
      href: '/notes/new',
      description: words.writeHint,
      icon: PenLine,
      role: 'member',
    },
    { label: words.find, href: '/notes', description: words.findHint, icon: Search },
  ],
  finds: { label: words.notes, list: '/api/notes', href: '/notes/' },
  shortcuts: [
    {
      where: words.inList,
      keys: [
        { keys: ['/'], does: words.search },
        { keys: ['j'], does: words.next },
        { keys: ['k'], does: words.previous },
        { keys: ['Enter'], does: words.open },
        { keys: ['p'], does: words.pin },
        { keys: ['e'], does: words.archive },
        { keys: ['#'], does: words.trash },
      ],
    },
    {
      where: words.writing,
      keys: [
        { keys: ['Ctrl', 'S'], does: words.save },
        { keys: ['Ctrl', 'Enter'], does: words.saveAndClose },
      ],
    },
  ],
  jobs: async () => (await import('./note-jobs.server')).noteJobs,
  personalData: async () => (await import('./note-export.server')).exportNotes,
  texts: async () => (await import('./note-of-text.server')).keepText,
  demo: async () => (await import('./notes.demo')).seedNotes,
  bench: async () => (await import('./note-bench.server')).benchNotes,
  dashboard: async () => (await import('./note-dashboard.server')).noteDashboard,
}
