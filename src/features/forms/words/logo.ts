export const logoOf = (title: string) => `Logo · ${title}`
export const settings = 'Settings'
export const theLogo = 'The logo'
export const aLogo = 'A logo'
export const where =
  'It stands above the title, on the page of the form and on the thank-you, at most 256 pixels wide and 80 high.'
export const picture = 'Picture'
export const otherPicture = 'Another picture'
export const pictureHint = 'PNG, JPEG, GIF or WebP, at most 2 MB. Chosen, or dropped onto the field.'
export const alt = 'What it shows'
export const altHint =
  'For whoever cannot see it: mostly the name that stands in it. Leave it empty where the title says the same.'
export const save = 'Save the logo'
export const remove = 'Remove the logo'
