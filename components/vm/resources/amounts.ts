/** `2,150 MB`; what is there is never 0. */
export const megabytes = (mib: number): string =>
  mib > 0 && mib < 0.5 ? 'under 1 MB' : `${Math.round(mib).toLocaleString('en')} MB`

/** `9,600 MHz` */
export const megahertz = (mhz: number): string => `${Math.round(mhz).toLocaleString('en')} MHz`
