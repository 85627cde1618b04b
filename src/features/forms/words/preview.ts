export const previewPage = (title: string) => `Preview · ${title}`
export const previewOf = (title: string) => `Preview of ${title}`
export const edit = 'Edit'
export const ofDraft = 'A preview of the draft'
export const ofDraftHint = 'Answer it to its end as a visitor would: nothing of it is kept or counted.'
export const width = 'Width'
export const onScreen = 'As on a screen'
export const onPhone = 'As on a phone'
export const alone = 'Open it alone'
export const publish = 'Publish'
