import { FileText, PenLine, Search } from '@lucide/vue'
import type { Feature } from '@/lib/feature'

export const notes: Feature = {
  name: 'notes',
  navigation: [{ label: 'Notes', href: '/notes', icon: FileText, key: 'n' }],
  actions: [
    {
      label: 'Write a note',
      href: '/notes/new',
      description: 'Markdown, for you or for the workspace',
      icon: PenLine,
      role: 'member',
    },
    { label: 'Find a note', href: '/notes', description: 'By any word in it, or by a tag', icon: Search },
  ],
  finds: { label: 'Notes', list: '/api/notes', href: '/notes/' },
  shortcuts: [
    {
      where: 'In the list of notes',
      keys: [
        { keys: ['/'], does: 'Search' },
        { keys: ['j'], does: 'Next note' },
        { keys: ['k'], does: 'Note before' },
        { keys: ['Enter'], does: 'Open' },
        { keys: ['p'], does: 'Pin or unpin' },
        { keys: ['e'], does: 'Archive, or take out of the archive' },
        { keys: ['#'], does: 'Move to the trash, or bring back' },
      ],
    },
    {
      where: 'Writing a note',
      keys: [
        { keys: ['Ctrl', 'S'], does: 'Save' },
        { keys: ['Ctrl', 'Enter'], does: 'Save' },
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
