/** Whether a host can use a datastore; `because` is the end of a sentence about the host, and stands beside its name. */
export type Mount = { is: 'mounted' } | { is: 'not mounted' | 'not known'; because: string }

/** What keeps the host from being chosen: that nobody knows does not. */
export const whyNotMounted = (mount: Mount): string | undefined =>
  mount.is === 'not mounted' ? mount.because : undefined
