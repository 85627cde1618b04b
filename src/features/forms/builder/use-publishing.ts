import { computed, ref, shallowRef, type Ref } from 'vue'
import { callApi } from '@/lib/api'
import { listChanges, type Change } from '../definition/changes'
import type { Definition } from '../definition/definition.schema'
import type { Field } from '../definition/field.schema'
import { Form } from '../forms.schema'
import * as words from '../words/builder'
import { findObstacles } from './problems'
import type { DraftSaving } from './use-draft-saving'
import { shownTitle, titleOnItsWay } from './use-title'

type Publishing = {
  form: Form
  /** What visitors answer now. */
  published: Definition | null
  fields: Ref<readonly Field[]>
  saving: DraftSaving
  /** Leads to a field, or nowhere where the form as a whole is meant. */
  goTo: (key: string | null) => Promise<void>
}

/** Publishes the form under the hands of its author, once nothing is wrong with it. */
export function usePublishing({ form, published, fields, saving, goTo }: Publishing) {
  const live = shallowRef(published)
  const text = computed(() => JSON.stringify(fields.value))
  const publishedText = ref(form.state === 'open' && !form.hasChanges ? text.value : '')
  const isPublished = computed(() => publishedText.value === text.value)
  const asks = ref(false)
  const isPublishing = ref(false)
  const failure = ref('')
  const news = ref('')
  const isJustPublished = ref(false)
  const wantsToPublish = ref(false)
  const wantsTitle = ref(false)

  const changesOf = (now: readonly Field[]): Change[] =>
    live.value ? listChanges(live.value, { fields: [...now] }) : []

  /** Shows first what changed since the last version, where there is one. */
  async function publish() {
    wantsToPublish.value = true
    wantsTitle.value = false
    failure.value = ''
    const [first] = findObstacles(fields.value)
    if (first) return goTo(first.key)
    if (isUnnamed()) return askForTitle()
    if (changesOf(fields.value).length > 0) asks.value = true
    else await saveAndPublish()
  }

  /** Visitors read it at the top, and before anybody has the address it becomes a part of that. */
  function isUnnamed(): boolean {
    return live.value === null && (shownTitle.value ?? form.title).trim() === words.untitled
  }

  function askForTitle() {
    wantsTitle.value = true
    const title = document.getElementById('form-title')
    title?.focus()
    if (title instanceof HTMLTextAreaElement) title.select()
  }

  /** Waits until everything is saved, so that what is published is what is seen. */
  async function saveAndPublish() {
    isPublishing.value = true
    await tryToPublish()
    isPublishing.value = false
    asks.value = false
  }

  async function tryToPublish() {
    const sent = fields.value
    await titleOnItsWay.value
    if (!(await saving.save())) {
      failure.value = saving.failure.value || words.notSaved
      return
    }
    const path = `/api/forms/${form.id}/publication?version=${saving.version.value}`
    const result = await callApi(path, { method: 'POST', schema: Form })
    failure.value = result.ok ? '' : result.error
    if (!result.ok) return
    publishedText.value = JSON.stringify(sent)
    live.value = { fields: [...sent] }
    wantsToPublish.value = false
    isJustPublished.value = true
    news.value = words.publishedAs(result.data.publishedVersion)
  }

  return {
    asks,
    isPublishing,
    isPublished,
    isJustPublished,
    failure,
    news,
    wantsToPublish,
    wantsTitle,
    changesOf,
    publish,
    saveAndPublish,
  }
}
