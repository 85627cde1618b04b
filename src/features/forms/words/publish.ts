export const publishOf = (title: string) => `Publish · ${title}`
export const forms = 'Forms'
export const published = (version: number | null) => `Published as version ${version}.`
export const shareIt = 'Share its address'
export const since = 'Since the last published version'
export const nothingChanged = 'Nothing changed.'
export const neverPublished = 'It was never published: everything is new to visitors.'
export const whatStays =
  'Responses that came before keep the version that they answered. Settings are no part of a version: they hold from the moment they are saved.'
export const publishChanges = 'Publish them'
export const publishAndOpen = 'Publish and open it'
export const preview = 'Preview'
export const versions = 'Versions'
export const version = (number: number) => `Version ${number}`
