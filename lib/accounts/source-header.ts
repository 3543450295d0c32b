/** Where a request came from, as the server itself saw it: written over whatever a client sent under this name. */
export const sourceHeader = 'x-andon-source'
