/** Who can make an account: nobody, whoever is invited, also whoever has a code, everybody who confirms an address. */
export const registrationModes = ['closed', 'invite', 'code', 'open'] as const
export type RegistrationMode = (typeof registrationModes)[number]

/** What holds while neither the environment nor an admin says otherwise. */
export const usualRegistration: RegistrationMode = 'invite'
