/**
 * What a cookie of this console is called in a browser that sent these headers. Through TLS the name begins with `__Host-`: a
 * browser takes such a one from this very host name alone, so that nothing beside it (another name under the same domain,
 * somebody on the network by plain HTTP) can put one of its own in its place. Over plain HTTP, where browsers refuse
 * these, the name is the plain one.
 */
export const cookieNameFor = (name: string, given: Given): string => (isThroughTls(given) ? `__Host-${name}` : name)

/** Whether a browser came through TLS. Not what a client sent: the front has written over it. */
export const isThroughTls = (given: Given): boolean => given.get('x-forwarded-proto') === 'https'

type Given = { get(name: string): string | null }
