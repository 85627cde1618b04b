/** What a key looks like: said once in the stylesheet, since the sheet of all keys stands in every page. */
export const kbdClasses = 'kbd'
