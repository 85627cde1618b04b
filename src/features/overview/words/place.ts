export const place = 'Administration'
