export const noText = 'The address must be text.'
export const noOrigin = 'Give an address such as https://capsule.example.org, with nothing after the host.'
