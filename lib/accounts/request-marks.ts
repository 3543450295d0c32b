/*
 * What the server itself knows of a request, before anything else sees it: written over whatever a client sent under
 * these names (server/front).
 */

/** Where a request came from, as an address. */
export const sourceHeader = 'x-andon-source'

/** The origins, separated by blanks, of which a page is of this console when it was asked as this request was. */
export const ownOriginsHeader = 'x-andon-own-origins'

/** Which exchange it is, for who has to cut it: `Front.cut`. */
export const exchangeHeader = 'x-andon-exchange'

/** The path with its query. A layout is not told which page it frames; this tells it where to come back to after a sign-in. */
export const pathHeader = 'x-andon-path'

/** With it the scripts of this answer are allowed to run. */
export const nonceHeader = 'x-andon-nonce'
