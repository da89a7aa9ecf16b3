/** Whom a host vouches for, as marks of the erased name them: no source of the registry is called like that. */
export const vouchedId = (issuer: string, subject: string): string => JSON.stringify(["vouched", issuer, subject]);
