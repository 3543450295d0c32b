/** Sent with a read that a page makes by itself, while nobody has touched it for a while: it is no use of the session. */
export const unattendedHeader = 'x-andon-unattended'

/** A page is unattended this long after the last key or pointer. */
export const unattendedAfterMs = 60_000
